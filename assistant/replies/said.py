"""Answers that give somebody's words: who said something, and what somebody says of something."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.operands import ENOUGH_WORDS, Candidate
from assistant.people import full_name, people, role
from assistant.replies import prose
from assistant.replies.attributed import of_another, speakers
from assistant.replies.case import Case, quoting
from assistant.replies.predicate import predicate
from assistant.types import Draft, Evidence, Quote, Term
from assistant.voices import Voice, only_quotes, quoted_in, speech_stems, voices
from assistant.words import fold, same_idea, stem, stems, stop_words, tokens

_QUOTED = re.compile(r'"([^"]{3,400})"')
_WHO_SAID = re.compile(
    r"\bwho(?:se words| was it that)?(?: (?:has|had|is it that|once))? (?:said|says|called|calls|described|describes"
    r"|claims?|claimed|told|wrote|warn(?:s|ed)|argue[sd]?|complain(?:s|ed)|thinks|believes|expects|predict(?:s|ed)"
    r"|joked|compare[sd]|admit(?:s|ted)|fears?)\b"
)
_FEWEST = 2  # telling words of a saying that stands in no quotation marks
_SAME_WORDS = 0.7  # of the quoted words, the share that a sentence must hold
_ON_TOPIC = 0.34  # of the weighted words of "what does X say of Y", the share that X's sentence must meet
_BEFORE = 0.8  # what the sentences before somebody's words say counts for them
_MOST = 3  # sentences of somebody's words
_MORE = 2  # that go on after them in quotation marks


def speaker_of(case: Case) -> Draft | None:
    """Return who spoke the words that the question quotes, with or without quotation marks."""
    asked = case.question.standalone
    if fold(asked).startswith("who says this:"):
        return _of_best(case)
    quoted = _QUOTED.search(asked)
    opening = _WHO_SAID.search(fold(asked))
    if quoted is None and opening is None and "whose words" not in fold(asked):
        return None
    words = quoted.group(1) if quoted else asked[opening.end() :] if opening else asked
    wanted = [t.stem for t in tokens(words)]
    telling = [s for t in tokens(words) if fold(t.text) not in stop_words() for s in (t.stem,)] or wanted
    if quoted is None and len(telling) < _FEWEST:
        return None  # "who wrote the song?" asks for no words
    scored: list[tuple[float, Evidence, Voice]] = []
    for found in case.evidence:
        voice = voices(case.corpus, found.document)[found.sentence]
        own = stems(case.text(found))
        same = sum(1 for s in telling if s in own) / len(telling) if telling else 0.0
        if same < _SAME_WORDS:
            continue
        if voice is not None:
            inside = stems(" ".join(quoted_in(case.text(found))))
            exact = 0.3 * (sum(1 for s in wanted if s in inside) / len(wanted))
            scored.append((same + exact, found, voice))
        elif _contains(list(own), wanted) and (beside := _beside(case, found)) is not None:
            scored.append((same, *beside))
    if not scored:
        return None
    _, found, voice = max(scored, key=lambda s: (round(s[0], 9), -s[1].sentence))
    return _named(case, found, voice)


def _of_best(case: Case) -> Draft | None:
    """Return whose word the answer to the question is: somebody's, or the author's own."""
    for found in case.best(1):
        voice = voices(case.corpus, found.document)[found.sentence]
        if voice is not None:
            return _named(case, found, voice)
        return quoting(case, found, text=f"The article says so itself and names nobody else: {case.text(found)} {{0}}")
    return None


def _contains(own: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(own[i : i + size] == wanted for i in range(len(own) - size + 1))


def _beside(case: Case, found: Evidence) -> tuple[Evidence, Voice] | None:
    """Return the voice of the sentences around the words: "... ." "That is what she says", X spoke these words."""
    for offset in (1, -1, 2):
        near = case.near(found, offset)
        if near is not None and (voice := voices(case.corpus, near.document)[near.sentence]) is not None:
            return found, Voice(voice.name, voice.words, voice.quotes, voice.named_in)
    return None


def _named(case: Case, found: Evidence, voice: Voice) -> Draft:
    """Return a speaker with the sentence that names them and the words."""
    named = found if voice.named_in == found.sentence else case.at(found.document, voice.named_in)
    text = case.text(named)
    mention = next((m for m in case.corpus.lexicon.mentions(text) if m.name == voice.name), None)
    shown = voice.words if mention is None else full_name(text, mention)
    told = role(case.corpus, text, mention) if mention is not None else None
    shown = f"{shown}, {told}" if told else shown
    rest = (found,) if named is found else (found, named)
    return quoting(
        case, *rest, text=f"{shown[:1].upper()}{shown[1:]} " + "".join(f"{{{n}}}" for n in range(len(rest))) + "."
    )


def words_of(case: Case) -> Draft | None:
    """Return what somebody says of something: their sentences on it, in the order of the article."""
    topic = [t for t in case.question.whole.terms if t.stem not in speech_stems()]
    asked = set(speakers(case)) or set(case.question.whole.names)
    others = set(case.question.whole.names)  # whom it is said of
    scored = []
    for found in case.evidence:
        voice = voices(case.corpus, found.document)[found.sentence]
        if voice is None or not (voice.name in asked or _described(case, voice, topic)):
            continue
        rest = [t for t in topic if t.stem not in stems(voice.words)]
        about = _about(case, found, rest, others - {voice.name})
        about = max(
            [about, *(_BEFORE * _about(case, e, rest, others - {voice.name}) for e in _just_before(case, found))]
        )
        if about >= _ON_TOPIC or not (rest or others - {voice.name}):
            scored.append((about + 0.1 * voice.quotes + 0.3 * found.score, found))
    if not scored:
        return _of_name(case, topic)
    scored.sort(key=lambda s: (-round(s[0], 9), s[1].sentence))
    best = [found for score, found in scored[:_MOST] if score >= scored[0][0] - 0.25]
    said = sorted(_and_its_quote(case, best), key=lambda e: (e.document, e.sentence))
    return quoting(case, *_led_in(case, _gone_on(case, said)))


_THEIRS = re.compile(r"\b(?:its|their) (?:[\w-]+ ){0,3}[\w-]+, (?=[A-Z])")  # "says their spokesman, Abel Fenn"


def _for_body(case: Case, mine: Voice | None, voice: Voice | None, found: Evidence) -> bool:
    """Say whether "he told me" is told after the words of a body, for which somebody speaks."""
    if mine is None or voice is None or voice.named_in == found.sentence:
        return False
    return mine.name is None or mine.name not in people(case.corpus, found.document)


def _gone_on(case: Case, said: list[Evidence]) -> list[Evidence]:
    """Return the sentences with what goes on behind the last one's speaker: "It is slow," she says. "It breaks." """
    out, last = list(said), said[-1]
    own = voices(case.corpus, last.document)
    while quoted_in(case.text(last)) and len(out) < len(said) + _MORE:
        after = case.near(last, 1)
        if after is None or not _same_block(case, after, last) or own[after.sentence] is None:
            break
        if not only_quotes(case.corpus, after.document, after.sentence):
            break
        out.append(after)
        last = after
    return out


