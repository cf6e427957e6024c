"""The two spellings of English made one, so that "licence" in a question meets "license" in an article.

The spellings meet as keys only; no reader ever sees one.
"""

from __future__ import annotations

import re

# Doubled before an ending in one spelling only. "Called", "sold" and "compelled" are so spelt everywhere.
_DOUBLING = (
    "cancel|channel|counsel|dial|equal|fuel|initial|label|level|marvel|model|parcel|pedal|rival|shovel|signal|total|"
    "travel|tunnel|unravel"
)
_RULES = (
    (re.compile(rf"^({_DOUBLING})l(?=ed$|ing$|er$|ers$|ings$)"), r"\1"),
    (re.compile(r"(?<=[a-z]{3})our(?=$|s$|ed$|ing$|er$|ers$|ite$|ites$|able$|hood$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})is(?=e$|es$|ed$|ing$|er$|ers$|ation$|ations$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=e$|es$|ed$|ing$|er$|ers$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[tb])re(?=$|s$|d$)"), "er"),
    (re.compile(r"(?<=[a-z]{2})ogue(?=$|s$)"), "og"),
)
_WORDS = {
    "licence": "license", "licences": "licenses", "defence": "defense", "defences": "defenses", "offence": "offense",
    "offences": "offenses", "practise": "practice", "practised": "practiced", "practising": "practicing",
    "programme": "program", "programmes": "programs", "grey": "gray", "tyre": "tire", "tyres": "tires",
    "aluminium": "aluminum", "ageing": "aging", "storey": "story", "storeys": "stories", "sceptic": "skeptic",
    "sceptical": "skeptical", "scepticism": "skepticism", "jewellery": "jewelry", "instalment": "installment",
    "instalments": "installments", "fulfil": "fulfill", "enrol": "enroll", "enrols": "enrolls", "enrolment":
    "enrollment", "judgement": "judgment", "judgements": "judgments", "mould": "mold", "plough": "plow",
    "maths": "math", "cosy": "cozy", "whisky": "whiskey", "pyjamas": "pajamas", "manoeuvre": "maneuver",
    "paediatric": "pediatric", "anaesthetic": "anesthetic", "haemorrhage": "hemorrhage", "oestrogen": "estrogen",
    "foetus": "fetus", "diarrhoea": "diarrhea", "sulphur": "sulfur", "cheque": "check", "cheques": "checks",
    "draught": "draft", "draughts": "drafts",
}  # fmt: skip


def one_spelling(word: str) -> str:
    """Return a word in lower case in the one spelling that stands for both: "colour" and "color" -> "color".

    The rules need not be right, only the same for both sides: "rise" becomes "rize" in question and article alike.
    """
    if len(word) < 4:
        return word
    known = _WORDS.get(word)
    if known is not None:
        return known
    for pattern, other in _RULES:
        word = pattern.sub(other, word)
    return word
