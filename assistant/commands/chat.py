"""`chat`: the chat page in a browser."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import Annotated, TypeVar

import typer

from assistant.commands.common import BadUsage, DataOption, DocumentsOption, documents_folder, load_model, warn
from assistant.commands.progress import ProgressBar

ORIGINS_VARIABLE = "ARTICLE_ASSISTANT_ORIGINS"
HOSTS_VARIABLE = "ARTICLE_ASSISTANT_HOSTS"
PROXIES_VARIABLE = "ARTICLE_ASSISTANT_TRUSTED_PROXIES"
LOG_VARIABLE = "ARTICLE_ASSISTANT_LOG"
_AT_ONCE = 2  # answers; more of them only wait for one another's processor
_T = TypeVar("_T")


def command(
    documents: DocumentsOption = None,
    data: DataOption = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to serve on; the default is seen by this computer only.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port; where it is in use, the next free one is taken. 0 takes any.")
    ] = 7860,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN",
            envvar=ORIGINS_VARIABLE,
            help="A web site that may show the widget and frame the chat, like https://news.example; may be repeated.",
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            envvar=HOSTS_VARIABLE,
            help="A name by which this server may be called, like ask.news.example, where a proxy passes it on; may be "
            "repeated. Default: any, but on 127.0.0.1 only the names of this computer.",
        ),
    ] = None,
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            envvar=PROXIES_VARIABLE,
            help="Address or network of a proxy of yours, whose X-Forwarded-For tells readers apart; may be repeated.",
        ),
    ] = None,
    per_minute: Annotated[
        int, typer.Option(min=1, max=100_000, metavar="N", help="Questions that one address may ask in a minute.")
    ] = 60,
    burst: Annotated[
        int, typer.Option(min=1, max=100_000, metavar="N", help="Questions that one address may ask at a stroke.")
    ] = 20,
    processes: Annotated[
        int,
        typer.Option(
            min=0,
            max=64,
            metavar="N",
            help="Processes that work out answers beside the one that serves; with 0 that one does.",
        ),
    ] = 1,
    at_once: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            metavar="N",
            help="Answers that are worked out at the same time. Default: 2, or one more than there are processes.",
            show_default=False,
        ),
    ] = None,
    log_questions: Annotated[
        bool | None,
        typer.Option(
            "--log-questions/--no-log-questions",
            help="Keep what is asked, without who asked, for `article-assistant questions`. Default: no, "
            f"unless {LOG_VARIABLE}=questions.",
            show_default=False,
        ),
    ] = None,
    keep_days: Annotated[
        int, typer.Option(min=1, max=3650, metavar="DAYS", help="Questions and feedback are deleted after these days.")
    ] = 90,
    open_browser: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open the page in a browser. Default: yes, where there is a screen."),
    ] = None,
) -> None:
    """Open the chat in a browser.

    \b
    Examples:
      article-assistant chat
      article-assistant chat --documents ~/articles --port 8000 --no-open
      article-assistant chat --allow-origin https://news.example
      article-assistant chat --trusted-proxy 127.0.0.1 --allow-host ask.news.example
      article-assistant chat --log-questions --keep-days 30
    """
    from assistant.api.answering import Answerers
    from assistant.serving.rules import Rules, hosts_of, networks_of, origins_of
    from index.update import update

    origins = _read("--allow-origin", lambda: origins_of(_listed(allow_origin)))
    rules = Rules(
        per_minute=per_minute,
        burst=burst,
        at_once=at_once or max(_AT_ONCE, processes + 1),
        hosts=_read("--allow-host", lambda: hosts_of(_listed(allow_host), host)),
        proxies=_read("--trusted-proxy", lambda: networks_of(_listed(trusted_proxy))),
    )
    keep_questions = logged(log_questions)
    folder = documents_folder(documents)
    # Before the page's libraries load and a port is taken: what is wrong with a folder is said at once.
    with ProgressBar(lines=True) as progress:
        done = update(folder, data, progress=progress)
    for failure in done.failures:
        warn(failure.message)
    answerers = None
    if processes:
        answerers = Answerers(processes, done.library)
    else:
        load_model(folder, data)  # while the page's libraries load: the first reader finds it ready
    import ui
    from assistant.journal.journal import Journal
    from assistant.journal.store import NAME

    wanted = has_screen() if open_browser is None else open_browser
    journal = Journal.open(done.library / NAME, questions=keep_questions, keep_days=keep_days)
    try:
        ui.serve(
            documents=folder, data=data, host=host, port=port, open_browser=wanted, origins=origins, journal=journal,
            rules=rules, work=answerers,
        )  # fmt: skip
    finally:
        if answerers is not None:
            answerers.close()
        journal.close()


def _listed(texts: Iterable[str] | None) -> tuple[str, ...]:
    """Return what was given, each part of a list with commas by itself, as an environment variable holds it."""
    return tuple(part for text in texts or () for part in text.split(","))


def _read(option: str, read: Callable[[], _T]) -> _T:
    from assistant.serving.rules import BadRule

    try:
        return read()
    except BadRule as error:
        raise BadUsage(f"{option} {error}") from error


def logged(option: bool | None) -> bool:
    """Return whether questions are kept: as the option says, else as the environment does. Raises BadUsage."""
    if option is not None:
        return option
    wanted = os.environ.get(LOG_VARIABLE, "").strip().lower()
    if wanted not in ("", "questions"):
        raise BadUsage(f'{LOG_VARIABLE} is "questions" or not set (got "{wanted[:40]}").')
    return wanted == "questions"


def has_screen() -> bool:
    """Say whether a browser window could open: not in a container, nor over a plain remote shell."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
