"""The one attribute that a question asks of a thing: "what is the slogan of Acme", "what's Fenn's nickname?".

What is near the thing in meaning and does not speak of the attribute is beside the point.
"""

from __future__ import annotations

import re

from assistant.replies.case import Case
from assistant.signals import met
from assistant.types import Draft, Evidence
from assistant.words import fold, stem, vocabulary

_KINDS = ("any", "measure", "title", "statement", "place", "list")
_MET = 0.8  # by a synonym, or another form of the word
_OPENING = r"^\W*(?:and |so |but )?what(?:'?s| is| are| was| were) "
_OF = re.compile(_OPENING + r"(?:the |its |their )?(?P<what>(?:[a-z-]+ ){0,2}?[a-z-]+) of (?:[\w'-]+ ){0,5}[\w'-]+\W*$")
_WHOSE = re.compile(_OPENING + r"[\w'. -]{2,40}?(?:'s|s') (?P<what>(?:[a-z-]+ ){0,2}[a-z-]+)\W*$")


def attribute(asked: str) -> str | None:
    """Return the noun for what is asked of a thing, as it is typed: "slogan"; None where no such thing is asked."""
    match = _OF.match(fold(asked)) or _WHOSE.match(fold(asked))
    noun = match["what"].split()[-1] if match is not None else None
    return None if noun is None or noun in vocabulary("replies")["attribute"]["loose"] else noun


def unmet(case: Case, draft: Draft) -> bool:
    """Say whether an answer speaks nowhere of the attribute that is asked for."""
    noun = attribute(case.question.standalone) if case.question.expects in _KINDS else None
    if noun is None or draft.status == "not_found" or draft.calculation is not None:
        return False
    return not any(_speaks(case, case.at(quote.document, quote.sentence), noun) for quote in draft.quotes)


def _speaks(case: Case, found: Evidence, noun: str) -> bool:
    article = case.corpus.documents[found.document]
    sentence = article.sentences[found.sentence]
    block = article.blocks[sentence.block]
    heads = [article.quote(c) for t in article.tables if sentence.block in t.row_blocks for c in t.header]
    text = " ".join((case.text(found), block.label or "", *article.sections[sentence.section].path, *heads))
    return met(stem(noun), text) >= _MET  # what is only near it in meaning, an empire to headquarters, is another thing
