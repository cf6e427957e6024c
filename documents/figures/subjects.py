"""Whose a figure is: the owner of its metric, the subject of its clause, or what the text spoke of before."""

from __future__ import annotations

from dataclasses import dataclass

from documents.figures.appositions import with_apposition
from documents.figures.candidates import candidates
from documents.figures.cast import Cast, cast_of
from documents.figures.kinds import kinds_of
from documents.figures.names import Name, names
from documents.figures.noun_phrases import Metric
from documents.figures.pronouns import Background, named_before, pointed, resolved, whole
from documents.figures.recipients import recipient, spent_on
from documents.figures.scene import Scene, clause_of, subject_head
from documents.figures.verbs import base_of, is_a
from documents.figures.vocabulary import words

__all__ = ["Background", "Cast", "Name", "Owner", "cast_of", "names", "owner_of", "topic_of"]


_LOCAL = frozenset({"of", "for", "in", "at", "by", "from", "with", "to", "on"})


@dataclass(frozen=True, slots=True)
class Owner:
    """The subject of a figure as the text calls it, and all names that it can be called by."""

    subject: str | None
    subjects: tuple[str, ...]
    own: bool = False  # named by the figure's own clause


def owner_of(scene: Scene, figure: int, metric: Metric | None, cast: Cast, back: Background, speaks: bool) -> Owner:
    """Return whose the figure is. `speaks`: the subject of the clause is only who says it."""
    given = recipient(scene, figure)
    if given is not None and (found := _named(scene, *given[0], cast, back)) is not None:
        return Owner(found.subject, tuple(dict.fromkeys((*found.subjects, given[1]))), True)
    into = spent_on(scene, figure)
    if into is not None and (found := _named(scene, *into, cast, back)) is not None:
        return found
    for first, last in candidates(scene, figure, metric, cast, speaks):
        found = _named(scene, first, last, cast, back)
        if found is not None:
            return found
    context = _context(scene, figure, cast, back, speaks)
    if (
        metric is not None
        and metric.route == "subject"
        and context
        and not kinds_of(tuple(metric.text.lower().split()), scene.figures[figure].dimension)
    ):
        context = tuple(dict.fromkeys((*context, metric.text)))
    return Owner(context[0] if context else None, context)


def _named(scene: Scene, first: int, last: int, cast: Cast, back: Background) -> Owner | None:
    """Return the owner that tokens[first:last] name, with pronouns resolved; None for words that name nothing."""
    lows = [scene.tokens[i].low for i in range(first, last)]
    if not lows:
        return None
    alone = lows[0] in words("pronouns", name="grammar") or lows[0] in words("possessives", name="grammar")
    if len(lows) == 1 and alone:
        behind = resolved(scene, first, lows[0], cast, back)
        return Owner(behind[0], behind, True) if behind else None
    begin = first
    while begin < last and (
        scene.tokens[begin].low in words("determiners", name="grammar")
        or scene.tokens[begin].low in words("possessives", name="grammar")
        or scene.tokens[begin].text in '"“”'
        or scene.tokens[begin].low in words("fillers", name="grammar")
    ):
        begin += 1
    if begin >= last:
        return None
    text = _bare(scene.cut(begin, last))
    found = cast.mentions(scene.tokens, begin, last)
    if lows[-1] in words("firms", name="names") and all(name in cast.places for _, _, name in found):
        behind = pointed(scene, first, last, cast, back)  # "the Hamburg company"
        return Owner(behind[0] if behind else text, tuple(dict.fromkeys((*behind, text))), True)
    listed: list[str] = []
    for _, end, name in sorted(found, key=lambda mention: -mention[1]):
        listed.extend(cast.chain(name))
        if end == last or last - begin <= 4:
            tail = [scene.tokens[i].low for i in range(end, last)]
            if all(low in _PRODUCT_WORDS or low in ("'", "s", "’") for low in tail):
                text = name
    if not listed:
        listed.extend(_home(scene, last, cast) or pointed(scene, first, last, cast, back))
    elif lows[0] in words("possessives", name="grammar"):
        listed.extend(resolved(scene, first, lows[0], cast, back))
    return Owner(text, tuple(dict.fromkeys([text, *listed])), True)


