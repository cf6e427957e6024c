"""Files that are there whole or not at all, and the lock that lets one process write; not what they hold."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DiskFull, IndexBusy, IndexProblem, NotWritable

_NUMBER = re.compile(r"(?:os error |code: )([0-9]{1,4})\b")  # in the text of a Rust error
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write(path: Path, data: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, data: bytes) -> None:
    """Replace a small file in one step: readers see the old content or the new, whole.

    Read back before the swap, because a write that a full disk swallowed must not be published.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(temporary, data)
        if temporary.read_bytes() != data:
            raise OSError(errno.EIO, "what was written is not what is read back", str(temporary))
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_tree(folder: Path) -> None:
    """Wait until the disk has every file and folder below, names included."""
    for where, _, names in os.walk(folder, topdown=False):
        for name in names:
            with open(os.path.join(where, name), "rb+") as file:
                os.fsync(file.fileno())
        sync_folder(Path(where))


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder; systems that cannot open a folder need not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def checksum(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(path: Path) -> None:
    """Remove a file or a whole folder; what another process still holds open may stay for the next sweep."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return


@contextmanager
def writing(folder: Path, needs: int = 0) -> Iterator[None]:
    """Turn what goes wrong while writing into one clear sentence. `needs` is the expected size in bytes."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise _explained(error, folder, needs) from error


def _explained(error: OSError | ValueError, folder: Path, needs: int) -> IndexProblem | OSError | ValueError:
    # tantivy reports its input and output errors as ValueError, with the number only in the text.
    number = error.errno if isinstance(error, OSError) else _number_in(str(error))
    if number in _FULL:
        free = shutil.disk_usage(folder).free if folder.is_dir() else 0
        return DiskFull(
            f"disk full: the index needs about {max(1, needs >> 20)} MB, {free >> 20} MB are free in {folder.name}",
            "free some space and index again; the old index still serves",
        )
    if isinstance(error, OSError) or number is not None:
        reason = os.strerror(number) if number else str(error)
        return NotWritable(
            f"the data folder {folder.name} cannot be written ({reason})",
            "check its permissions or choose another with --data; what was published still serves",
        )
    return error


def _number_in(message: str) -> int | None:
    found = _NUMBER.search(message)
    return int(found[1]) if found else None


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`. Raise IndexBusy naming process and age when another holds it.

    The system holds the lock, not the file's content: it ends with its process, so a lock that a killed or
    restarted process left behind is simply taken over.
    """
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Without a buffer: what a full disk refused would be written again, and fail again, while it is closed.
        opened = open(path, "ab+", buffering=0)  # noqa: SIM115 the next line closes it
    with opened as file:
        if not _acquire(file.fileno()):
            raise IndexBusy(_owner(path), "wait for it to end, or end that process")
        with writing(path.parent):
            file.truncate(0)
            file.write(json.dumps({"pid": os.getpid(), "since": int(time.time())}).encode("ascii"))
        yield


def _owner(path: Path) -> str:
    try:
        owner = json.loads(path.read_bytes())
        pid, since = int(owner["pid"]), int(owner["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return "another process is indexing this library"
    return f"process {pid} has been indexing this library for {max(0, int(time.time()) - since)} s"


def _acquire(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
