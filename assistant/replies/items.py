"""Answers that are lists: a list of the article, parallel headings, or what a sentence names one after the other."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.profile import Profile
from assistant.replies.case import Case, quoting
from assistant.replies.counted import counts, of_number
from assistant.replies.enumeration import enumeration
from assistant.replies.listed import items_of, led_by, lists
from assistant.replies.prose import statement
from assistant.types import Calculation, Draft, Evidence, Result
from assistant.words import concepts, content, fold, stems
from documents.figures.quantities import quantities
from documents.types import Document

# A list whose lead meets this share of the question's words is the one asked for.
_LEAD_WORDS = 0.6
_HEADED = 0.7  # what a list below a heading that the question names is worth: "the dates in the calendar"
_MOST_ITEMS = 12
_SOME = 0.2  # of the question's words, what the sentence on the best of several must meet
_SERIES = re.compile(r"(?:[^,;:.]{2,60}, ){1,8}[^,;:.]{2,60}")


def reply(case: Case) -> Draft | None:
    """Return the items asked for."""
    asked = counts(case.question.standalone)
    for form in (_utmost, of_number, _of_list, _led, _of_headings, _announced, enumeration, _of_sentence):
        draft = form(case)
        listed = draft is not None and draft.text.count("; ") + 1
        if draft is not None and (len(asked) != 1 or form not in (_of_list, _led, _of_headings) or listed == asked[0]):
            return draft  # "the three armies" are no list of two
    return statement(case)


_UTMOST = re.compile(r"\b(?:most|least|best|worst|first|only|\w{3,}est)\b")


def _utmost(case: Case) -> Draft | None:
    """Return the sentence that says which of several is the best or the most, where the question asks for that one."""
    folded = fold(case.question.standalone)
    if not re.search(r"\bwhich (?:one|of (?:them|these|those))\b", folded) or not _UTMOST.search(folded):
        return None
    pool = [e for e in case.evidence[:30] if not e.missing and _UTMOST.search(fold(case.text(e)))]
    pool = [e for e in pool if e.coverage >= _SOME and not case.text(e).rstrip().endswith("?")]
    return quoting(case, pool[0]) if pool else None


def count(case: Case) -> Draft | None:
    """Return how many names or items the best sentence lists, for "how many" without a stated figure."""
    best = case.best(1)
    if not best:
        return None
    listed = names_after(case, best[0])
    if len(listed) < 2:
        return None
    said = ", ".join(listed[:-1]) + f" and {listed[-1]}"
    counted = str(len(listed))
    calculation = Calculation(
        operation="count",
        inputs=(),
        formula=f"count({', '.join(listed)}) = {counted}",
        result=Result(counted, counted, "", counted),
        assumptions=("counted from the names that the sentence lists",),
    )
    draft = quoting(case, best[0], text=f"{counted}: {said} {{0}}.")
    return replace(draft, calculation=calculation)


def _of_list(case: Case) -> Draft | None:
    """Return the labels or first sentences of the list whose lead or heading holds the question's words."""
    best: tuple[float, Document, list[int]] | None = None
    for name in sorted(case.corpus.documents):
        document = case.corpus.documents[name]
        for lead, blocks in lists(document).items():
            heading = document.sections[document.blocks[lead].section].heading
            above = [document.quote(document.blocks[lead].span), heading]
            met = max(_met(case, stems(text)) for text in above)
            if _named(case, heading):
                met = max(met, _HEADED)
            if met >= _LEAD_WORDS and (best is None or met > best[0]):
                best = (met, document, blocks)
    if best is None:
        return None
    _, document, blocks = best
    telling = _TELLING.search(fold(case.question.standalone)) is not None
    return items_of(document, blocks, whole=telling)


def _named(case: Case, heading: str) -> bool:
    """Say whether the question holds all words of a heading that tell something."""
    words = {t.stem for t in content(heading)}
    telling = {t.stem for t in case.question.whole.terms if t.weight >= _TELLING_WORD}
    return bool(words & telling) and words <= {t.stem for t in content(case.question.standalone)}


def _led(case: Case) -> Draft | None:
    """Return the items of the list that one of the best sentences leads to."""
    for found in case.best(2):
        draft = led_by(case, found)
        if draft is not None:
            return draft
    return None