def _home(scene: Scene, last: int, cast: Cast) -> tuple[str, ...]:
    """Return whose a thing is by what follows it: "the lifts | at Acme", "the shops | of Acme"."""
    if last + 1 >= len(scene.tokens) or scene.tokens[last].low not in ("at", "of"):
        return ()
    begin = last + 1 + (scene.tokens[last + 1].low == "the")
    found = [name for first, _, name in cast.mentions(scene.tokens, begin, len(scene.tokens)) if first == begin]
    return cast.chain(found[0]) if found and not cast.person(found[0]) else ()


_PRODUCT_WORDS = words("variants", name="names") | frozenset({"suv", "car", "phone", "platform"})


def _bare(text: str) -> str:
    text = text.replace("’", "'").strip('"“” ')
    return text[:-2] if text.endswith("'s") else text.rstrip("'")


def _context(scene: Scene, figure: int, cast: Cast, back: Background, speaks: bool) -> tuple[str, ...]:
    """Return the names that the figure belongs to when its clause names none."""
    k = scene.at(figure)
    first, _ = clause_of(scene, k)
    limit = scene.parts[first].first if speaks else scene.parts[k].first
    here = [name for name in named_before(scene, limit, cast) if not cast.person(name)]
    if speaks and back.main not in here:
        return whole(back)  # the sentence only names those who say it
    opened = _opening_place(scene, cast, k)
    if opened:
        return tuple(dict.fromkeys((*opened, *whole(back))))
    if here:
        return cast.chain(back.main if back.main in here else here[0])
    verb = next((j for j, part in enumerate(scene.parts) if part.sort == "verb"), None)
    head = subject_head(scene, 0, verb) if verb is not None else None
    if head is not None and head < k and scene.parts[head].low in ("he", "she", "it", "they") and not speaks:
        behind = resolved(scene, scene.parts[head].first, scene.parts[head].low, cast, back)
        if behind:
            return behind
    return whole(back)


def topic_of(scene: Scene, cast: Cast, back: Background) -> tuple[str, ...]:
    """Return the names of the sentence's subject: what "it" in the next sentence most likely means."""
    leaning = False
    for verb in (j for j, part in enumerate(scene.parts) if part.sort == "verb"):
        begin = clause_of(scene, verb)[0]
        head = subject_head(scene, begin, verb)
        if there := _introduced_there(scene, verb, cast):
            return cast.chain(there)
        if head is None or (leaning and begin > 0 and scene.parts[begin - 1].sort == "relative"):
            continue  # "It costs $3, of which a bank lends $1": on about what "it" is
        if scene.parts[verb - 1].low == "," and any(part.sort == "verb" for part in scene.parts[:head]):
            continue  # "Its market is Leeds, followed by Hull"
        leaning = leaning or scene.parts[head].low in ("it", "they")
        first, last = with_apposition(scene, head, verb + 1)
        start, end = scene.parts[head].first, scene.parts[head].last
        found = [*scene.named(start, end), *scene.named(first, last)]
        plain = [name for _, _, name in found if not cast.known[name].coined]
        low, noun = scene.tokens[start].low, scene.tokens[end - 1].low
        if low in words("determiners", name="grammar") and all(name in cast.places for name in plain):
            company = noun in words("roles", "company", name="names") or noun in words("firms", name="names")
            called = low not in words("indefinite", name="grammar") and cast.called(noun, scene.tokens[start].start)
            if called or (low == "the" and company):
                return pointed(scene, start, end, cast, back)
            if low == "the" and noun in words("titled", name="names"):
                return pointed(scene, start, end, cast, back)
            located = _located(scene, head, verb, cast)
            if not plain and low in ("the", "this") and (located or noun in words("roles", "product", name="names")):
                return tuple(dict.fromkeys((noun, *located, *whole(back))))  # "The workshop in Leeds"
        held = () if found else _held(scene, head, verb, cast)
        if held:
            return cast.chain(held[0])
        if plain and not (is_a(scene.parts[verb].low, "say") and cast.person(plain[0])):
            return cast.chain(_made_by(plain, cast))
    return _opened_by(scene, cast)


def _introduced_there(scene: Scene, verb: int, cast: Cast) -> str:
    """Return the name that a sentence only brings in: "And then there is | Acme"."""
    ends = verb + 2 >= len(scene.parts) or scene.parts[verb + 2].sort == "mark"
    led = verb > 0 and scene.parts[verb - 1].low == "there" and scene.parts[verb].low == "be"
    if not (led and ends and verb + 1 < len(scene.parts)):
        return ""
    part = scene.parts[verb + 1]
    found = [name for first, _, name in scene.named(part.first, part.last) if first == part.first]
    return found[0] if found and found[0] not in cast.places and not cast.coined(found[0]) else ""


