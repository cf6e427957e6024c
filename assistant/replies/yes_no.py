"""Yes or no first, where the article's words or figures decide it; else what the article says on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.asked_focus import asks_change
from assistant.opposites import opposed, outright
from assistant.replies.case import Case, quoting
from assistant.replies.denied import denied, of_asked
from assistant.replies.in_full import in_full
from assistant.replies.limits import limit, threshold, told_of_part, with_figure
from assistant.replies.prose import statement
from assistant.types import Draft, Evidence
from assistant.words import Token, concepts, fold, stem, stems, tokens, vocabulary
from documents.figures.periods import periods
from documents.figures.types import Figure

# In "gave up" and "cut from the team" these tell no direction.
_LOOSE = frozenset(("more", "better", "up", "down", "cut", "top", "beat"))
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|nor|neither|hardly|none|nothing|nobody|isn't|doesn't|didn't|wasn't|hasn't|cannot|can't"
    r"|refuses|refused|denies|denied)\b|n't\b"
)
_NONE = re.compile(r"\b(?:nothing|nobody|no one|none|never)\b")
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|should|if|whether|plans?|planned|wants?|said to|threaten\w*|propos\w+)\b"
    r"|\b(?:offer|try|tries|tried|hop|ask|fail|refus|intend|expect|wish|seek|sought|promis|consider|wanted)\w*"
    r" (?:to|\w+ing)\b"
)
_ANSWERS = re.compile(
    r"\W*(yes|no|of course|certainly|absolutely|never|not at all|it did|it does|it is|he is|she is|they are|they did"
    r"|i do|we do|we did|enormously)\b(?! (?:matter|longer|one|doubt|not))"
)
_OPEN = re.compile(r"\W*(?:and |but |so )?(?:how|why|what|who|when|where|which)\b")
_YEAR_BEFORE = re.compile(r"\b(?:the )?(?:year|season) (?:before|earlier)\b|\bprevious year\b")
_BESIDE = -3.0  # log-odds, by the cross-encoder, of what it takes for no answer at all
_SURE = 0.75  # of the question's weighted words that a sentence must meet for its plain statement to say yes
_SAME_QUESTION = 0.6  # of them, what an interviewer's question must meet to be the reader's


def reply(case: Case) -> Draft | None:
    """Return the sentence or figure on it, led by yes or no where it agrees with or contradicts the question."""
    if _either(case):
        return statement(case)
    limited = limit(case.question) is not None
    found = threshold(case) if limited else _answered(case) or _decided(case)
    if found is not None:
        return found
    draft = statement(case)
    if draft is None:
        return None
    best = case.best(1)[0]
    # Of two that are set side by side only a calculation tells which is more.
    compares = case.question.operation == "compare" and len(case.question.foci) > 1 and not limited
    if compares and not any(case.corpus.by_sentence.get((q.document, q.sentence)) for q in draft.quotes):
        return None  # nor does a sentence without any figure tell it in part
    verdict = None if compares else decide(fold(case.question.standalone), fold(case.text(best))) or _plain(case, best)
    if verdict is None:
        if case.likely is not None and case.likely.found != best and (case.likely.signals.read or 0.0) < _BESIDE:
            return None
        settled = any(case.turn_of(case.at(q.document, q.sentence)) for q in draft.quotes)
        return draft if settled else replace(draft, status="partial")
    before = case.near(best, -1)
    if before is not None and re.match(r"(?:this|that|it|these|they)\b", fold(case.text(best))):
        both = (before, best)
        return quoting(case, *both, text=f"{verdict}: {case.text(before)} {{0}} {case.text(best)} {{1}}")
    if case.best(2)[-1:] != (best,):  # the verdict rests on the best sentence alone
        draft = quoting(case, best)
    return Draft(draft.status, f"{verdict}: {draft.text}", draft.quotes, draft.caveats)


def _decided(case: Case) -> Draft | None:
    return _result(case) or in_full(case) or _turned_down(case) or denied(case)


def _either(case: Case) -> bool:
    """Say whether the question asks which of two it is, which no yes and no "no" answers: "did Acme or Brill win?"."""
    named = len(set(case.question.whole.names)) > 1
    return named and re.search(r"\bor\b(?! not\b)", fold(case.question.standalone)) is not None


_OFFERED = re.compile(r"\b(?:accept|agree|take|took|join|approve|allow|sign|say yes|grant|back|support|want)\w*\b")
_DECLINED = re.compile(
    r"^(?:but |and )?(?:(?:he|she|they|it|the [a-z]+) )(?:turned (?:it|this|that|him|her|them) down|declined|refused"
    r"|said no|rejected (?:it|this|that)|would not|did not|never did|has not|have not)\b"
)


def _turned_down(case: Case) -> Draft | None:
    """Return "No" where an offer is asked about and the sentence after the one on it says that it was declined."""
    if not _OFFERED.search(fold(case.question.standalone)):
        return None
    for found in case.best(1):
        after = case.near(found, 1)
        if after is not None and _DECLINED.match(fold(case.text(after)).lstrip("\"'“ ")):
            return quoting(case, found, after, text=f"No: {case.text(found)} {{0}} {case.text(after)} {{1}}")
    return None


def decide(asked: str, stated: str) -> str | None:
    """Return "Yes" or "No" where the direction or the denial in the two texts decides it, None where it does not."""
    mine, other = direction(asked), direction(stated)
    denied = bool(_NEGATION.search(stated)) != bool(_NEGATION.search(asked))
    if mine and other:
        return "Yes" if (mine == other) != denied else "No"
    return None


def _plain(case: Case, best: Evidence) -> str | None:
    """Return "No" where the sentence denies just what is asked, "Yes" where it states all of it and hedges nothing."""
    text, asked = fold(case.text(best)), fold(case.question.standalone)
    if _NEGATION.search(asked) or best.coverage < _SURE:
        return None
    own = tokens(text)
    telling = _telling(case)
    places = [i for i, t in enumerate(own) if t.stem in telling]
    if not telling or {own[i].stem for i in places} != telling or not _numbers_met(case, best):
        return None
    for i in places:
        before = text[own[max(0, i - 4)].start : own[i].end]
        after = text[own[i].end : own[min(len(own) - 1, i + 2)].end]
        if _NEGATION.search(before) or re.match(r" (?:not|no)\b", after):
            # "No longer sells tea abroad" tells nothing of tea at home, "may not" nothing of what is.
            part = _narrower(text, _run(own, i, telling), asked) or _MAY.search(before) is not None
            return None if part or not of_asked(case, best, own[i].start) else "No"
    if _NONE.search(text) and re.search(r"\b(?:any|anything|anybody|anyone|ever)\b", asked):
        return "No"
    if opposed(set(stems(asked)), set(stems(text)), outright()):
        return "No"
    follows = case.near(best, 1)
    if follows is not None and set(stems(case.text(follows))) & telling and _NEGATION.search(fold(case.text(follows))):
        return None  # "Every shop wanted one. Ours wanted none."
    hedged = _HEDGED.search(text) and not _HEDGED.search(asked)
    return None if hedged or _NEGATION.search(text) or text.rstrip().endswith("?") else "Yes"


_MAY = re.compile(r"\b(?:may|might|could|would|should)\b (?:not|no|never)\b")
_PART = re.compile(r" (?:in|of|from|for|to|at) (?:the |its |their |his |her |an? )?(\w+)")


def _run(own: Sequence[Token], at: int, telling: set[str]) -> int:
    """Return where the words of the question that stand side by side from a place on end: "sells | the cider"."""
    while any(token.stem in telling for token in own[at + 1 : at + 3]):
        at += 1
    return own[at].end


def _narrower(text: str, end: int, asked: str) -> bool:
    """Say whether what is denied is only a part of what is asked: a price of its stout, where prices are asked for."""
    part = _PART.match(text, end)
    return part is not None and not part[1].isdigit() and stem(part[1]) not in stems(asked)


def _telling(case: Case) -> set[str]:
    """Return the stems of all that the question says, names and small words aside: each must stand in the sentence."""
    names = {s for name in case.question.whole.names for s in stems(name)}
    small = {w for key in ("articles", "pronouns", "prepositions", "connectives", "question") for w in _stop()[key]}
    small.update(vocabulary("replies")["auxiliary"]["words"])
    small.discard("own")  # a borrowed licence is none of its own
    words = [t for t in tokens(case.question.standalone) if fold(t.text) not in small]
    dated = {s for p in case.question.whole.periods for s in stems(p.surface)}
    return {t.stem for t in words if t.text[0].isalpha()} - names - dated


def _stop() -> dict[str, list[str]]:
    return dict(vocabulary("words")["stop"])


def _numbers_met(case: Case, best: Evidence) -> bool:
    text = case.text(best)
    return all(q.surface.split()[0] in text for q in case.question.whole.quantities if q.surface[0].isdigit())


def _answered(case: Case) -> Draft | None:
    """Return what an interviewer was answered to just this question, led by its own yes or no."""
    for found in case.evidence[:6]:
        turn = found if case.asks(found) else case.turn_of(found)
        if turn is None or turn.coverage < _SAME_QUESTION or _OPEN.match(fold(case.text(turn))):
            continue
        opening = case.answered_by(turn, 2)
        if not opening:
            continue
        match = _ANSWERS.match(fold(case.text(opening[0])))
        if match is None:
            continue
        verdict = "No" if match.group(1) in ("no", "never", "not at all") else "Yes"
        return quoting(case, *opening, text=f"{verdict}: " + " ".join(
            f"{case.text(e)} {{{i}}}" for i, e in enumerate(opening)))  # fmt: skip
    return None


_PROFIT = frozenset(stem(w) for w in ("profit", "profitable", "surplus", "profits"))
_LOSS = frozenset(stem(w) for w in ("loss", "deficit", "losses", "lose"))


_MONEY = frozenset(stem(w) for w in ("money", "make", "makes", "made", "earn", "red", "black"))
_THING = 0.6  # weight of a word that tells of what the profit is asked
_EARNS = re.compile(r"\b(?:makes?|made|making|earns?|earned|earning) (?:any |good |real )?money\b|\bin the black\b")
_MOVED = re.compile(r"\b(?:fall|rise|grow|shrink|narrow|widen|increase|decrease|decline|drop|double|halve)\b")
_IN_THE_RED = re.compile(r"\bin the red\b")


def _result(case: Case) -> Draft | None:
    """Return whether there was a profit or a loss, by the figure of that name and period.

    What a part of it made or lost decides nothing on the whole, and is told as the part's.
    """
    asked = set(stems(case.question.standalone))
    gain = bool(asked & _PROFIT or _EARNS.search(fold(case.question.standalone)))
    loss = bool(asked & _LOSS or _IN_THE_RED.search(fold(case.question.standalone)))
    moved = _MOVED.search(fold(case.question.standalone)) is not None or asks_change(case.question)
    if gain == loss or case.question.foci or moved:
        return None
    things = [t for t in case.question.whole.terms if t.stem not in _PROFIT | _LOSS | _MONEY and t.weight >= _THING]
    dated = bool(case.question.whole.periods)  # then an undated figure is second to one of that time
    of_part: Draft | None = None
    for candidate in sorted(case.anything, key=lambda c: (dated and c.figure.period is None, -c.score)):
        figure = candidate.figure
        if figure.quantity.dimension != "money" or any(lack != "words" for lack in candidate.lacks):
            continue
        if things and case.corpus.figure(figure).coverage(things) <= 0.0:
            continue  # a loss on cars is none on phones
        sign = _sign(case, figure)
        if sign and _in_period(case, figure):
            whole = "" if things else _whole(case, figure)
            if not whole:
                return with_figure("Yes" if (sign > 0) == gain else "No", figure)
            of_part = of_part or told_of_part(figure, whole)
    return of_part


def _sign(case: Case, figure: Figure) -> int:
    """Return 1 for a profit, -1 for a loss, 0 for what is called neither; a profit below nothing is a loss."""
    own = set(stems(f"{figure.metric} {figure.kind or ''} {_clause(case, figure)}"))
    gain, loss = bool(own & _PROFIT), bool(own & _LOSS)
    if gain == loss:
        metric = set(stems(figure.metric))
        gain, loss = bool(metric & _PROFIT), bool(metric & _LOSS) and not metric & _PROFIT
    below = figure.quantity.high < 0
    return 1 if gain and not below else -1 if gain or loss else 0


def _whole(case: Case, figure: Figure) -> str:
    """Return who is asked about where the figure is of a part of it alone: "Acme" for a figure of its rail division."""
    named = {fold(name): name for name in case.question.whole.names}
    if figure.subject is not None and fold(figure.subject) in named:
        return ""
    return next((named[fold(owner)] for owner in figure.subjects[1:] if fold(owner) in named), "")


def _in_period(case: Case, figure: Figure) -> bool:
    """Say whether a figure is of the year asked for, an undated one by the year its paragraph spoke of last."""
    if not case.question.whole.periods or figure.period is not None:
        return True
    year = int(case.question.whole.periods[0].start[:4])
    article = case.corpus.documents[figure.document]
    back = int(_YEAR_BEFORE.search(fold(case.corpus.text(figure.document, figure.sentence))) is not None)
    block = article.sentences[figure.sentence].block
    for position in range(figure.sentence, -1, -1):
        if article.sentences[position].block != block:
            break
        dated = periods(case.corpus.text(figure.document, position))
        if dated:
            return int(dated[0][0].start[:4]) - back == year
    return True


def _clause(case: Case, figure: Figure) -> str:
    article = case.corpus.documents[figure.document]
    return article.quote(figure.clause or article.sentences[figure.sentence].span)


def direction(folded: str) -> int:
    """Return +1 where a text speaks of more, -1 of less, 0 of neither or both."""
    words = set(re.findall(r"[a-z']+", folded))
    up = len(words & _greater()) + _idea(folded, "exceeding") + _idea(folded, "growing")
    down = len(words & _smaller()) + _idea(folded, "shrinking")
    return (up > down) - (up < down)


def _idea(folded: str, idea: str) -> int:
    return sum(1 for s in set(stems(folded)) if idea in concepts().get(s, ()) and s not in _LOOSE)


@cache
def _greater() -> frozenset[str]:
    return frozenset(vocabulary("questions")["direction"]["greater"])


@cache
def _smaller() -> frozenset[str]:
    return frozenset(vocabulary("questions")["direction"]["smaller"])