_TELLING_WORD = 0.6  # weight of a word that says what a question is about
_TELLING = re.compile(r"\b(?:what|how) (?:do|does|did|is|are|was|were) .{2,80}\b(?:do|doing|done|work|differ|say)\b")


def _of_headings(case: Case) -> Draft | None:
    """Return parallel headings ("Step 1: ...", "Step 2: ...") whose common word the question asks for."""
    for name in sorted(case.corpus.documents):
        document = case.corpus.documents[name]
        series: dict[tuple[int, str], list[str]] = {}
        for section in document.sections:
            first, _, rest = section.heading.partition(":")
            word = first.split("#")[0].rstrip("0123456789. ").strip()
            if rest.strip() and word and any(c.isdigit() for c in first):
                series.setdefault((section.level, word), []).append(rest.strip())
        for (_, word), items in sorted(series.items()):
            if len(items) > 1 and {t.stem for t in case.question.whole.terms} & set(stems(word)):
                found = next((e for e in case.evidence if _holds(case.text(e), items)), None)
                if found is not None:
                    return quoting(case, found, text="; ".join(items) + " {0}.")
    return None


def _announced(case: Case) -> Draft | None:
    """Return the headings or items that follow a sentence which says how many there are: "names three measures"."""
    for found in case.best(2):
        document = case.corpus.documents[found.document]
        sentence = case.sentence(found)
        counts = [
            int(q.low) for q in quantities(case.text(found)) if q.dimension == "count" and 1 < q.low <= _MOST_ITEMS
        ]
        headings = document.sections[sentence.section + 1 :]
        items = [i for i, block in enumerate(document.blocks) if block.kind == "item" and i > sentence.block]
        for count in counts:
            level = {section.level for section in headings[:count]}
            deeper = len(level) == 1 and headings[0].level > document.sections[sentence.section].level
            if len(headings) >= count and deeper:
                names = [_unnumbered(section.heading) for section in headings[:count]]
                return quoting(case, found, text="; ".join(names) + " {0}.")
            if len(items) >= count and items[0] == sentence.block + 1:
                return items_of(document, items[:count])
    return None


def _unnumbered(heading: str) -> str:
    return re.sub(r"^(?:[^\W\d_]{1,8} ?)?#?\d{1,2}[.:)]? *", "", heading) or heading


def _holds(text: str, items: list[str]) -> bool:
    own = stems(text)
    return all(set(stems(item)) <= set(own) for item in items)


def _met(case: Case, words: tuple[str, ...]) -> float:
    ideas = {idea: 1.0 for word in words for idea in concepts().get(word, ())}
    return Profile(dict.fromkeys(words, 1.0), ideas, {}).coverage(case.question.whole.terms)


def _of_sentence(case: Case) -> Draft | None:
    """Return the sentence that lists, what it lists first: names, else the words between its commas."""
    for found in case.best(3):
        after = case.near(found, 1)
        if case.text(found).rstrip("\"'”’) ").endswith("?") and after is not None:
            found = after  # the author asks and answers
        text = case.text(found)
        if len(names_after(case, found)) > 1 or _SERIES.search(text) or _quoted_series(text, case.corpus):
            return quoting(case, found)
    return None


def _quoted_series(text: str, corpus: Corpus) -> bool:
    return len(corpus.lexicon.mentions(text)) > 2


def names_after(case: Case, found: Evidence) -> list[str]:
    """Return the names that follow the question's words one after the other: "chips from both A (x) and B (y)"."""
    text = case.text(found)
    asked = {t.stem: t.weight for t in case.question.whole.terms}
    hits = [m.end() for m in re.finditer(r"[\w&'-]+", text) if any(s in asked for s in stems(m.group()))]
    names = set(case.question.whole.names)
    chosen: list[str] = []
    if not hits:
        return []
    start = max((h for h in hits if any(m.start > h for m in case.corpus.lexicon.mentions(text))), default=None)
    if start is None:
        return []
    last = start
    for mention in case.corpus.lexicon.mentions(text):
        inside = text.rfind("(", 0, mention.start) > text.rfind(")", 0, mention.start)
        if mention.start < start or mention.name in names or inside:
            continue
        between = re.sub(r"\([^()]*\)", "", text[last : mention.start])
        if chosen and not re.fullmatch(r"\W*(?:and|or|,|both)?\W*(?:the )?", between.strip() or ","):
            break
        chosen.append(text[mention.start : mention.end])
        last = mention.end
    return list(dict.fromkeys(chosen))
