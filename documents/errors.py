"""Everything that can be wrong with a document or a folder of them, as one tree of exceptions.

Each message is one plain sentence that names the file, what is wrong, the limit where there is one,
and the next step. Names of files come from strangers, so they are cleaned before they are shown.
"""

from __future__ import annotations

import unicodedata

_SHOWN_NAME = 120  # characters of a file name that a message shows; 255-byte names exist


class DocumentError(Exception):
    """Something is wrong with a document; `code` is a short stable word for logs and tables."""

    code = "unreadable"

    def __init__(self, name: str, problem: str, step: str) -> None:
        self.name = shown(name)
        self.problem = problem
        self.step = step
        super().__init__(f"{self.name} {problem}; {step}.")

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str, str]]:
        """Travel between processes with the parts, not only with the message."""
        return type(self), (self.name, self.problem, self.step)


class UnsupportedFormat(DocumentError):
    """The suffix has no reader."""

    code = "unsupported"


class EmptyDocument(DocumentError):
    """The file has no text at all."""

    code = "empty"


class UnreadableDocument(DocumentError):
    """The file is damaged, binary, or cannot be opened."""

    code = "unreadable"


class NotText(UnreadableDocument):
    """The bytes are no text in any encoding that can be told with confidence."""

    code = "not-text"


class EncryptedDocument(UnreadableDocument):
    """The file needs a password."""

    code = "encrypted"


class NoTextLayer(UnreadableDocument):
    """The PDF holds pictures of pages and no text."""

    code = "no-text"


class TooLarge(DocumentError):
    """The file, or what it unpacks to, is past a limit."""

    code = "limit"


class ChangedDocument(DocumentError):
    """The file changed or vanished while it was read."""

    code = "changed"


class SkippedFile(DocumentError):
    """Not a regular file inside the folder: a link to elsewhere, a pipe, a device."""

    code = "skipped"


class MissingFolder(DocumentError):
    """The folder of documents does not exist or is no folder."""

    code = "missing-folder"


class UnknownDocument(DocumentError, KeyError):
    """No document of the library has this id."""

    code = "unknown-document"

    __str__ = Exception.__str__  # KeyError would show the message in quotes


def with_code(code: str) -> type[DocumentError]:
    """Return the class of errors with this code, DocumentError where there is none."""
    waiting: list[type[DocumentError]] = [DocumentError]
    while waiting:
        kind = waiting.pop()
        if kind.code == code and kind is not DocumentError:
            return kind
        waiting.extend(kind.__subclasses__())
    return DocumentError


def shown(name: str) -> str:
    """Make a file name safe to show: one line, no control or direction characters, not too long.

    Example: "a\\nb.txt" -> "a?b.txt"
    """
    clean = "".join("?" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in name)
    return clean if len(clean) <= _SHOWN_NAME else clean[: _SHOWN_NAME - 1] + "…"
