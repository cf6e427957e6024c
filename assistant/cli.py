"""The command line: what `article-assistant` does, one subcommand a line below.

This file names the subcommands and turns errors into one line and a status; what a subcommand does is in
`assistant/commands/`.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, TextIO

import typer

from assistant.commands import archive, ask, chat, check, common, evaluate, figures, index, mcp, questions, widget

_INTERRUPTED = 130  # what a shell reports for a program ended by Ctrl-C
# Objects between two searches for garbage. What a start makes stays; by the usual 700, 180 searches meet a cold `ask`.
_SEARCHED_AFTER = 20_000

app = typer.Typer(
    name="article-assistant",
    help="Ask questions of your articles. Every statement is cited, every figure quoted or calculated from quotes.",
    epilog="Start with: article-assistant chat. Statuses: 0 done, 1 error, 2 wrong usage, 3 part of it failed, "
    "4 conflicts found.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
# Examples in a help text keep their lines ("\b" says so to the formatter).
app.command("index")(index.command)
app.command("check")(check.command)
app.command("ask")(ask.command)
app.command("figures")(figures.command)
app.command("questions")(questions.command)
app.command("eval")(evaluate.command)
app.command("chat")(chat.command)
app.command("widget")(widget.command)
app.command("mcp")(mcp.command)
app.command("archive")(archive.command)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"article-assistant {version('article-assistant')}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its status."""
    _write_utf8(sys.stdout, sys.stderr)
    gc.set_threshold(_SEARCHED_AFTER)
    status = run(sys.argv[1:] if arguments is None else arguments)
    gc.freeze()  # what is left goes with the process, and need not be searched once more
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run one command; return its exit status. Errors become one line on standard error."""
    from documents.errors import DocumentError
    from index.errors import IndexProblem

    try:
        status = app(arguments or ["--help"], prog_name="article-assistant", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except typer.TyperException as error:
        common.warn(f"{error.format_message().rstrip('.')}. See article-assistant --help.")
        return error.exit_code
    except common.CommandError as error:
        common.warn(str(error))
        return error.status
    except (DocumentError, IndexProblem) as error:
        common.warn(str(error))
        return 1
    except BrokenPipeError:
        # The reader, `head` for one, has what it wanted; the interpreter must not try to flush again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        what = error.strerror or str(error)
        common.warn(f"{error.filename}: {what}." if error.filename else what)
        return 1
    except (KeyboardInterrupt, typer.Abort):
        common.warn("stopped.")
        return _INTERRUPTED
    except Exception as error:
        if os.environ.get(common.DEBUG_VARIABLE):
            raise
        common.warn(f"internal error, {type(error).__name__}: {error} ({common.DEBUG_VARIABLE}=1 shows where).")
        return 1


def _write_utf8(*streams: TextIO) -> None:
    """Articles hold characters that some terminals' encodings lack; losing an answer to one would be worse."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