def _made_by(names: list[str], cast: Cast) -> str:
    """Return what somebody has made where it is named after its maker, else the first name: "Acme's R9 | uses"."""
    made = len(names) > 1 and cast.known[names[1]].owner == names[0] and not cast.person(names[1])
    return names[1] if made else names[0]


def _opened_by(scene: Scene, cast: Cast) -> tuple[str, ...]:
    """Return the name that a sentence opens with whose verb was not seen: "The first ferry, the Tern, entered ..."."""
    asked = _asked_of(scene, cast)
    if asked or scene.parts[0].sort != "phrase":
        return asked
    if any(part.sort == "verb" for part in scene.parts):
        return _unverbed(scene, cast)
    first, last = with_apposition(scene, 0, len(scene.parts))
    found = [name for _, _, name in scene.named(first, last) if not cast.known[name].coined]
    return cast.chain(found[0]) if found and found[0] not in cast.places else ()


def _asked_of(scene: Scene, cast: Cast) -> tuple[str, ...]:
    """Return whom a question without a verb turns to: "And | Acme?", "But what of | Acme, then?"."""
    told = [part for part in scene.parts if part.sort not in ("join", "mark", "filler")]
    led = [part.low for part in told[:-1]]
    if scene.tokens[-1].text != "?" or not told or led not in ([], ["what", "of"]):
        return ()
    found = [name for first, last, name in scene.names if told[-1].first <= first and last == told[-1].last]
    return cast.chain(found[0]) if len(found) == 1 and not cast.coined(found[0]) else ()


def _unverbed(scene: Scene, cast: Cast) -> tuple[str, ...]:
    """Return the name that a sentence opens with where its verb is a word that is not known: "Acme's R9 | shines"."""
    part = scene.parts[0]
    found = scene.named(part.first, part.last)
    plain = [name for _, _, name in found if not cast.known[name].coined]
    if not plain or found[0][0] != part.first or plain[0] in cast.places or cast.person(plain[0]):
        return ()
    unread = scene.tokens[part.first + 1 : part.last]
    verb = any(token.text.islower() and token.low.endswith(("s", "ed")) and "'" not in token.text for token in unread)
    itself = len(scene.parts) > 1 and scene.parts[1].low == "itself"
    return cast.chain(_made_by(plain, cast)) if verb or itself else ()


def _held(scene: Scene, head: int, verb: int, cast: Cast) -> tuple[str, ...]:
    """Return whose the subject is by what follows: "Shares | in Acme", "A scheme | run by the Acme Foundation"."""
    j = head + 1 + (head + 1 == verb)
    if j + 1 >= len(scene.parts) or scene.parts[j + 1].sort != "phrase":
        return ()
    made = head + 1 == verb or base_of(scene.tokens[scene.parts[head].last - 1].low) is not None
    if scene.parts[j].low not in (("by",) if made else ("in", "of", "at", "on")):
        return ()
    part = scene.parts[j + 1]
    found = [name for _, _, name in scene.named(part.first, part.last) if name not in cast.places]
    return tuple(name for name in found if not cast.person(name) and not cast.coined(name))


def _located(scene: Scene, head: int, verb: int, cast: Cast) -> tuple[str, ...]:
    """Return the place that stands right after the subject: "The workshop | in Leeds"."""
    if head + 2 >= verb + 1 or scene.parts[head + 1].low not in ("in", "at", "near", "outside"):
        return ()
    part = scene.parts[head + 2]
    return tuple(name for _, _, name in scene.named(part.first, part.last) if not cast.person(name))


def introduced(scene: Scene) -> bool:
    """Say whether the subject is only told as somebody's: "Its rival Acme", "Then its owner, the group Acme, ..."."""
    verb = next((j for j, part in enumerate(scene.parts) if part.sort == "verb"), None)
    head = subject_head(scene, 0, verb) if verb is not None else None
    return head is not None and scene.tokens[scene.parts[head].first].low in ("its", "their", "her", "his")


def _opening_place(scene: Scene, cast: Cast, k: int) -> tuple[str, ...]:
    """Return the place that opens the sentence: "In Leeds, where Acme lends most, prices fell by 7%"."""
    if k < 3 or scene.parts[0].low not in ("in", "at", "across") or scene.parts[2].low != ",":
        return ()
    part = scene.parts[1]
    return tuple(name for _, _, name in scene.named(part.first, part.last) if name in cast.places)
