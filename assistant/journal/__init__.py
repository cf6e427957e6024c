"""What readers ask and what they think of the answers, kept beside the index for the owner of the articles.

Nothing here knows who asked. The stages of an answer know nothing of this package.
"""
