"""Who makes what, where the text says so in words: "Acme, the maker of the Swift", "Swift, made by Acme"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.figures.runs import Run
from documents.types import Document

_MADE = r"(?:made|manufactured|produced|developed|published|brewed)"
_MAKER = r"(?:maker|manufacturer|producer|developer|publisher|brewer)"
_MAKES = r"(?:makes|manufactures|produces|develops|publishes|brews)"
# What stands between the two names; white space is one space.
_FIRST_MAKES = re.compile(rf",? (?:which |who )?(?:(?:is |was )?(?:the |a )?{_MAKER} of|{_MAKES}) (?:the )?")
_FIRST_IS_MADE = re.compile(rf",? (?:(?:which |that )?(?:is|was|are|were) )?{_MADE} by (?:the )?")
_FARTHEST = 40  # characters between the two names


def makers(found: Sequence[Run], document: Document) -> Iterator[tuple[str, str]]:
    """Yield (product, its maker) for neighbouring names of which the text says that one makes the other."""
    for left, right in pairwise(found):
        if not 0 < right.span.start - left.span.end <= _FARTHEST or left.quoted:
            continue
        between = re.sub(r"\s+", " ", document.text[left.span.end : right.span.start])
        if _FIRST_MAKES.fullmatch(between):
            yield right.text, left.text
        elif _FIRST_IS_MADE.fullmatch(between):
            yield left.text, right.text
