"""A real `milvus-lite server` process on 127.0.0.1, with a port and a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

_PATIENCE = 60  # seconds for a start on a machine that is busy
# The shell lives as long as the pipe to the tests is open: however they end, the server ends with them.
_LEASH = '"$@" & read -r _; kill $!; wait $!'


class Server:
    """A server process over a folder, started and ended by its own id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        for _ in range(3):  # the port was free a moment ago; another process may take it first
            self.port = self.port or free_port()
            command = [program(), "server", "--data-dir", str(self._folder / "data")]
            command += ["--host", "127.0.0.1", "--port", str(self.port)]
            with open(self._folder / "log", "ab") as log:
                self._process = subprocess.Popen(
                    ["sh", "-c", _LEASH, "sh", *command], stdin=subprocess.PIPE, stdout=log, stderr=log
                )
            if self._answers():
                return
            self.stop()
            self.port = 0
        raise AssertionError((self._folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:])

    def stop(self) -> None:
        """End it as a power cut would, without a last word to its files."""
        assert self._process is not None
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        self._process.wait(timeout=_PATIENCE)

    def _answers(self) -> bool:
        assert self._process is not None
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
            time.sleep(0.05)
        return False


def program() -> str:
    beside = Path(sys.executable).with_name("milvus-lite")
    return str(beside) if beside.exists() else shutil.which("milvus-lite") or ""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
