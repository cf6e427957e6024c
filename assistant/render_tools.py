"""What a reader can do with an answer, as escaped HTML: copy it, link to it, say what is wrong with it."""

from __future__ import annotations

from html import escape

# Reasons as the API takes them, and how a reader is asked.
REASONS = {
    "answer": "It answers something else",
    "number": "A number is wrong",
    "source": "A source does not say that",
    "incomplete": "Something is missing",
    "refused": "The article does say it",
    "unclear": "Hard to understand",
}


def tools(receipt: str) -> str:
    """Return the row of tools below an answer; `page/tools.js` brings them to life."""
    link = f"?a={escape(receipt)}"
    return (
        f'<div class="tools" data-receipt="{escape(receipt)}">'
        '<button type="button" class="copy">Copy with sources</button>'
        f'<a class="link" href="{link}" target="_self">Link to this answer</a>'
        '<span class="thumbs" role="group" aria-label="Was this answer right?">'
        '<button type="button" class="thumb" data-rating="up" aria-pressed="false">Helpful</button>'
        '<button type="button" class="thumb" data-rating="down" aria-pressed="false">Not right</button></span>'
        '<span class="told" role="status"></span></div>'
    )


def reasons() -> str:
    """Return the form that asks what is wrong; the page copies it below the answer that it is about."""
    boxes = "".join(
        f'<label><input type="checkbox" value="{name}"> {escape(words)}</label>' for name, words in REASONS.items()
    )
    return (
        '<template id="reasons"><form class="reasons"><fieldset><legend>What is wrong? (as many as apply)</legend>'
        f'<div class="boxes">{boxes}</div><label class="note">In your words (kept for the owner of these articles)'
        '<textarea rows="2" maxlength="1000"></textarea></label></fieldset>'
        '<button type="submit">Send</button> <button type="button" class="cancel">Cancel</button></form></template>'
    )
