"""The JSON API: answers, articles, passages, figures, completions and feedback for pages and programs."""
