"""Whose a figure is: how well the names of a question are met by a figure and the sentence around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.corpus import Corpus
from assistant.lexicon import Lexicon
from assistant.profile import Profile
from assistant.splitting import REST
from assistant.types import Focus
from assistant.words import fold, is_english, stems, vocabulary
from documents.figures.types import Figure

# A name is met where the figure's own sentence, label, heading or subject holds it.
MET = 0.3
# What the whole article is about need not be named beside each figure.
MAIN = 0.6
# Who is named no more often than this passes through an article and is no rival of its subject.
PASSING = 2


def name_match(name: str, profile: Profile, corpus: Corpus) -> float:
    """Return how well a name of the question is met by a sentence or figure, 0 to 1."""
    best = profile.names.get(name, 0.0)
    family = corpus.lexicon.family
    mine = family(name)
    for other, weight in profile.names.items():
        if other == name:
            continue
        if name in family(other):
            best = max(best, 0.9 * weight)  # asked of the maker, stated of its product
        elif other in mine:
            best = max(best, 0.4 * weight)  # asked of the product, stated of the maker
    words = stems(name)
    if best < MET and words and not any(word.isdigit() for word in words):  # "the R4 sold 3 million" is no "R4 3"
        best = max(best, 0.8 * min(profile.stems.get(word, 0.0) for word in words))
    return best


def name_met(name: str, figure: Figure, profile: Profile, corpus: Corpus) -> float:
    """Return how well a name is met by a figure in its place, 0 to 1."""
    own: Whose = corpus.once(whose, figure)
    value = name_match(name, profile, corpus)
    if name in own.left:
        return 0.0
    main = name in corpus.main_names(figure.document) and not corpus.once(_rivals, figure)
    if value < MET and main and _its_turn(name, corpus.once(_spoken_of_last, figure), corpus):
        return MAIN  # the article's own subject, where the sentence names nobody else of weight
    if own.owners and name not in own.listed and not own.near(name, corpus.lexicon):
        # Somebody else's figure, though the name may stand in the same sentence.
        return min(value, 0.2) if name not in own.holds else value * 0.7
    return value


def names_met(focus: Focus, values: Iterable[float], own: Whose) -> tuple[float, tuple[str, ...]]:
    """Return how well the names are met, and those that are not, by how each is met by the figure in its place."""
    if not focus.names:
        return 0.5, ()
    met = list(values)
    if own.called_after and own.others.isdisjoint(term.stem for term in focus.terms):
        # Of somebody who is only called after the name, where the question does not ask for that one too.
        met = [min(v, 0.2) if n in own.called_after else v for n, v in zip(focus.names, met, strict=True)]
    missing = tuple(name for name, value in zip(focus.names, met, strict=True) if value < MET)
    return sum(met) / len(met), missing


def of_maker(focus: Focus, kinds: frozenset[str], profile: Profile, corpus: Corpus) -> tuple[str, ...]:
    """Return the products whose price or cost is asked where the figure is only their maker's: its research is none.

    `kinds` are those of the money that is asked for.
    """
    if _PRICES.isdisjoint(kinds):
        return ()
    made = (name for name in focus.names if profile.names.get(name, 0.0) < MET)
    return tuple(name for name in made if any(not name.startswith(f"{o} ") for o in corpus.lexicon.family(name)[1:]))


_PRICES = frozenset(("price", "cost"))


@dataclass(frozen=True, slots=True)
class Whose:
    """The names at a figure, read once for all questions."""

    owners: tuple[str, ...]  # of whose figure it is taken to be
    listed: frozenset[str]  # in its subject and in what that can be called
    beside: tuple[str, ...]  # nearer than its owner
    speakers: tuple[str, ...]
    alone: frozenset[str]  # in its sentence, where that does not name the owners
    holds: frozenset[str]  # in its own words: metric, surface, row and column
    called_after: frozenset[str]  # in its subject, which is another one: "Acme's rival", "a supplier of Acme"
    left: frozenset[str]  # of whom only a rest is told: "400 stand in Ulm and the rest in Basel"
    others: frozenset[str]  # stems of the words for another one

    def near(self, name: str, lexicon: Lexicon) -> bool:
        """Say whether a name is told with the figure, or is related to one that is."""
        related = any(lexicon.related(name, other) for other in (*self.beside, *self.owners, *self.speakers))
        return related or name in self.alone


def whose(figure: Figure, corpus: Corpus) -> Whose:
    """Read the names at a figure."""

    def names(*texts: str | None) -> frozenset[str]:
        return frozenset(mention.name for text in texts for mention in corpus.lexicon.mentions(text or ""))

    owners = _primary(figure, corpus)
    sentence = names(_up_to(figure, corpus)) if figure.column is None else frozenset()
    words = {word.lower() for word in (figure.subject or "").split()}
    others = words & set(vocabulary("words")["other_side"]["words"])
    return Whose(
        tuple(owners),
        listed=names(*figure.subjects),
        beside=tuple(sorted(_beside(figure, owners, corpus))),
        speakers=tuple(sorted(names(figure.speaker))),
        alone=sentence if sentence.isdisjoint(owners) else frozenset(),
        holds=names(figure.metric, figure.quantity.surface, figure.row, figure.column),
        left=_left(figure, corpus),
        called_after=names(figure.subject) if others else frozenset(),
        others=frozenset(stemmed for word in others for stemmed in stems(word)),
    )


def _left(figure: Figure, corpus: Corpus) -> frozenset[str]:
    if figure.column is not None:
        return frozenset()
    article = corpus.documents[figure.document]
    span = article.sentences[figure.sentence].span
    text = article.quote(span)
    match = REST.search(fold(text))
    if match is None or figure.quantity.span.start > span.start + match.start():
        return frozenset()
    before = {mention.name for mention in corpus.lexicon.mentions(text[: match.start()])}
    return frozenset(mention.name for mention in corpus.lexicon.mentions(text[match.end() :])) - before


def _up_to(figure: Figure, corpus: Corpus) -> str:
    """Return a figure's sentence up to the end of its clause: of whom the next clause tells is nobody of this one."""
    article = corpus.documents[figure.document]
    span = article.sentences[figure.sentence].span
    end = span.end if figure.clause is None else figure.clause.end
    return article.text[span.start : end]


