"""E-mail addresses and phone numbers are taken out of what readers type before it is stored.

Figures are the matter of these questions, so a number is masked only where it is written as phone numbers are.
"""

from __future__ import annotations

import re

EMAIL = "[e-mail]"
PHONE = "[phone]"

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}", re.UNICODE)
# Digits with what people put between them; a comma is never in a phone number and often in a figure.
_DIGITS = re.compile(r"(?<![\w.,])(?:\+\s?|\()?\d(?:[ ./()\u00a0\u2011-]{0,2}\d){5,15}(?![\w]|[.,]\d)")
_CALLED = re.compile(
    r"(?:phone|tel|telephone|mobile|cell|call|whatsapp|signal|text|fax|sms)\b[\s\w]{0,12}[.:]?\s*$", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# A figure with dots or hard spaces between its thousands, or with many decimals.
_GROUPED = re.compile(r"\d{1,3}(?:[.\u00a0]\d{3})+|\d{1,3}\.\d+")
_SURE = 9  # digits from which a number that looks like a phone number is one: shorter ones are dates and figures
_REACH = 24  # characters before a number in which "call me at" is looked for


def masked(text: str) -> str:
    """Return the text with e-mail addresses and phone numbers replaced by their names.

    Example: "mail me@news.example or +44 20 7946 0958" -> "mail [e-mail] or [phone]"
    """
    # Half a surrogate pair, which a program may send, cannot be stored.
    without = _EMAIL.sub(EMAIL, text.encode("utf-8", "replace").decode("utf-8"))
    return _DIGITS.sub(lambda found: _number(found, without), without)


def _number(found: re.Match[str], text: str) -> str:
    whole = found[0]
    digits = re.sub(r"\D", "", whole)
    groups = re.findall(r"\d+", whole)
    called = _CALLED.search(text[max(0, found.start() - _REACH) : found.start()])
    if whole.startswith("+") or called:
        return PHONE
    figure = (
        len(digits) < _SURE
        or _GROUPED.fullmatch(whole)
        or all(_YEAR.fullmatch(group) for group in groups)
        or (len(groups) == 1 and digits.endswith("000"))  # a round number written out
    )
    return whole if figure else PHONE
