"""Who held a post before somebody: "his successor, Ida Fenn" of whom the sentence before tells, "replaced Ola Brun"."""

from __future__ import annotations

import re

from assistant.people import full_name, people, referent
from assistant.replies.case import Case, quoting
from assistant.types import Draft
from assistant.words import fold

_ASKS = re.compile(
    r"\bwho (?:was|is) .{2,60}?'s? (?:immediate |direct )?predecessor\b|\bwho (?:was|is) the predecessor of\b"
    r"|\bpredecessor of .{2,60} (?:called|named)\b|\bwho(?:m)? (?:did|has) .{2,60} (?:succeed|replaced?|succeeded)\b"
    r"|\bwho(?:m)? (?:did|has) .{2,60} (?:take|taken) over from\b"
)
_SUCCESSOR = re.compile(r"^(?:but |and )?(?P<of>his|her|their) successor(?: is| was|,| as [\w ]+ is)? $")
_FOLLOWED = re.compile(
    r"^[^.;:]{0,60}?\b(?:succeed(?:s|ed|ing)|replac(?:es|ed|ing)|t(?:akes?|ook|aken) over (?:[\w ]{0,40} )?from)\b"
    r"(?P<rest>[^.;:]{0,60})$"
)


def reply(case: Case) -> Draft | None:
    """Return who was there before the one who is asked of, with the sentences that say so; None where none does."""
    names = case.question.whole.names
    if len(names) != 1 or _ASKS.search(fold(case.question.standalone)) is None:
        return None
    for document in sorted(case.corpus.documents):
        known = people(case.corpus, document)
        for i in range(len(case.corpus.documents[document].sentences)):
            text = case.corpus.text(document, i)
            mentions = [m for m in case.corpus.lexicon.mentions(text) if m.name in known]
            at = next((k for k, m in enumerate(mentions) if m.name == names[0]), None)
            if at is None or case.asks(case.at(document, i)):
                continue
            mine = mentions[at]
            told = _SUCCESSOR.match(fold(text[: mine.start]))
            before = referent(case.corpus, document, i, told["of"]) if told is not None else None
            if before is not None:
                earlier = case.corpus.text(document, before[1])
                other = next(m for m in case.corpus.lexicon.mentions(earlier) if m.name == before[0])
                both = (case.at(document, before[1]), case.at(document, i))
                return quoting(case, *both, text=f"{full_name(earlier, other)} {{0}}{{1}}.")
            for other in mentions[at + 1 :]:
                if _FOLLOWED.match(fold(text[mine.end : other.start])):
                    return quoting(case, case.at(document, i), text=f"{full_name(text, other)} {{0}}.")
    return None
