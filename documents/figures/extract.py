"""All figures of a document: each quantity with whose, what, when and who says."""

from __future__ import annotations

from dataclasses import replace

from documents.figures.antecedents import (
    antecedent,
    currency_from,
    elliptic,
    in_words,
    leans,
    measure_from,
    put_again,
    reports,
    stands_for,
    unit_from,
)
from documents.figures.background import (
    after_sentence,
    heading_names,
    item_label,
    label_names,
    names_of_list,
    stretches,
)
from documents.figures.cells import cell_figures
from documents.figures.each_of import each_of
from documents.figures.efforts import effort_of
from documents.figures.even_lists import contrasted, evened
from documents.figures.gapped import gapped
from documents.figures.inheritance import Read, heir_of, lower_words, rate_from, restated, says_it, valued_by
from documents.figures.kinds import is_cue, kind_of
from documents.figures.metrics import metric_of
from documents.figures.milestones import milestone_for, passed_by, within_for
from documents.figures.moves import later_of, today_of
from documents.figures.noun_phrases import done_with
from documents.figures.nouns import is_plural
from documents.figures.priced_again import priced_again
from documents.figures.recalled import recalled
from documents.figures.recipients import left_out
from documents.figures.reowned import in_person, leant, no_person, of_each, of_firm, with_whole
from documents.figures.respective import matched
from documents.figures.same_milestone import same_milestone
from documents.figures.same_time import pointed_time
from documents.figures.scene import Scene, clause_of, scene
from documents.figures.speakers import (
    cited,
    element_at,
    for_planned,
    itself,
    of_thing,
    plans,
    quotes,
    speaker_named,
    unspoken,
)
from documents.figures.status import speaker_of, status_of
from documents.figures.subjects import Background, Cast, Owner, cast_of, owner_of
from documents.figures.timing import delta, period_for
from documents.figures.tokens import tokenize
from documents.figures.types import Figure, Period
from documents.figures.units import counted_unit
from documents.types import Document

_METRIC_WORDS = 8


_OF_THOSE = (("of", "those"), ("of", "these"), ("of", "them"))  # "Of those, 3% were late": of what was counted
_LEADS = 6  # metrics remembered for the list that may follow
_TOLD = 8  # figures remembered for "it was 3%" and "5,000 of them"


def extract(document: Document) -> tuple[Figure, ...]:
    """Return the figures of the document in text order. Same document, same figures."""
    cast = cast_of(document)
    cells = cell_figures(document, cast)
    rows = {figure.sentence for figure in cells}
    covered = {block for table in document.tables for block in table.row_blocks}
    found = list(cells)
    back = Background(main=cast.main, year=_published(document))
    section = block = -1
    for position, sentence in enumerate(document.sentences):
        if sentence.section != section:
            section = sentence.section
            back = Background(topic=heading_names(document, section, cast), main=cast.main, year=back.year)
        if sentence.block != block:
            block = sentence.block
            listed = names_of_list(document, block, cast) if document.blocks[block].kind == "item" else ()
            topic = listed or heading_names(document, section, cast)
            back = replace(back, topic=topic, focus=(), told=(), noun="", made="")
        if position in rows or sentence.block in covered:
            continue
        label = label_names(document, sentence.block, cast)
        item = item_label(document, sentence.block) if not label else None
        here = replace(back, label=label, item=item)
        for stretch in stretches(document.text, sentence.span):
            read = scene(document.text, stretch, cast, back.year, document.published)
            made = [item.figure for item in _figures(document, position, read, cast, here)]
            found.extend(made)
            if here.item is None and not label:
                told = tuple((one.quantity.dimension, one.metric, one.kind) for one in reversed(made))
                back = replace(back, leads=(*told, *back.leads)[:_LEADS])
            back = after_sentence(read, cast, replace(back, told=(*reversed(made), *back.told)[:_TOLD]))
    ordered = sorted(found, key=lambda figure: (figure.quantity.span, figure.sentence))
    return priced_again(document, matched(document, gapped(document, recalled(document, ordered), cast)))


def _published(document: Document) -> int | None:
    """Return the year in which the document says it was published."""
    year = (document.published or "")[:4]
    return int(year) if year.isdecimal() and len(year) == 4 else None


def _figures(document: Document, position: int, read: Scene, cast: Cast, back: Background) -> list[Read]:
    found: list[Read] = []
    for k in range(len(read.figures)):
        found.append(_figure(document, position, read, k, cast, back, found))
    return contrasted(read, evened(read, found))


