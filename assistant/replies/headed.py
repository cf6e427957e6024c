"""Answers that stand below a heading which asks the reader's own question: "Who pays?", "What is a levy?"."""

from __future__ import annotations

from assistant.replies.case import Case
from assistant.types import Evidence
from assistant.words import content, fold, same_idea, tokens

_MET = 0.5  # of the reader's weighted words, the share that such a heading must hold
_OPENING = 2  # sentences


def under_question(case: Case) -> tuple[Evidence, ...]:
    """Return the first sentences below a heading that asks what the reader asks, in the same question word; else ()."""
    terms = {t.stem: t.weight for t in case.question.whole.terms}
    words = [fold(t.text) for t in tokens(case.question.standalone)]
    total = sum(terms.values())
    if not total:
        return ()
    for name in sorted(case.corpus.documents):
        document = case.corpus.documents[name]
        for i, section in enumerate(document.sections):
            heading = section.heading.strip()
            asked = [t.stem for t in content(heading)]
            opening = fold(heading).split()[:1]
            if not heading.endswith("?") or not asked or opening != words[:1]:
                continue
            held = {s for s in asked if s in terms or any(same_idea(s, t) for t in sorted(terms))}
            met = sum(w for t, w in terms.items() if t in asked or any(same_idea(t, s) for s in asked))
            if len(held) == len(asked) and met >= _MET * total:
                own = [n for n, s in enumerate(document.sentences) if s.section == i]
                own = [n for n in own if document.blocks[document.sentences[n].block].kind == "paragraph"]
                return tuple(case.at(name, n) for n in own[:_OPENING])
    return ()
