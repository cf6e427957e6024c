"""Whether a sentence holds something of the kind that a question asks for, beside what the question itself says."""

from __future__ import annotations

import re

from assistant.words import fold, tokens

_UNTOLD = 0.5  # where the kind of thing cannot be told by its look
_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundreds?|thousands?|millions?|billions?|half"
    "|third|quarter|twice|double|triple"
)
_AMOUNT = re.compile(rf"\d[\d,.]*|\b(?:{_WORDS})\b")
_MONEY = re.compile(
    r"[$€£¥]|\b(?:dollars?|euros?|pounds?|francs?|yen|yuan|rmb|cents?|pence|crowns?|kron(?:a|or|er|e)|rupees?|shillings?"
    r"|usd|eur|gbp|chf|nok|sek|dkk|inr|kes|ksh|cny|free)\b|\d(?:p|c)\b"
)
_SHARE = re.compile(
    r"%|\bper ?cent\b|\b(?:half|third|thirds|quarters?|fifths?|most|majority|all|none|every|one in)\b|\bfraction"
)
_TIME = re.compile(
    r"(?<![\d,.$€£¥])\b\d{3,4}s?\b(?![,.]?\d)(?! ?%)|\b\d{1,2}(?:st|nd|rd|th)\b|\bcentur|\bdecade|\b\d{1,2}[.:]\d\d\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:spring|summer|autumn|winter|christmas|easter)\b"
    r"|\b(?:this|next|last|every|each|that) (?:year|month|week|quarter|season|day|night)\b"
    r"|\b(?:today|yesterday|tomorrow)\b"
    r"|\b\d{1,2} ?[ap]m\b|\bat (?:night|dawn|noon|midnight)\b|\b(?:during|until|since|while|whenever|once)\b"
    r"|\b(?:shortly|soon|right|immediately|just|long) (?:before|after)\b"
)
_LASTING = re.compile(
    rf"(?:\d|\b(?:{_WORDS}|a|an|several|few|many))[\w ,-]{{0,25}}?\b(?:second|minute|hour|day|night|week|month|quarter"
    r"|year|decade|centur)|\bwithin (?:second|minute|hour|day|week|month|year)s|\bin (?:second|minute)s\b"
    r"|\bfrom .{3,40} (?:to|until)\b|\b(?:until|since|ever|forever|permanently)\b"
)
_PLACED = re.compile(
    r"\b(?:in|at|near|on|from|to|into|outside|around|between|across|under|off|of|through|within|along|beside|behind"
    r"|beyond|above|below|over)(?: the| an?)? "
)
_WHICH_PLACE = re.compile(
    r"\b(?:what|which) (?:\w+ )?(?:city|cities|country|countries|town|region|province|state|village|river|island)\b"
)
# What is asked for acts itself, and no preposition leads to it.
_PLACE_ACTS = re.compile(
    r"(?:^|[.!?] )(?:what|which) (?:city|country|town|region|province|state|village|river|island)\b"
    r"(?! (?:is|was|are|were|do|does|did|has|have|had)\b)"
)
_TIME_ASKED = re.compile(r"\b(?:what|which) (?:\w+ )?(?:year|month|day|date|century|decade|time|quarter|season)\b")


def names_place(question: str) -> bool:
    """Say whether a question names the sort of place: "in which city"."""
    return bool(_WHICH_PLACE.search(fold(question)))


def named_place(question: str, text: str) -> bool:
    """Say whether a sentence has a name behind a preposition of place that the question does not have."""
    return _placed(text, fold(question), named=True)


def holds(expects: str, question: str, text: str) -> float:
    """Return 1 where the sentence holds what kind of thing is asked for, 0 where not, 0.5 where that is not told."""
    folded, said = fold(text), fold(question)
    if expects == "date" or _TIME_ASKED.search(said):
        return _beside(_TIME, folded, said)
    if expects in ("count", "measure", "speed", "factor"):
        return _beside(_AMOUNT, folded, said)
    if expects == "money":
        return float(bool(_MONEY.search(folded)) and bool(_beside(_AMOUNT, folded, said)))
    if expects in ("share", "points"):
        return _beside(_SHARE, folded, said)
    if expects == "duration":
        return _beside(_LASTING, folded, said)
    if expects == "place":
        if _PLACE_ACTS.search(said):
            return float(bool(_capitals(text, said)))  # "which city came before": it stands anywhere in the sentence
        return float(_placed(text, said, named=names_place(question)))
    if expects in ("person", "quotation"):
        return float(bool(_capitals(text, said)))
    return _UNTOLD


def _beside(pattern: re.Pattern[str], folded: str, said: str) -> float:
    """Say whether a pattern is met in the sentence by something that the question does not say itself."""
    return float(any(match.group() not in said for match in pattern.finditer(folded)))


def _placed(text: str, said: str, *, named: bool) -> bool:
    """Say whether a preposition of place leads to something new, a name where a city or country is asked for."""
    for match in _PLACED.finditer(text):
        word = next(iter(tokens(text[match.end() : match.end() + 40])), None)
        if word is None or not word.text[0].isalpha():
            continue  # "starts at 215"
        if match.group().strip() in ("of", "to") and not word.text[0].isupper():
            continue  # "to reach", "of any size"
        if fold(word.text) not in said and (word.text[0].isupper() or not named):
            return True
    return False


def _capitals(text: str, said: str) -> list[str]:
    """Return the words with a capital letter that the question does not have; neither the first one nor a month."""
    found = (t.text for t in tokens(text) if t.text[0].isupper() and t.start > 0)
    return [word for word in found if fold(word) not in said and not _TIME.search(fold(word))]
