"""One virtual environment a peer, made when it is first measured and kept: `make bench` installs nothing twice.

Torch comes first and under the repository's constraints.txt, as in the Makefile: else a build with CUDA packages would.
What cannot be installed is told in one sentence and measured by nobody; the others are measured all the same.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from benchmarks.peers import PEERS

ROOT = Path(__file__).parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
_PATIENCE = 1_800  # seconds that an installation may take
_STAMP = "installed.txt"  # what was installed; another list makes the environment anew


class NotInstalled(Exception):
    """A peer cannot be installed; the message says why, without a full stop."""


def cache() -> Path:
    """The folder of the environments, where none is named."""
    return platformdirs.user_cache_path("article-assistant", appauthor=False) / "peers"


def python_of(name: str, folder: Path) -> Path:
    """Return the Python of a peer, installed now if it was not. Raise NotInstalled."""
    place = folder / name
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    requirements = PEERS[name].requirements
    wanted = _stamp(requirements)
    stamp = place / _STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted and python.exists():
        return python
    print(f"installing {PEERS[name].title} (minutes, once)", file=sys.stderr, flush=True)
    shutil.rmtree(place, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(place)])
    install = [str(python), "-m", "pip", "install", "--quiet", "--constraint", str(CONSTRAINTS)]
    _run([*install, "torch"])
    _run([*install, *requirements])
    stamp.write_text(wanted, encoding="ascii")
    return python


def _stamp(requirements: Sequence[str]) -> str:
    constraints = hashlib.sha256(CONSTRAINTS.read_bytes()).hexdigest()[:12]
    return f"Python {sys.version.split()[0]}\nconstraints {constraints}\n" + "\n".join(requirements) + "\n"


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise NotInstalled(f"its installation took more than {_PATIENCE // 60} minutes") from None
    except OSError as error:
        raise NotInstalled(f"no process can be started ({error.strerror})") from None
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise NotInstalled(f"pip ended with {done.returncode}: {(errors or ['no reason given'])[-1]:.160}")
