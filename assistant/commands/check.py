"""`check`: whether the index is whole, which generation serves, and what to do where something is damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from assistant.commands.common import PARTIAL, DataOption, DocumentsOption, documents_folder

if TYPE_CHECKING:
    from index.health import Condition, Health


def command(documents: DocumentsOption = None, data: DataOption = None) -> None:
    """Check every byte of the index of a folder of articles; nothing is changed.

    Ends with status 0 where all is whole, with 3 where an older state serves or a spare one, or a model, is damaged,
    with 1 where there is none to answer from.

    \b
    Examples:
      article-assistant check
      article-assistant check --documents ~/articles
    """
    from index.health import health
    from index.places import data_folder

    library = data_folder(documents_folder(documents), data)
    found = health(library)
    print(f"Index: {library}")
    for one in found.generations:
        print(_line(one, serves=one is found.serving))
    if found.serving is None:
        what = "is damaged" if found.generations else "does not exist yet"
        print(f"The index {what}: run `article-assistant index{' --force' if found.generations else ''}`.")
        raise typer.Exit(1)
    print(f"  questions: {_reader(found)}")
    print(f"  cross-encoder: {_ranker(found)}")
    if not found.sound:
        print("Answers come from what is whole; `article-assistant index --force` makes the rest anew.")
    if not found.sound or found.spoilt:
        raise typer.Exit(PARTIAL)


def _reader(found: Health) -> str:
    if found.damage:
        return f"the quick form of the sentence model is DAMAGED, {found.damage}; sentence-transformers reads them"
    if found.quick:
        return "the quick form of the sentence model reads them; whole"
    return "sentence-transformers reads them, seconds to start; `article-assistant index --force` makes a quick form"


def _ranker(found: Health) -> str:
    if found.spoilt:
        return f"DAMAGED, {found.unread}; sentences are ranked without it until article-assistant is installed anew"
    if found.unread:
        return f"{found.unread}; sentences are ranked without it"
    return "the best of what is found is read again by it; whole"


def _line(one: Condition, *, serves: bool) -> str:
    if one.manifest is None:
        return f"  {one.name}: DAMAGED, {one.problem}"
    held = f"{len(one.manifest.documents):,} articles, {one.manifest.figures:,} figures"
    return f"  {one.name}: whole, {held}{'; serves' if serves else '; spare'}"
