"""Articles of five kinds that tell the facts of a world: note, list, prose, interview and report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from html import escape
from random import Random

from tests.generate.amounts import CURRENCIES, decimal
from tests.generate.values import Amount, Article, Fact
from tests.generate.world import World, facts, vocabulary, world

Lines = list[str]


def article(seed: int, number: int) -> Article:
    """Return the article of a number; the same seed and number give the same article."""
    rng = Random(f"{seed} article {number}")
    kind = tuple(KINDS)[number % len(KINDS)]
    here = world(rng)
    lines, told = KINDS[kind](rng, here, list(facts(rng, here)))
    suffix = {"note": ".md", "list": rng.choice((".md", ".txt")), "prose": ".txt"}.get(kind, ".html")
    title = f"How {here.subjects[0]} and {here.subjects[1]} Divide the {here.industry['makers'].title()} of the Coast"
    body = _html(title, lines) if suffix == ".html" else _plain(title, lines, suffix)
    return Article(f"article-{number:03}", kind, suffix, body, tuple(told), here.subjects)


def tell(rng: Random, world: World, fact: Fact, route: str) -> tuple[str, Fact]:
    """Return a sentence that tells a fact, and the fact with the phrasing noted."""
    phrasing = rng.choice(vocabulary()["told"][fact.sort][route])
    return fill(phrasing, fact, world), replace(fact, told=f"{route}: {phrasing}")


def fill(phrasing: str, fact: Fact, world: World) -> str:
    """Return a phrasing with a fact's words in it, beginning with a capital."""
    time = "" if fact.period is None else f" in {fact.period}"
    possessive = fact.subject + ("'" if fact.subject.endswith("s") else "'s")
    words = {
        **fact.words, "S": fact.subject, "Ss": possessive, "q": fact.amount.surface, "t": time,
        "t_": time.replace(" in", ""), "maker": world.industry["maker"], "makers": world.industry["makers"],
        "makers_": f"{world.industry['maker']}'s ",
    }  # fmt: skip
    words |= {letter.upper(): _capital(words[letter]) for letter in "qmnx" if letter in words}
    return _capital(re.sub(r"\b([Aa]) (?=[aeio])", r"\1n ", phrasing.format(**words)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _grouped(told: Sequence[Fact], world: World) -> Iterator[tuple[str, list[Fact]]]:
    for subject in world.subjects:
        if mine := [fact for fact in told if fact.subject == subject]:
            yield subject, mine


def _paragraph(rng: Random, world: World, told: Sequence[Fact]) -> tuple[str, list[Fact]]:
    """Tell facts of one firm: its name first, pronouns and now and then the name after it."""
    sentences: Lines = []
    kept = []
    for at, fact in enumerate(told):
        route = "named" if at == 0 or rng.random() < 0.35 else "meant"
        sentence, fact = tell(rng, world, fact, route)
        sentences.append(sentence)
        kept.append(fact)
        if rng.random() < 0.2:
            sentences.append(rng.choice(vocabulary()["filler"]))
    return " ".join(sentences), kept


def prose(rng: Random, world: World, told: list[Fact]) -> tuple[Lines, list[Fact]]:
    """Paragraphs of a few sentences, each about one firm."""
    lines: Lines = [f"A reader asked how the {world.industry['makers']} of the coast are doing."]
    kept: list[Fact] = []
    paragraphs = [mine[at : at + 4] for _, mine in _grouped(told, world) for at in range(0, len(mine), 4)]
    rng.shuffle(paragraphs)
    for mine in paragraphs:
        text, done = _paragraph(rng, world, mine)
        lines.append(text)
        kept += done
        if rng.random() < 0.6:
            lines.append(_noise(rng, world))
    return lines, kept


def note(rng: Random, world: World, told: list[Fact]) -> tuple[Lines, list[Fact]]:
    """Sections about a firm each, and a table at the end."""
    rows, rest = _tabled(told, world)
    lines: Lines = []
    kept: list[Fact] = []
    for subject, mine in _grouped(rest, world):
        lines.append(f"## {rng.choice(('The story of', 'Inside', 'What moves'))} {subject}")
        for at in range(0, len(mine), 3):
            text, done = _paragraph(rng, world, mine[at : at + 3])
            lines.append(text)
            kept += done
    lines += ["## Side by side", _noise(rng, world)]
    table, done = _table(rng, world, rows)
    return [*lines, table], kept + done


def listing(rng: Random, world: World, told: list[Fact]) -> tuple[Lines, list[Fact]]:
    """Lists of "Name: fact" by what is told, each with a sentence before it."""
    lines: Lines = []
    kept: list[Fact] = []
    groups: dict[str, list[Fact]] = {}
    for fact in told:
        groups.setdefault(fact.sort if fact.sort in ("count", "noun") else "more", []).append(fact)
    for group in groups.values():
        lines.append("## " + rng.choice(("What the firms say", "The figures", "More detail", "Behind the scenes")))
        lines.append(rng.choice(("Here is what each of them reports:", "The replies, one by one:")))
        items = []
        for subject, mine in _grouped(group, world):
            sentences = [tell(rng, world, fact, "listed") for fact in mine]
            items.append(f"- {subject}: " + " ".join(sentence for sentence, _ in sentences))
            kept += [fact for _, fact in sentences]
        lines += ["\n".join(items), _noise(rng, world)]
    return lines, kept


def interview(rng: Random, world: World, told: list[Fact]) -> tuple[Lines, list[Fact]]:
    """Questions and answers with the head of the first firm, who speaks of it as "we"."""
    who = rng.choice(vocabulary()["names"]["people"])
    own = world.subjects[0]
    lines: Lines = [f"{who} has run {own} for years. We met in the canteen."]
    kept: list[Fact] = []
    for at in range(0, len(told), 2):
        lines.append(f"Q: {rng.choice(('How is business?', 'And what about the rest?', 'Can you give us numbers?'))}")
        said = [tell(rng, world, fact, "said" if fact.subject == own else "named") for fact in told[at : at + 2]]
        lines.append(f"{who}: " + " ".join(sentence for sentence, _ in said))
        kept += [fact for _, fact in said]
    return [*lines, _noise(rng, world)], kept


def report(rng: Random, world: World, told: list[Fact]) -> tuple[Lines, list[Fact]]:
    """Sections by what is told, with a table in front."""
    rows, rest = _tabled(told, world)
    table, kept = _table(rng, world, rows)
    lines = ["## Key figures", table]
    for heading, sorts in (("Finance", ("noun",)), ("Operations", ("count", "pace")), ("Service", ())):
        mine = [fact for fact in rest if (fact.sort in sorts if sorts else fact.sort not in ("noun", "count", "pace"))]
        lines.append(f"## {heading}")
        for at in range(0, len(mine), 3):
            said = [tell(rng, world, fact, "named") for fact in mine[at : at + 3]]
            lines.append(" ".join(sentence for sentence, _ in said))
            kept += [fact for _, fact in said]
        lines.append(_noise(rng, world))
    return lines, kept


def _noise(rng: Random, world: World) -> str:
    noise: str = rng.choice(vocabulary()["noise"])
    return noise.format(makers=world.industry["makers"])


def _tabled(told: list[Fact], world: World) -> tuple[list[list[Fact]], list[Fact]]:
    """Return the facts that all firms have, a row each, and the rest."""
    rows: list[list[Fact]] = []
    for metric in dict.fromkeys(fact.metric for fact in told if fact.sort in ("noun", "count")):
        row = [fact for fact in told if fact.metric == metric]
        if [fact.subject for fact in row] == list(world.subjects):
            rows.append(row)
    flat = [id(fact) for row in rows for fact in row]
    return rows, [fact for fact in told if id(fact) not in flat]


def _table(rng: Random, world: World, rows: list[list[Fact]]) -> tuple[str, list[Fact]]:
    """Return a pipe table with a column a firm; sums of money stand in millions, as the row's name says."""
    lines = [f"| Measure | {' | '.join(world.subjects)} |", "|---|" + "---|" * len(world.subjects)]
    kept: list[Fact] = []
    for row in rows:
        first = row[0]
        sign = first.amount.unit if first.amount.unit in CURRENCIES else ""
        name = _capital(first.metric if first.sort == "noun" else f"{first.metric} {first.words['part']}")
        unit = f", {sign} million" if sign else ""
        cells = []
        for fact in row:
            value = fact.amount.low / 10**6 if sign else fact.amount.low
            written = decimal(value) + ("%" if first.amount.unit == "%" else "")
            cells.append(written)
            kept.append(replace(fact, amount=_cell(fact.amount.low, first.amount.unit, written), told="cell"))
        lines.append(f"| {name} ({first.period}{unit}) | {' | '.join(cells)} |")
    return "\n".join(lines), kept


def _cell(value: Fraction, unit: str, written: str) -> Amount:
    return Amount(value, value, unit, written)


def _plain(title: str, lines: Lines, suffix: str) -> str:
    if suffix == ".md":
        return "\n\n".join([f"# {title}", *lines]) + "\n"
    bare = [line.removeprefix("## ").replace("\n- ", "\n  • ") for line in lines]
    bare = [f"  • {line[2:]}" if line.startswith("- ") else line for line in bare]
    return "\n\n".join([title, *bare]) + "\n"


def _html(title: str, lines: Lines) -> str:
    parts = [f"<!doctype html><html><head><title>{escape(title)}</title></head><body><article><h1>{escape(title)}</h1>"]
    for line in lines:
        if line.startswith("## "):
            parts.append(f"<h2>{escape(line[3:])}</h2>")
        elif line.startswith("| "):
            rows = [row.strip("| ").split(" | ") for row in line.split("\n") if not row.startswith("|-")]
            tags = ["th", *["td"] * (len(rows) - 1)]
            marked = [
                "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) for tag, row in zip(tags, rows, strict=True)
            ]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in marked) + "</table>")
        else:
            parts.append(f"<p>{escape(line)}</p>")
    return "\n".join([*parts, "</article></body></html>"])


KINDS: dict[str, Callable[[Random, World, list[Fact]], tuple[Lines, list[Fact]]]] = {
    "note": note,
    "list": listing,
    "prose": prose,
    "interview": interview,
    "report": report,
}