def _figure(
    document: Document, position: int, read: Scene, k: int, cast: Cast, back: Background, earlier: list[Read]
) -> Read:
    quantity = read.figures[k]
    at = read.at(k)
    first, last = clause_of(read, at)
    metric = metric_of(read, k)
    milestone = milestone_for(read, k) or passed_by(read, k)
    heir = heir_of(read, k, metric, earlier) or later_of(read, k, earlier)
    who = speaker_of(read, k)
    speaker = speaker_named(read, who, at, cast, back)
    if speaker is not None and cast.person(speaker):
        back = replace(back, speaker=speaker)
    speaks = who is not None and first <= element_at(read, who[0]) < last
    speaks = speaks and who is not None and not cited(read, element_at(read, who[0]))
    speaks = speaks and not itself(speaker, back, cast) and not plans(read, first, at, speaker, cast)
    quoted = quotes(read, who)
    owner = owner_of(read, k, metric, cast, unspoken(back, speaker) if quoted else back, speaks)
    owner = of_thing(owner, metric, quantity.dimension) if quoted else owner
    planned = for_planned(read, first, at)
    named = owner.own and not is_cue((owner.subject or "").lower())
    if not named and speaker is not None and valued_by(speaker, earlier, speaks):
        owner = Owner(earlier[-1].figure.subject, earlier[-1].figure.subjects)  # what they have spoken of before
    elif metric is not None:
        owner = of_firm(owner, speaker, metric.text, quantity.dimension, cast)
    told = (*(item.figure for item in reversed(earlier)), *back.told)
    again = same_milestone(read, k, told, position) if milestone is None else None
    heir = heir if again is None else None
    past = antecedent(read, k, metric, told) if heir is None and again is None else None
    noun = back.noun if heir is None and leans(read, k, metric) else ""
    if noun and past is not None and past.sentence < position - 1:
        past = None
    if past is not None and put_again(read, at, metric):
        owner = Owner(past.subject, past.subjects)
    elif past is not None and not elliptic(read, at, metric):
        owner = leant(read, at, owner, past, cast)
    own = owner.own
    adjacent = heir is not None and heir.place == at - 2 and metric is None
    if heir is not None and (not own or adjacent or says_it(read, first, at)):
        owner = Owner(heir.figure.subject, heir.figure.subjects)
    if back.item is not None and back.item not in owner.subjects:
        owner = replace(owner, subjects=(*owner.subjects, back.item))
    if quantity.dimension == "share" and (back.label or back.item is not None):
        owner = with_whole(owner, read, at, cast)
    if tuple(part.low for part in read.parts[:2]) in _OF_THOSE:
        counted = next((one.metric for one in back.told if one.quantity.dimension == "count"), "")
        owner = replace(owner, subjects=tuple(dict.fromkeys((*owner.subjects, *([counted] if counted else [])))))
    before = earlier[-1].figure if earlier else None
    if before is not None and before.milestone == quantity:
        owner = Owner(before.subject, before.subjects)
    text = metric.text if metric is not None else ""
    if heir is not None:
        text = heir.figure.metric
    elif past is not None or noun:
        text = past.metric if past is not None else noun
    elif milestone is not None:
        text = read.words(milestone[1], milestone[2])
    named = back.item is not None and metric is None and heir is None and _beside(read, at, first)
    if named:
        text = _short(read.words(at - 1, at))
    elif back.item is not None and (metric is None or metric.route == "leading"):
        led = next((lead for lead in back.leads if lead[0] == quantity.dimension), None)
        entity = led is not None and not is_cue(back.item.lower()) and heir is None
        if entity:
            owner = Owner(back.item, tuple(dict.fromkeys((back.item, *owner.subjects))))
        text = led[1] if led is not None and entity else back.item if heir is None else heir.figure.metric
    text = _short(text) or _fallback(read, k, first, last)
    if again is not None and again[1].milestone is not None:
        text = again[1].metric
    effort = effort_of(read, k, cast) if milestone is None and heir is None and again is None else None
    if effort is not None:
        text = _short(effort.text)
        owner = Owner(effort.subjects[0], effort.subjects) if effort.subjects else no_person(owner, cast)
    each = each_of(read, k)
    if each:
        text, owner = text.removeprefix("each "), of_each(each, earlier, back)
    owner = in_person(owner, text, quantity.dimension, cast)
    clause = tuple(token.low for token in read.tokens[read.parts[first].first : read.parts[last - 1].last])
    place = read.parts[at].first - read.parts[first].first
    dimension = milestone[0].dimension if milestone is not None else quantity.dimension
    specific = metric is not None and metric.route in ("counted", "held") and not done_with(read, at)
    kind = (
        heir.figure.kind
        if heir
        else again[1].kind
        if again
        else kind_of(lower_words(text), clause, place, dimension, specific=specific)
    )
    if delta(read, at) is not None and quantity.dimension in ("share", "points", "factor"):
        kind = "growth"
    if planned and quantity.dimension == "money":
        owner, kind = replace(owner, subjects=tuple(dict.fromkeys((*owner.subjects, planned)))), kind or "cost"
    status = status_of(read, k)
    gap = heir if metric is None and status == "actual" and left_out(read, first, at) else None
    unit = unit_from(read, k, back.told or told)
    if past is not None and not quantity.unit:
        quantity, unit = replace(quantity, dimension=past.quantity.dimension), past.quantity.unit
    alike = measure_from(read, k, metric, told)
    again_told = alike is not None and (reports(read, at) or in_words(read, at))
    if alike is None and quantity.dimension == "count" and not quantity.unit and metric is not None and earlier:
        beside = earlier[-1]  # "reported 742, up from 690"
        if reports(read, beside.place) and beside.metric is not None and beside.metric.text == metric.text:
            alike, again_told = beside.figure, True
    if alike is not None:
        quantity, unit = replace(quantity, dimension=alike.quantity.dimension), alike.quantity.unit
        text = alike.metric if again_told or stands_for(read, first, at) else text
        kind = alike.kind if again_told else kind
    elif paid := currency_from(read, k, text, told):
        quantity, unit = replace(quantity, dimension="money"), paid
        kind = kind_of(lower_words(text), clause, place, "money", specific=specific)
    figure = Figure(
        document=document.id,
        sentence=position,
        quantity=replace(
            quantity,
            unit=unit or _unit(quantity.unit, text, quantity.dimension),
            per=rate_from(read, k, text, heir, earlier),
        ),
        metric=text,
        subject=owner.subject,
        subjects=owner.subjects,
        kind=kind,
        period=(period_for(read, k) if not today_of(read, k) else None)
        or _same_time(read, at, heir)
        or pointed_time(read, k, told)
        or (past.period if past and past.sentence == position else None),
        within=within_for(read, k),
        milestone=milestone[0] if milestone is not None else again[0] if again is not None else None,
        status=gap.figure.status if gap is not None and gap.figure.status == "estimate" else status,
        speaker=gap.figure.speaker if gap is not None and gap.figure.status == "estimate" else speaker,
        clause=read.span(first, last),
    )
    return Read(figure, metric, at)


