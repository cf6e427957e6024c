"""Journal: questions and feedback go in, rows come out. It never costs a reader an answer.

Questions are kept only where the owner asked for it; feedback is what a reader sends on purpose and is always kept.
Safe for several threads and processes. How the file is kept is in `store.py`.
"""

from __future__ import annotations

import json
import logging
import secrets
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, TypeVar

from assistant.journal import store
from assistant.journal.masking import masked
from assistant.journal.types import MAX_NOTE, REASONS, Asked, Judged, Rating
from assistant.types import Answer

KEEP_DAYS = 90  # a quarter: long enough to see what is asked again and again
_LONGEST = 4_000  # characters of an answer or a reading that are kept
_CHECK = 64  # rows between two looks at the caps
_HOURLY = 3_600.0  # seconds between two looks at the day while nothing is asked
_T = TypeVar("_T")

log = logging.getLogger(__name__)


class NotKept(OSError):
    """The disk refuses a reader's word; the message is a sentence for that reader."""


class Journal:
    """A journal at a path. Where that cannot be written it keeps nothing and says so once in the log."""

    def __init__(self, path: Path, questions: bool | None, keep_days: int | None, today: Callable[[], date]) -> None:
        """Use `Journal.open`."""
        self.path = path
        self._questions, self._keep, self._today = bool(questions), keep_days or KEEP_DAYS, today
        self._set = {"questions": None if questions is None else int(questions), "keep_days": keep_days}
        self._lock = Lock()
        self._complained = False
        self._rows, self._pruned = 0, ""
        self._db: sqlite3.Connection | None = None
        self._do(self._prune)
        self._closed = Event()
        if questions is not None:
            # Rows go after their days also where nobody asks anything any more.
            Thread(target=self._watch, name="journal", daemon=True).start()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        questions: bool | None,
        keep_days: int | None = KEEP_DAYS,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> Journal:
        """Open or create a journal and delete what is older than `keep_days`.

        With `questions` every question is kept, without it only feedback. None leaves a setting as it was last opened.
        """
        return cls(path, questions, keep_days, today)

    @property
    def questions(self) -> bool:
        """Whether questions are kept."""
        return self._questions

    @property
    def keep_days(self) -> int:
        """After how many days rows are deleted."""
        return self._keep

    def asked(self, answer: Answer, document: str | None, alone: str | None = None) -> None:
        """Keep a question, where questions are kept.

        `alone` is how the question is read without those before it, None where there are none. Where it was answered
        by them as well, only this reading is kept: its whole one holds two questions of one reader.
        """
        if not self._questions or not answer.question.strip():
            return
        follows = _follows(answer, alone)
        row = (
            masked(answer.question), _reading(answer, alone), answer.status, answer.confidence,
            document, answer.generation, "" if follows else answer.id, follows,
        )  # fmt: skip
        self._add("asked", row)

    def judged(
        self, answer: Answer, rating: Rating, reasons: tuple[str, ...], note: str, alone: str | None = None
    ) -> None:
        """Keep what a reader thinks of an answer, `alone` as in `asked`: on return it is on the disk.

        Raises ValueError, a sentence, for what cannot be kept, NotKept where the disk refuses.
        """
        if rating not in ("up", "down"):
            raise ValueError('A rating is "up" or "down".')
        for reason in reasons:
            if reason not in REASONS:
                raise ValueError(f'"{reason[:40]}" is not a reason; choose from {", ".join(REASONS)}.')
        if len(note) > MAX_NOTE:
            raise ValueError(f"The note has {len(note):,} characters; write at most {MAX_NOTE:,}.")
        follows = _follows(answer, alone)
        row = (
            rating, json.dumps(list(dict.fromkeys(reasons))), masked(note.strip()), masked(answer.question),
            _reading(answer, alone), answer.status, "" if follows else masked(answer.text)[:_LONGEST],
            answer.generation, "" if follows else answer.id, follows,
        )  # fmt: skip
        if not self._add("judged", row):
            raise NotKept("Your word could not be kept just now; send it again later.")

    def all_asked(self, since: str = "") -> tuple[Asked, ...]:
        """Return the questions of a day and later, in an order that depends on their text alone."""
        columns = "day, question, standalone, status, confidence, document, generation, answer, follow_up"
        query = f"select {columns} from asked where day >= ? order by day, standalone, question, answer, document"
        rows = self._do(lambda db: db.execute(query, [since]).fetchall()) or []
        return tuple(Asked(*[*row[:-1], bool(row[-1])]) for row in rows)

    def all_judged(self, since: str = "") -> tuple[Judged, ...]:
        """Return the feedback of a day and later, in an order that depends on its text alone."""
        columns = "day, rating, reasons, note, question, standalone, status, text, generation, answer, follow_up"
        query = f"select {columns} from judged where day >= ? order by day, standalone, question, rating, reasons, note"
        rows = self._do(lambda db: db.execute(query, [since]).fetchall()) or []
        return tuple(Judged(*[*row[:2], tuple(json.loads(row[2])), *row[3:-1], bool(row[-1])]) for row in rows)

    def forget(self) -> int:
        """Delete everything and return how many rows there were. Raises OSError where the file cannot be written."""
        number = self._do(lambda db: store.empty(self.path, db))
        if number is None:
            raise OSError(f"the journal {self.path.name} cannot be written; check its permissions and the disk")
        return number

    def close(self) -> None:
        """Close the file."""
        self._closed.set()
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _add(self, table: str, row: tuple[Any, ...]) -> bool:
        """Return whether the row is kept."""
        today = self._today().isoformat()
        values = (secrets.randbits(62), today, *row)
        query = f"insert into {table} values ({', '.join('?' * len(values))})"

        def add(db: sqlite3.Connection) -> bool:
            # What is acknowledged outlives a loss of power; a question that is only noted need not.
            db.execute(f"pragma synchronous = {'full' if table == 'judged' else 'normal'}")
            db.execute(query, values)
            db.commit()
            self._rows += 1
            return True

        kept = self._do(add) or False
        if kept and (self._pruned != today or self._rows % _CHECK == 0):
            self._do(self._prune)
        return kept

    def _do(self, what: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """Do something with the file; None where it cannot be done. A damaged file is set aside, and it is tried again.

        Anything may be wrong with a disk, and nothing that is may reach a reader.
        """
        with self._lock:
            for again in (False, True):
                try:
                    if self._db is None:
                        self._db = store.opened(self.path, check=again)
                        self._settings(self._db)
                    return what(self._db)
                except (OSError, sqlite3.Error) as error:
                    # A new connection has no half-done transaction, and finds a file that came in place of this one.
                    if self._db is not None:
                        self._db.close()
                        self._db = None
                    if again or not isinstance(error, sqlite3.DatabaseError) or store.is_refusal(error):
                        self._complain(error)
                        return None
        return None

    def _complain(self, error: Exception) -> None:
        if not self._complained:
            self._complained = True
            log.warning("The journal %s cannot be used (%s); nothing is kept until that is mended.", self.path, error)

    def _settings(self, db: sqlite3.Connection) -> None:
        """Keep the settings that were given, and take over those that were not."""
        for name, value in self._set.items():
            if value is not None:
                db.execute("insert or replace into settings values (?, ?)", [name, value])
        db.commit()
        known = dict(db.execute("select name, value from settings").fetchall())
        self._questions = bool(known.get("questions", self._questions))
        self._keep = known.get("keep_days", self._keep)

    def _watch(self) -> None:
        while not self._closed.wait(_HOURLY):
            if self._pruned != self._today().isoformat():
                self._do(self._prune)

    def _prune(self, db: sqlite3.Connection) -> None:
        today = self._today()
        store.keep_only(db, (today - timedelta(days=self._keep)).isoformat())
        self._pruned = today.isoformat()


def _follows(answer: Answer, alone: str | None) -> bool:
    """Say whether earlier questions had part in how a question was read."""
    return alone is not None and alone != answer.standalone


def _reading(answer: Answer, alone: str | None) -> str:
    return masked(answer.standalone if alone is None else alone)[:_LONGEST]