def _rivals(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is somebody else's: told in its own sentence or label, or of weight in the article.

    A person and "the Strasbourg firm" are no rivals of the company that an article is about.
    """
    article = corpus.documents[figure.document]
    block = article.blocks[article.sentences[figure.sentence].block]
    beside = " ".join(text for text in (figure.row, figure.column, block.label) if text)
    listed = {mention.name for mention in corpus.lexicon.mentions(beside)}
    text = article.quote(article.sentences[figure.sentence].span)
    for mention in corpus.lexicon.mentions(text):
        following = text[mention.end :].split()[:1]
        if not (following and following[0].strip(".,;:").lower() in vocabulary("words")["stand_in"]["words"]):
            listed.add(mention.name)
    people = corpus.people(figure.document)
    return any(
        owner not in people and (owner in listed or corpus.weight(figure.document, owner) > PASSING)
        for owner in corpus.once(whose, figure).owners
    )


def _its_turn(name: str, last: str | None, corpus: Corpus) -> bool:
    return last is None or last == name or corpus.lexicon.related(name, last)


def _spoken_of_last(figure: Figure, corpus: Corpus) -> str | None:
    """Return which of the article's main names its section named last before a figure, None where there are not two.

    A piece on two companies tells of each by turns, and what "she harvested" is told of the one whose turn it is.
    """
    main = frozenset(corpus.main_names(figure.document)) - corpus.people(figure.document)
    if len(main) < 2 or figure.column is not None:
        return None
    article = corpus.documents[figure.document]
    own = article.sentences[figure.sentence]
    before = [s for s in article.sentences[: figure.sentence] if s.section == own.section]
    texts = [
        article.text[own.span.start : figure.quantity.span.start],
        *(article.quote(s.span) for s in reversed(before)),
    ]
    for text in texts:
        named = [mention.name for mention in corpus.lexicon.mentions(text) if mention.name in main]
        if named:
            return named[-1]
    return None


def _beside(figure: Figure, owners: list[str], corpus: Corpus) -> frozenset[str]:
    """Return the names between the last mention of an owner and the figure, in its clause or, failing names, sentence.

    They stand nearer than a subject that was taken over from before: "Acme has shops, and Ida Fennick 40 followers".
    """
    if figure.clause is None or figure.column is not None:
        return frozenset()
    article = corpus.documents[figure.document]
    begin = figure.clause.start
    if not corpus.lexicon.mentions(article.quote(figure.clause)):
        begin = article.sentences[figure.sentence].span.start  # "..., the chief executive, has 40 followers"
    text = article.text[begin : figure.quantity.span.start]
    nearer: list[str] = []
    for mention in corpus.lexicon.mentions(text):
        nearer = [] if mention.name in owners else [*nearer, mention.name]
    return frozenset(nearer)


def _primary(figure: Figure, corpus: Corpus) -> list[str]:
    """Return the names of whose figure it is, without those that it belongs to: the variant, not its maker."""
    article = corpus.documents[figure.document]
    label = article.blocks[article.sentences[figure.sentence].block].label
    called = [mention.name for mention in corpus.lexicon.mentions(label or "")]
    for place, text in enumerate((figure.column, figure.subject, *figure.subjects)):
        mentions = corpus.lexicon.mentions(text or "")
        if place > 1:  # further out stand topics too, "The profit", which own nothing
            mentions = tuple(m for m in mentions if not all(is_english(word) for word in m.name.split()))
        if mentions:
            found = [mention.name for mention in mentions]
            inner = [n for n in found if not any(n in corpus.lexicon.family(other)[1:] for other in found)]
            return [*called, *(inner or found)]
    return called
