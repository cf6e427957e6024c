"""Which articles of an archive make a shard: the same ones on every run, whatever comes and goes around them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from documents.errors import DocumentError
from documents.library import Failure as Unread
from documents.library import files_of, unique
from documents.readers import source_of
from index import places
from index.places import Failure

FORMAT = 1  # of a shard's files
# Articles of a shard on average: some 500 passages, ten seconds of a processor, which is what a kill costs.
_ARTICLES = 64
_MOST_ARTICLES, _MOST_BYTES = 4 * _ARTICLES, 16 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a shard, as its file was when the shards were planned."""

    path: str  # relative to the folder of articles, with forward slashes
    id: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Shard:
    """Some whole articles, which are embedded by one process."""

    name: str  # of the path of the article before it, which ended the shard before: its own may come and go
    key: str  # of all that decides the bytes of its files
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An archive in shards."""

    shards: tuple[Shard, ...]
    failures: tuple[Failure, ...]  # files that are no articles


def planned(folder: Path, embedder_id: str, *, fast: bool = False) -> Plan:
    """Cut the articles below a folder into shards. Raises MissingFolder.

    In the order of their paths, a shard ends at an article whose path's hash says so: one that comes or goes changes
    the shard that it is in. Files of the same bytes are one article.
    """
    unread: list[Unread] = []
    found: dict[str, Member] = {}
    for path in files_of(folder, unread):
        try:
            source = source_of(path, folder)
        except DocumentError as error:
            unread.append(Unread(error.name, error))
            continue
        sha256 = hashlib.sha256(source.data).hexdigest()
        name = path.relative_to(folder).as_posix()
        found.setdefault(sha256, Member(name, source.id, len(source.data), sha256))
    ids = unique([member.id for member in found.values()])
    members = [replace(member, id=id) for member, id in zip(found.values(), ids, strict=True)]
    common = f"{FORMAT} {embedder_id} {'fast' if fast else 'exact'} {places.program('documents', 'index')}"
    failures = (Failure(one.source, one.error.code, str(one.error)) for one in unread)
    groups = list(_groups(members))
    before = ("", *(group[-1].path for group in groups))
    return Plan(
        tuple(_shard(last, group, common) for last, group in zip(before, groups, strict=False)),
        tuple(sorted(failures, key=lambda failure: failure.source)),
    )


def _groups(members: Sequence[Member]) -> Iterator[tuple[Member, ...]]:
    group: list[Member] = []
    size = 0
    for member in members:
        group.append(member)
        size += member.bytes
        ends = int.from_bytes(_hash(member.path)[:4], "big") % _ARTICLES == 0
        if ends or len(group) == _MOST_ARTICLES or size >= _MOST_BYTES:
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)


def _shard(before: str, members: tuple[Member, ...], common: str) -> Shard:
    parts = [common, *(f"{member.path}\0{member.id}\0{member.sha256}" for member in members)]
    return Shard(_hash(before).hex()[:16], _hash("\n".join(parts)).hex()[:16], members)


def _hash(text: str) -> bytes:
    # Names that are no text reach Python with half characters.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
