"""The measures on the page: answers, the two worst errors, rankings side by side, kinds, operations, calibration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.evals import measures
from assistant.evals.floors import Floors, falls_short, shown
from assistant.evals.markup import BAR, bar, escaped, table
from assistant.evals.types import Bin, Judged, Measure

_MEANINGS = {
    "ALL": "questions right in every part",
    "refusal": "refused where it must, answered where it can",
    "main_number": "the main number is stated",
    "numbers": "every number is stated",
    "words": "the words of the expected answer are there",
    "evidence": "every piece of evidence is quoted",
    "must_not": "nothing wrong is said",
    "caveat": "a caveat is there where one is due",
    "refusal_precision": "refusals that are right",
    "refusal_recall": "refusals due that were made",
    "refusal_f1": "both in one",
    "citation_precision": "quotes that support the answer",
    "citation_recall": "pieces of evidence that are quoted",
    "quote_exact": "quotes equal to the article, byte for byte",
    measures.CALIBRATION: "distance of confidence from what is so",
    measures.OVERANSWERED: "the articles do not say it, and it answered",
    measures.OVERREFUSED: "the articles say it, and it refused",
}
_RANKINGS = {
    "assistant": "as the assistant ranks them for its answer",
    "index": "as a search of the index alone finds them",
    "passage": "by their best passage",
    "sentence": "by their best sentence",
}
_COLUMNS = ("ALL", "refusal", "main_number", "evidence", "assistant recall@10")  # of the tables by kind and operation
_SIDE = 200  # of the drawing of the calibration
_EDGE = 34  # around it, for the axes' numbers


def measure_tables(found: Sequence[Measure], floors: Floors) -> str:
    """Return the tables of measures, one a subject."""
    single = [one for one in found if not one.name.startswith(("kind ", "op ")) and "@" not in one.name]
    shares = [one for one in single if not one.counted]
    worst = [one for one in single if one.counted]
    parts = []
    if shares:
        parts.append("<h2>Answers</h2>\n" + _shares("What share is right, by part", shares, floors))
    if worst:
        rows = [(_named(one), _together(shown(one)), _limit(one, floors)) for one in worst]
        caption = "Answers that should have been refusals, and the opposite"
        parts.append(
            "<h2>The two errors that cost trust</h2>\n" + table(caption, ("Error", "Questions", "Limit"), rows)
        )
    ranked = [one for one in found if "@" in one.name]
    return "\n".join([*parts, *([_ranked(ranked, floors)] if ranked else [])])


def _shares(caption: str, chosen: Iterable[Measure], floors: Floors) -> str:
    rows = [
        (
            _named(one),
            _together(shown(one)),
            bar(one.value, float(floors[one.name]) if one.name in floors else None),
            _together(f"{one.right} of {one.of}") if one.right is not None else "",
            _limit(one, floors),
        )
        for one in chosen
    ]
    return table(caption, ("Measure", "Value", BAR, "Right", "Floor"), rows)


def _ranked(found: Sequence[Measure], floors: Floors) -> str:
    """Return the rankings side by side, a line for each measure."""
    values = {tuple(one.name.split(" ", 1)): one for one in found}
    rankings = list(dict.fromkeys(ranking for ranking, _ in values))
    rows = []
    for name in dict.fromkeys(name for _, name in values):
        cells = []
        for ranking in rankings:
            one = values[ranking, name]
            limit = _limit(one, floors)
            cells.append(f"{one.value:.3f}" + (f" <span class='quiet'>({limit})</span>" if limit else ""))
        rows.append((escaped(name), *cells))
    told = "; ".join(f"<strong>{ranking}</strong>: {_RANKINGS[ranking]}" for ranking in rankings)
    caption = f"How high what answers stands, over {found[0].of:,} questions"
    return f"<h2>Retrieval</h2>\n<p>{told}.</p>\n" + table(caption, ("Measure", *rankings), rows)


def _named(one: Measure) -> str:
    meaning = _MEANINGS.get(one.name)
    return escaped(one.name) + (f'<br><span class="quiet small">{meaning}</span>' if meaning else "")


def _limit(one: Measure, floors: Floors) -> str:
    """Return a measure's floor and whether it is reached, "" where it has none."""
    floor: Decimal | None = floors.get(one.name)
    if floor is None:
        return ""
    mark = '<span class="bad">missed</span>' if falls_short(one, floor) else '<span class="good">met</span>'
    return _together(f"{'at most ' if one.lower else ''}{floor.normalize():f}") + f" {mark}"


