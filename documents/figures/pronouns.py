"""What "it", "its margin", "the company" and "this factory" point back to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from documents.figures.cast import Cast
from documents.figures.nouns import is_plural
from documents.figures.scene import Scene, subject_head
from documents.figures.spelling import base_text
from documents.figures.tokens import tokenize
from documents.figures.types import Figure
from documents.figures.vocabulary import words


@dataclass(frozen=True, slots=True)
class Background:
    """What the text spoke of before the sentence: the label of its list item, the last subject, recent names."""

    label: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()  # the topic, kept while the text only tells of "its owner" or "its rival"
    recent: tuple[str, ...] = ()  # nearest first
    main: str | None = None
    leads: tuple[tuple[str, str, str | None], ...] = ()  # (dimension, metric, kind) told before a list, last first
    item: str | None = None  # the label of the list item where it is no name: "Stores: 212"
    told: tuple[Figure, ...] = ()  # of the sentences before in the block, nearest first
    year: int | None = None  # of the last day or month that the text named, else of its publication
    noun: str = ""  # what the sentence before was about where that is measured: "ARPU", "Shares"
    made: str = ""  # what the sentence before says is opened, built or bought: "a salt museum"
    speaker: str | None = None  # the person whose words the sentence gives: "we" in them


def pointed(scene: Scene, first: int, last: int, cast: Cast, back: Background) -> tuple[str, ...]:
    """Return the names behind a phrase without one: "its business", "the company", "this factory", "each car"."""
    low = scene.tokens[first].low
    if low not in words("determiners", name="grammar") and first > 0:
        before = scene.tokens[first - 1].low
        low = before if before in words("determiners", name="grammar") else low
    head = base_text(scene.tokens[last - 1]).lower()
    if low in words("possessives", name="grammar"):
        return resolved(scene, first, low, cast, back)
    role = cast.called(head, scene.tokens[first].start) if low not in words("indefinite", name="grammar") else None
    if role is not None and low in words("determiners", name="grammar"):
        return cast.chain(role)
    earlier = (*named_before(scene, first, cast), *back.topic, *back.recent)
    same = next((name for name in earlier if name.split()[-1].lower() == head), None)
    if same is not None:
        return cast.chain(same)
    if low not in words("determiners", name="grammar") and not back.label:
        return whole(back)
    if head in words("roles", "product", name="names"):
        titled = head in words("titled", name="names")
        known = (name for name in earlier if cast.product(name) or (titled and cast.coined(name)))
        product = next(known, None)
        if product is not None:
            return cast.chain(product)
    if head in words("roles", "company", name="names"):
        company = next(
            (name for name in (*back.label, *back.topic, *main_name(back), *earlier) if cast.firm(name)), None
        )
        if company is not None:
            return cast.chain(company)
    opens = _opening_firm(scene, first, cast) if low == "the" else ()
    return back.label or opens or whole(back)


def _opening_firm(scene: Scene, first: int, cast: Cast) -> tuple[str, ...]:
    """Return the firm that the sentence is about where a later part of it goes on: "Acme is shy; the dress cost 5"."""
    part = scene.parts[0]
    found = [name for begin, _, name in scene.named(part.first, part.last) if begin == part.first and cast.firm(name)]
    parted = any(token.text == ";" for token in scene.tokens[part.last : first])
    return cast.chain(found[0]) if found and parted and part.sort == "phrase" else ()


def main_name(back: Background) -> tuple[str, ...]:
    return (back.main,) if back.main else ()


def whole(back: Background) -> tuple[str, ...]:
    return back.label or back.focus or back.topic or ((back.main,) if back.main else ())


def named_before(scene: Scene, i: int, cast: Cast) -> tuple[str, ...]:
    """Return the names in the sentence before token i, the first (most often the subject) first."""
    depth, outside = 0, []
    for first, _, name in cast.mentions(scene.tokens, 0, i):
        depth = sum(1 for token in scene.tokens[:first] if token.text == "(")
        depth -= sum(1 for token in scene.tokens[:first] if token.text == ")")
        if depth <= 0:
            outside.append(name)
    return tuple(dict.fromkeys(outside))


def resolved(scene: Scene, i: int, low: str, cast: Cast, back: Background) -> tuple[str, ...]:
    """Return the names behind a pronoun at token i."""
    here = named_before(scene, i, cast)
    placed = _opening(scene) if back.topic else 0
    here = tuple(name for name in here if name not in {n for _, last, n in scene.names if last <= placed})
    if low in ("we", "our", "us", "i", "my"):
        speaking = (back.speaker,) if back.speaker else _taking_turn(scene, cast)
        return tuple(dict.fromkeys((*speaking, *(back.topic or main_name(back)), *main_name(back))))
    if low in words("roles", "person", name="names"):
        person = next((name for name in (*here, *back.topic, *back.recent) if cast.person(name)), None)
        if person is not None:
            return cast.chain(person)
    if low in ("they", "their", "them") and not here and back.topic and cast.person(back.topic[0]):
        return back.topic  # a person and colleagues
    if low == "it" and not here and back.made and (not back.topic or cast.person(back.topic[0]) or _costs(scene, i)):
        return tuple(dict.fromkeys((back.made, *_maker(cast, back))))
    if low in ("they", "them") and not here and back.told and _several(back.told[0].subject, cast):
        return back.told[0].subjects  # "Repairs cost $290 in 2025. In 2023 they had cost $341"
    things = [name for name in here if not cast.person(name) and name not in cast.places]
    things = things or [name for name in here if not cast.person(name)]
    following = scene.tokens[i + 1].low if i + 1 < len(scene.tokens) else ""
    called = cast.called(following, scene.tokens[i].start) if low in ("its", "their") else None
    if called is not None:
        return cast.chain(called)
    if things:
        return cast.chain(things[0])
    if back.label:
        return back.label
    if back.topic and not (cast.person(back.topic[0]) and back.main):
        return back.topic
    if not back.topic and back.main and back.main not in cast.people:
        return cast.chain(back.main)
    if back.main and back.main not in cast.people and back.main in back.recent:
        return cast.chain(back.main)  # after a sentence about a person
    thing = next((name for name in back.recent if not cast.person(name)), None)
    if thing is not None:
        return cast.chain(thing)
    return back.topic or ((back.main,) if back.main else ())


def _taking_turn(scene: Scene, cast: Cast) -> tuple[str, ...]:
    """Return the person whose turn it is to speak, and their firm: "Keller: | We had a profit of $5"."""
    if len(scene.parts) < 2 or scene.parts[1].low != ":":
        return ()
    found = scene.named(scene.parts[0].first, scene.parts[0].last)
    return cast.chain(found[0][2]) if found and cast.person(found[0][2]) else ()


def _maker(cast: Cast, back: Background) -> tuple[str, ...]:
    """Return whose the new thing is: of the firm that the sentence was about, or of the firm of its person."""
    if not back.topic:
        return main_name(back)
    if not cast.person(back.topic[0]):
        return back.topic if cast.firm(back.topic[0]) else main_name(back)
    return back.topic[1:] or main_name(back)


def _costs(scene: Scene, i: int) -> bool:
    """Say whether what follows is told of a thing rather than of its maker: "It is to cost", "it will open"."""
    return any(token.low in ("cost", "costs", "open", "opens", "opened") for token in scene.tokens[i + 1 : i + 4])


_MAKING = frozenset(
    (
        "open",
        "build",
        "construct",
        "launch",
        "plan",
        "create",
        "establish",
        "erect",
        "unveil",
        "announce",
        "order",
        "buy",
    )
)


def made(scene: Scene) -> str:
    """Return the one new thing that a sentence says is opened, built or bought, without its article; "" for none."""
    found = [
        scene.cut(after.first + 1, after.last)
        for part, after in pairwise(scene.parts)
        if part.sort == "verb" and part.low in _MAKING and after.sort == "phrase" and after.last - after.first > 1
        and scene.tokens[after.first].low in ("a", "an")
    ]  # fmt: skip
    return found[0] if len(found) == 1 else ""


def _several(subject: str | None, cast: Cast) -> bool:
    """Say whether a subject is one plural noun and no name: "Repairs", "tickets"."""
    if subject is None or cast.known.get(subject) is not None:
        return False
    tokens = tokenize(subject)
    return len(tokens) == 1 and is_plural(tokens[0])


def _opening(scene: Scene) -> int:
    """Return the token up to which the sentence opens with a preposition: "On the site Acme | it scores 9"."""
    if scene.parts[0].sort != "prep" or scene.parts[0].low in ("for", "like", "unlike", "at", "with", "as"):
        return 0
    verb = next((j for j, part in enumerate(scene.parts) if part.sort == "verb"), None)
    head = subject_head(scene, 0, verb) if verb is not None else None
    leaning = head is not None and scene.parts[head].low in ("it", "they", "he", "she")
    return scene.parts[head].first if head is not None and leaning else 0
