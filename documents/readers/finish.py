"""The last step of readers that wrote their own text: title, byline, outline, Document."""

from __future__ import annotations

from dataclasses import replace

from documents.build import About, Raw, build
from documents.errors import EmptyDocument
from documents.readers.common import Source, prettified
from documents.readers.writer import Writer
from documents.structure import plain_blocks
from documents.structure_meta import stated
from documents.structure_outline import outline
from documents.types import Document, Span

_LONGEST = 500  # characters of a title, a name or an address


def finished(
    source: Source,
    text: str,
    raws: list[Raw],
    about: About,
    notes: tuple[str, ...],
    *,
    pages: tuple[Span, ...] = (),
) -> Document:
    """Return the Document of blocks that a reader placed. Raises EmptyDocument where there is no text."""
    about = _bounded(about)
    if not raws:
        raise EmptyDocument(source.name, "has no text", "add the text or remove the file")
    title_at = _title_at(text, raws, about)
    raws, found = outline(text, raws, find_title=title_at is None and not about.title)
    title_at = title_at if title_at is not None else found
    title = about.title
    if not title:
        title = " ".join(raws[title_at].span.of(text).split()) if title_at is not None else prettified(source.id)
    about = stated(text, raws, replace(about, title=" ".join(title.split())))
    return build(text, raws, about, id=source.id, source=source.name, title_at=title_at, pages=pages, notes=notes)


def _bounded(about: About) -> About:
    """Leave out what a file says of itself where that is no title or name but a text of its own."""
    return About(
        about.title if len(about.title) <= _LONGEST else "",
        *(
            said if said is None or len(said) <= _LONGEST else None
            for said in (about.url, about.published, about.author, about.publisher)
        ),
    )


def written(writer: Writer) -> list[Raw]:
    """The blocks that a writer holds; where none is a heading or a row, what the rules for plain text find in them.

    Pasted text in a marked-up file has headings and tables without markup.
    """
    marked = any(raw.kind in ("heading", "row") for raw in writer.raws)
    return writer.raws if marked else plain_blocks(writer.text)


def _title_at(text: str, raws: list[Raw], about: About) -> int | None:
    """The heading that is the title: the same words as the stated one, or the only outermost one at the top."""
    heads = [at for at, raw in enumerate(raws) if raw.kind == "heading"]
    if not heads:
        return None
    first = heads[0]
    words = " ".join(raws[first].span.of(text).split()).casefold()
    if about.title and words == " ".join(about.title.split()).casefold():
        return first
    outermost = min(raws[at].level or 9 for at in heads)
    alone = sum((raws[at].level or 9) == outermost for at in heads) == 1
    if (
        raws[first].level == outermost
        and (outermost == 1 or not about.title)
        and (alone or outermost == 1)
        and first <= 2
    ):
        return first
    return None
