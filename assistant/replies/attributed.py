"""Whose word a question asks for: "what does Ida Fenn say of it?", "why, according to Fenn?"."""

from __future__ import annotations

import re

from assistant.replies.case import Case
from assistant.types import Evidence
from assistant.voices import only_quotes, voices
from assistant.words import fold

_BEFORE = re.compile(
    r"\b(?:what|how) (?:else )?(?:did|does|do|has|have|had|is|was) (?P<who>.{2,80}?) (?:\w+ly )?"
    r"(?:say|said|think|believ|argu|claim|warn|complain|repl|object|criticis|criticiz|tell|told|promis|admit|suggest|jok"
    r"|react|respond|justif|describ|expect|predict|reckon)\w*"
    r"|(?P<whose>[\w.'’& -]{2,60}?)(?:'s|’s|s['’]) (?:view|opinion|position|stance|reaction|response|objection|comment"
    r"|criticism|complaint|argument|explanation|reason)s?\b"
)


def speakers(case: Case) -> frozenset[str]:
    """Return the names of those whose word is asked for; none where the question asks for nobody's."""
    asked, mentions = case.question.standalone, case.corpus.lexicon.mentions(case.question.standalone, asked=True)
    told = _BEFORE.search(fold(asked))
    if told is not None:
        span = told.span("who") if told["who"] else told.span("whose")
        inside = [m for m in mentions if span[0] <= m.start and m.end <= span[1] + 1]
        return frozenset(m.name for m in inside)
    at = fold(asked).rfind("according to ")
    after = next((m for m in mentions if 0 <= m.start - at - len("according to ") <= _NEAR), None)
    return frozenset((after.name,)) if at >= 0 and after is not None else frozenset()


_NEAR = 25  # characters before a name that is spoken of: "according to the trade analyst Ida Fenn"


def of_another(case: Case, found: Evidence) -> bool:
    """Say whether a sentence is the word of somebody else than those whose word is asked for."""
    own = speakers(case)
    voice = voices(case.corpus, found.document)[found.sentence]
    if own and voice is None and case.question.expects == "words":
        return _has_a_voice(case, own, found.document) and not _names(case, own, found)
    if not own or voice is None or voice.name is None or voice.name in own:
        return False
    return not any(case.corpus.lexicon.related(voice.name, name) for name in own)


def _has_a_voice(case: Case, own: frozenset[str], document: str) -> bool:
    """Say whether one of those who are asked for speaks elsewhere in an article: what its author says is not theirs."""
    return any(voice is not None and voice.name in own for voice in voices(case.corpus, document))


def _names(case: Case, own: frozenset[str], found: Evidence) -> bool:
    mentions = case.corpus.lexicon.mentions(case.text(found))
    return any(m.name in own or any(case.corpus.lexicon.related(m.name, name) for name in own) for m in mentions)


def with_speaker(case: Case, found: Evidence) -> tuple[Evidence, ...]:
    """Return a sentence, after the one right before it that tells whose words it is where it is nothing but words."""
    before, voice = case.near(found, -1), voices(case.corpus, found.document)[found.sentence]
    told = voice is not None and before is not None and voice.named_in == before.sentence
    bare = told and only_quotes(case.corpus, found.document, found.sentence)
    return (before, found) if bare and before is not None else (found,)