def _same_time(read: Scene, at: int, heir: Read | None) -> Period | None:
    """Return the period of the figure that this one only says in other terms: "$290 in 2025, which is $2 a van"."""
    return heir.figure.period if heir is not None and restated(read, at, heir.place) else None


def _beside(read: Scene, at: int, first: int) -> bool:
    """Say whether the words right before the figure name it: "Team: 41 people, average age 29"."""
    named = at > first + 1 and read.parts[at - 1].sort == "phrase" and read.parts[at - 2].low in (",", ";", "and")
    return named and not read.named(read.parts[at - 1].first, read.parts[at - 1].last)


def _short(text: str) -> str:
    return " ".join(text.split()[:_METRIC_WORDS]).strip(" ,;:")


def _unit(unit: str, metric: str, dimension: str) -> str:
    """Take the unit of a bare number from the noun it counts: "locked-in orders" -> order."""
    if unit or dimension != "count" or not metric:
        return unit
    tokens = tokenize(metric)
    return counted_unit(metric) if tokens and is_plural(tokens[-1]) else unit


def _fallback(read: Scene, k: int, first: int, last: int) -> str:
    """Return the words before the figure in its clause, else those after it, else its own surface."""
    at = read.at(k)
    for j in range(at - 1, first - 1, -1):
        if read.parts[j].sort == "phrase" and not read.parts[j].low:
            return _short(read.words(j, j + 1))
    for j in range(at + 1, last):
        if read.parts[j].sort == "phrase":
            return _short(read.words(j, j + 1))
    return read.figures[k].surface
