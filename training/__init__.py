"""How the cross-encoder that ships is made. Not installed; it uses what is, and nothing that is uses it."""
