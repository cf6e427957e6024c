"""What an article is about: its title, the sentences it opens with, and what its parts are called."""

from __future__ import annotations

import re
from functools import cache

from assistant.corpus import Corpus
from assistant.types import Draft, Quote
from assistant.words import fold, vocabulary
from documents.figures.quantities import quantities
from documents.structure_meta import is_about_line
from documents.types import Document

_PIECE = r"(?:article|piece|text|story|report|newsletter|issue|post|document|interview|column|essay)s?"
_OF_IT = rf"(?: (?:of|on|in) (?:it|(?:this|the) {_PIECE}))?"
_POINTS = "points?|messages?|ideas?|topics?|subjects?|arguments?|takeaways?"
_ASKED = re.compile(
    r"^\W*(?:hi |hello |hey |ok(?:ay)? |so |and |but |please |can you |could you )*(?:"
    rf"what(?:'s| is| are)?s? (?:all )?(?:this|that|the|these|your|it)(?: {_PIECE})?(?: all)? about"
    rf"|what does (?:this|the|that) {_PIECE} (?:say|tell(?: us| me)?|deal with|cover|discuss)"
    rf"|(?:summari[sz]e|sum up|recap|outline)(?: (?:it|this|that|the)?(?: ?{_PIECE})?)?(?: for me)?"
    rf"|(?:give|write|show)(?: me)? (?:an? |the )?(?:short |brief |quick )?(?:summary|gist|overview){_OF_IT}"
    r"|(?:what(?:'s| is| are)?s? )?(?:a |the )?(?:short |brief )?"
    rf"(?:summary|gist|tl;?dr|(?:main|key) (?:{_POINTS})|takeaways?|topics?|subject){_OF_IT}"
    rf"|tell me about (?:it|(?:this|the) {_PIECE})"
    r")(?: please)?\W*$"
)
_ENDS = re.compile(r"[.!?…][\"'”’»)*_]*$")
_SENTENCES = 3  # of the opening
_FEWEST_WORDS = 3  # of a sentence that says something
_ARTICLES = 4  # of a library, each with its first sentence
_PARTS = 8
_TOP = 6  # blocks from the start in which an article may tell who wrote it


def asks_overview(text: str) -> bool:
    """Say whether a question is what the article is about, all of it."""
    return _ASKED.match(fold(text)) is not None


def overview(corpus: Corpus) -> Draft | None:
    """Return the opening of the article and the headings of its parts; of several, the first sentence of each."""
    articles = tuple(corpus.documents.values())
    several = len(articles) > 1
    said: list[str] = []
    quotes: list[Quote] = []
    for article in articles[:_ARTICLES]:
        for at in _opening(article)[: 1 if several else _SENTENCES]:
            lead = f"{article.title}: " if several else ""
            said.append(f"{lead}{' '.join(corpus.text(article.id, at).split())} {{{len(quotes)}}}")
            quotes.append(Quote(article.id, at))
    if not quotes:
        return None
    parts = [] if several else _parts(articles[0])
    if len(parts) > 1:
        said.append(f"Its parts: {'; '.join(parts)}.")
    elif len(articles) > _ARTICLES:
        said.append("There are more articles than these; the list beside the chat names them.")
    return Draft("answered", " ".join(said), tuple(quotes), confidence=1.0)


def boilerplate(text: str) -> bool:
    """Say whether a sentence speaks of the publication and not of its subject: "Subscribe", "no financial advice"."""
    return _about_itself().search(fold(text)) is not None


def in_masthead(document: str, sentence: int, corpus: Corpus) -> bool:
    """Say whether a sentence only tells who wrote an article, when and where: "From The Long View. By Ida Moss"."""
    return sentence in corpus.once(_masthead, document)


def _masthead(document: str, corpus: Corpus) -> frozenset[int]:
    article = corpus.documents[document]
    top = range(min(_TOP, len(article.blocks)))
    lines = {at for at in top if is_about_line(" ".join(article.quote(article.blocks[at].span).split()))}
    return frozenset(at for at, sentence in enumerate(article.sentences) if sentence.block in lines)


def _opening(article: Document) -> list[int]:
    """Return the sentences that an article begins with, notes on itself, bylines and lists left out."""
    notes = {s.block for s in article.sentences if boilerplate(article.quote(s.span))}
    return [
        at
        for at, sentence in enumerate(article.sentences)
        if article.blocks[sentence.block].kind == "paragraph"
        and len(article.quote(sentence.span).split()) >= _FEWEST_WORDS
        and sentence.block not in notes
        and _ENDS.search(article.quote(sentence.span))  # a byline is no sentence
    ]


def _parts(article: Document) -> list[str]:
    """Return the outermost headings; none with a number, which would have to be quoted from its place."""
    outer = min((section.level for section in article.sections if section.level), default=0)
    named = [section.heading for section in article.sections if section.level == outer and section.heading]
    return [name for name in named if not quantities(name)][:_PARTS]


@cache
def _about_itself() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(vocabulary("replies")["boilerplate"]["patterns"]) + r")\b")
