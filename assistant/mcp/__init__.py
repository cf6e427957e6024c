"""The assistant's tools for other assistants, over the Model Context Protocol: they may phrase, never calculate."""