def _together(text: str) -> str:
    """Return the text with blanks at which no line breaks."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def groups(title: str, head: str, prefix: str, judged: Sequence[Judged]) -> str:
    """Return a table of one line for each kind or operation, "" where only one is asked."""
    names = sorted({name for one in judged for name in one.scores if name.startswith(prefix)})
    if len(names) < 2:
        return ""
    rows = []
    for name in names:
        found = {m.name: m for m in measures.measures([one for one in judged if name in one.scores])}
        cells = [_cell(found.get(column)) for column in _COLUMNS]
        asked = f' <span class="quiet">{found[name].of}</span>'
        rows.append((escaped(name.removeprefix(prefix)) + asked, *cells))
    columns = ("All right", "Refusal", "Main number", "Evidence", "Recall@10")
    return f"<h2>{title}</h2>\n" + table(
        f"Share that is right, by {head.lower()}; questions in grey", (head, *columns), rows
    )


def _cell(measure: Measure | None) -> str:
    return "–" if measure is None else _together(f"{100 * measure.value:.0f} %")


def calibration(bins: Sequence[Bin], error: Measure | None) -> str:
    """Return the reliability diagram and its table, "" where answers tell no confidence."""
    if error is None:
        return ""
    rows = [
        (f"{one.low:.1f} to {one.high:.1f}", str(one.questions), f"{one.confidence:.3f}", f"{one.answerable:.3f}")
        for one in bins
    ]
    return (
        "<h2>Calibration</h2>\n<p>Each answer tells how likely the articles are to hold what was asked. On average "
        f"that lies {error.value:.3f} away from the share of questions that they do hold.</p>\n{_drawing(bins)}\n"
        + table("Confidence beside what is answerable", ("Confidence", "Questions", "Mean", "Answerable"), rows)
    )


def _drawing(bins: Sequence[Bin]) -> str:
    """Return the reliability diagram: a dot a bin, larger where more questions lie in it."""
    most = max(one.questions for one in bins)
    dots = "".join(
        f'<circle class="dot" cx="{_EDGE + _SIDE * one.confidence:.1f}" '
        f'cy="{_EDGE + _SIDE * (1 - one.answerable):.1f}" r="{3 + 5 * (one.questions / most) ** 0.5:.1f}"/>'
        for one in bins
    )
    low, high = _EDGE, _EDGE + _SIDE
    return (
        f'<figure><svg viewBox="0 0 {2 * _EDGE + _SIDE} {2 * _EDGE + _SIDE}" role="img" '
        'aria-label="Reliability diagram; the table below holds its numbers">'
        f'<rect class="axis" x="{low}" y="{low}" width="{_SIDE}" height="{_SIDE}"/>'
        f'<line class="ideal" x1="{low}" y1="{high}" x2="{high}" y2="{low}"/>{dots}'
        f'<text x="{low}" y="{high + 14}">0</text><text x="{high - 4}" y="{high + 14}">1</text>'
        f'<text x="{low + 60}" y="{high + 26}">confidence</text>'
        f'<text x="{low - 12}" y="{high}">0</text><text x="{low - 12}" y="{low + 8}">1</text>'
        f'<text x="{low}" y="{low - 8}">share answerable</text></svg>'
        "<figcaption>On the dashed line, confidence is what it says.</figcaption></figure>"
    )
