"""The journal's SQLite file: opened, found damaged and set aside, pruned. What a row means is in `journal.py`."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from pathlib import Path

FORMAT = 2  # of the tables below; a file of format 1 is carried over, one of another is set aside
NAME = "journal.sqlite3"
DAMAGED = ".damaged"  # appended to the name of a file that is set aside; the newest one is kept

# A random key: rows in the order of asking would tell which questions one reader asked after another.
_SCHEMA = """
create table if not exists asked (
    id integer primary key, day text not null, question text not null, standalone text not null, status text not null,
    confidence real not null, document text, generation text not null, answer text not null,
    follow_up integer not null
);
create table if not exists judged (
    id integer primary key, day text not null, rating text not null, reasons text not null, note text not null,
    question text not null, standalone text not null, status text not null, text text not null,
    generation text not null, answer text not null, follow_up integer not null
);
create table if not exists settings (name text primary key, value integer not null);
create index if not exists asked_day on asked (day);
create index if not exists judged_day on judged (day);
"""
_COLUMNS = {
    "asked": "day, question, standalone, status, confidence, document, generation, answer, follow_up",
    "judged": "day, rating, reasons, note, question, standalone, status, text, generation, answer, follow_up",
}
# Format 1 kept how a follow-up was read, the question before it included. What was read otherwise than it stands may
# be one, so that its reading, and what tells it, go.
_FROM_1 = (
    "alter table asked add column follow_up integer not null default 0",
    "alter table judged add column follow_up integer not null default 0",
    "update asked set standalone = question, answer = '' where standalone <> question",
    "update judged set standalone = question, answer = '', text = '' where standalone <> question",
)
TABLES = tuple(_COLUMNS)
MOST_ROWS = {"asked": 20_000, "judged": 5_000}  # some 10 MB of usual questions, 200 MB of the longest there can be
_WAIT = 2.0  # seconds for another process that writes; a reader's answer waits no longer

log = logging.getLogger(__name__)


class WrongFormat(sqlite3.DatabaseError):
    """The file was written by another version."""


def opened(path: Path, *, check: bool = False) -> sqlite3.Connection:
    """Open or create the file; one that is damaged is set aside first. `check` reads all of it, not only its tables.

    Raises OSError or sqlite3.OperationalError where it cannot be opened.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    before = _number(path)
    try:
        return _connect(path, check)
    except sqlite3.DatabaseError as error:
        if is_refusal(error):
            raise
        # Another process may have found the damage first; its new file stays.
        if before == _number(path):
            _set_aside(path)
        return _connect(path, check=False)


def is_refusal(error: sqlite3.Error) -> bool:
    """Say whether disk or another process refused, rather than that the file is damaged."""
    return isinstance(error, sqlite3.OperationalError)


def _number(path: Path) -> int | None:
    """Return what tells a file from another one of its name, None where there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _set_aside(path: Path) -> None:
    """Rename a damaged file, replacing an older one, and say so."""
    aside = path.with_name(path.name + DAMAGED)
    with contextlib.suppress(FileNotFoundError):  # another process was quicker
        os.replace(path, aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    log.warning("The journal was damaged or of another version; it is kept as %s and a new one begun.", aside.name)


def keep_only(db: sqlite3.Connection, first_day: str) -> None:
    """Delete the rows before a day, and the oldest of those beyond the cap."""
    for table, most in MOST_ROWS.items():
        db.execute(f"delete from {table} where day < ?", [first_day])
        db.execute(
            f"delete from {table} where id in (select id from {table} order by day desc, id desc limit -1 offset ?)",
            [most],
        )
    db.commit()


def empty(path: Path, db: sqlite3.Connection) -> int:
    """Delete all rows, their traces in the file and what was set aside; return how many rows there were."""
    number = sum(db.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES)
    for table in TABLES:
        db.execute(f"delete from {table}")
    db.commit()
    db.execute("vacuum")
    db.execute("pragma wal_checkpoint(truncate)")
    path.with_name(path.name + DAMAGED).unlink(missing_ok=True)
    return int(number)


def _carry_over(db: sqlite3.Connection) -> None:
    """Bring a file of format 1 to this one. Raises WrongFormat where it has not the tables of one."""
    db.execute("begin immediate")
    there = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    if not there >= set(TABLES):
        raise WrongFormat("format 1 without its tables")
    if db.execute("pragma user_version").fetchone()[0] == 1:  # no other process was quicker
        for statement in _FROM_1:
            db.execute(statement)
        db.execute(f"pragma user_version = {FORMAT}")
    db.commit()
    db.execute("pragma wal_checkpoint(truncate)")


def _connect(path: Path, check: bool) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_WAIT, check_same_thread=False)
    try:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        db.execute("pragma secure_delete = on")  # deleted means overwritten
        found = db.execute("pragma user_version").fetchone()[0]
        if found not in (0, 1, FORMAT):
            raise WrongFormat(f"format {found}")
        if found == 1:
            _carry_over(db)
        db.executescript(_SCHEMA)
        db.execute(f"pragma user_version = {FORMAT}")
        for table, columns in _COLUMNS.items():
            db.execute(f"select {columns} from {table} limit 1").fetchall()
        if check and (problem := db.execute("pragma quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(problem)
        db.commit()
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db
