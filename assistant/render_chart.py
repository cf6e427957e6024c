"""Bars as escaped HTML: a table whose middle column is drawn, so that the chart is its own table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.chart import Bar
from assistant.display import capital
from assistant.shown import shown

_HEIGHT = 14  # pixels of a bar
_THINNEST = 0.4  # percent: what is there is seen, however small beside the longest


def chart(bars: Sequence[Bar], marker: Callable[[Bar], str], measured: str = "") -> str:
    """Return the bars, each with its label, value and the marker of its citation, below what all of them measure."""
    ranged = any(bar.high > bar.low for bar in bars)
    note = "<figcaption>The lighter part is the range that the article gives.</figcaption>" if ranged else ""
    rows = "".join(_row(bar, marker(bar)) for bar in bars)
    names = "".join(f'<th scope="col">{name}</th>' for name in ("What", "Drawn", "Figure"))
    head = f'<thead class="sr-only"><tr>{names}</tr></thead>'
    caption = '<caption class="sr-only">The figures compared, drawn from zero</caption>'
    if measured:
        caption = (
            f'<caption dir="auto">{shown(capital(measured))}<span class="sr-only">, drawn from zero</span></caption>'
        )
    return f'<figure class="chart"><table>{caption}{head}<tbody>{rows}</tbody></table>{note}</figure>'


def _row(bar: Bar, marker: str) -> str:
    low, high = (max(_THINNEST, round(float(part) * 100, 2)) for part in (bar.low, bar.high))
    rest = f'<rect class="range" x="{low}%" width="{round(high - low, 2)}%" height="{_HEIGHT}"/>' if high > low else ""
    drawn = (
        f'<svg width="100%" height="{_HEIGHT}" aria-hidden="true" focusable="false">'
        f'<rect width="{low}%" height="{_HEIGHT}"/>{rest}</svg>'
    )
    return (
        f'<tr><th scope="row" dir="auto">{shown(bar.label)}</th><td class="bar">{drawn}</td>'
        f'<td class="value" dir="auto">{shown(bar.value)} {marker}</td></tr>'
    )