def _led_in(case: Case, said: list[Evidence]) -> list[Evidence]:
    """Return the sentences after the one right before them that names who "he" is."""
    first = said[0]
    voice = voices(case.corpus, first.document)[first.sentence]
    before = case.near(first, -1)
    named = voice is not None and before is not None and voice.named_in == before.sentence
    described = voice is not None and fold(voice.words).startswith("the ")  # "the analyst argued"
    leads = named and (described or _PRONOUN.match(fold(case.text(first))) is not None)
    return [before, *said] if leads and before is not None else said


_PRONOUN = re.compile(r"(?:he|she) ")


def statement(case: Case) -> Draft | None:
    """Return the statement that fits, where it is not the word of somebody else than who is asked."""
    told = prose.statement(case)
    others = told is not None and any(of_another(case, case.at(q.document, q.sentence)) for q in told.quotes)
    return None if others else told


def _same_block(case: Case, left: Evidence, right: Evidence) -> bool:
    return case.sentence(left).block == case.sentence(right).block


def _just_before(case: Case, found: Evidence) -> list[Evidence]:
    """Return the sentences of the same paragraph that somebody's words answer to."""
    before = [case.near(found, -1), case.near(found, -2)]
    return [e for e in before if e is not None and case.sentence(e).block == case.sentence(found).block]


def _of_name(case: Case, topic: list[Term]) -> Draft | None:
    """Return the sentence on the name where the article reports no words of theirs."""
    asked = set(case.question.whole.names)
    for found in case.evidence[:15]:
        held = {m.name for m in case.corpus.lexicon.mentions(case.text(found))}
        about = _about(case, found, topic, set()) if topic else 1.0
        if asked and asked <= held and about >= _ON_TOPIC and not case.asks(found):
            answered = case.answered_by(found)
            return replace(quoting(case, found, *answered), status="partial")
    return None


def _about(case: Case, found: Evidence, topic: list[Term], names: set[str]) -> float:
    profile = case.corpus.sentence(found.document, found.sentence)
    met = profile.coverage(topic) if topic else 0.5
    named = [profile.names.get(name, 0.0) for name in sorted(names)]
    return (met + sum(named) / len(named)) / 2 if named else met


def _described(case: Case, voice: Voice, topic: list[Term]) -> bool:
    """Say whether the question describes the speaker: "the riders' union"."""
    own = {s for s in stems(voice.words) if len(s) > 2}
    mine = {t.stem for t in topic}
    return voice.name is None and bool(own & mine) and len(own & mine) * 2 >= len(own - {"the"})


def _and_its_quote(case: Case, best: list[Evidence]) -> list[Evidence]:
    """Add the words themselves where a sentence only says that somebody objects, and the next one quotes them."""
    out = list(best)
    for found in best:
        for offset in (1, 2):
            after = case.near(found, offset)
            if after is None or not _same_block(case, after, found) or after in out:
                continue
            voice = voices(case.corpus, after.document)[after.sentence]
            mine = voices(case.corpus, found.document)[found.sentence]
            same = voice is not None and mine is not None and (voice.name, voice.words) == (mine.name, mine.words)
            same = same or _THEIRS.search(case.text(after)) is not None or _for_body(case, mine, voice, after)
            if same and voice is not None and voice.quotes and not quoted_in(case.text(found)) and len(out) < _MOST:
                out.append(after)
    return out


def of_figure(case: Case) -> Draft | None:
    """Return the speaker of the figure that the question quotes, or whose forecast or estimate it asks for."""
    told = predicate(case.question)
    saying = told & speech_stems() or any(same_idea(stem("forecast"), t) or same_idea(stem("value"), t) for t in told)
    if not saying and not case.question.whole.quantities:
        return None
    for candidate in case.figures[:3]:
        figure = candidate.figure
        text = case.corpus.text(figure.document, figure.sentence)
        if not saying and "according to" in fold(text) and told & set(stems(text)):
            continue  # "According to Fenn, Abel offered 5": who is asked for did it, and Fenn only tells
        if figure.speaker and not figure.speaker.islower() and _is_told(candidate):
            return Draft("answered", f"{figure.speaker} {{0}}.", (Quote(figure.document, figure.sentence),))
    return None


def _is_told(candidate: Candidate) -> bool:
    return candidate.score > 1 or (candidate.fits and candidate.words >= ENOUGH_WORDS)
