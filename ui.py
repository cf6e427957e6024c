"""The chat page: `build` wires it, `serve` opens it on this machine. It knows answers and nothing below them.

What is shown for a question is decided in `assistant/conversation.py` and `assistant/render.py`; looks are in
`assistant/page/`, with the scripts of the page; the web server is in `assistant/server.py`.
Gradio is imported where it is used: it takes seconds, and the command line must not pay.
"""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import conversation, page_events, render, render_side, settings
from assistant.serving import sparing

if TYPE_CHECKING:
    import gradio as gr

    from assistant.api.service import Journal, Service
    from assistant.serving.rules import Rules

_QUEUE = 1.0  # seconds between two looks of Gradio at its queue, which nothing goes through; its own are 1,000 a second
_TURNS = 40  # kept in a conversation: each answer sends the whole of it to the browser again
_FORGOTTEN = f"The page keeps {_TURNS} questions; the oldest is no longer shown."
_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace")
# Read by Gradio while it is imported: without the first it reports each start to a host on the internet.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"


def build(engine: conversation.Engine, now: Callable[[], conversation.Engine] | None = None) -> gr.Blocks:
    """Return the page, made for the engine; `mount` has the settings that Gradio takes from its server.

    Where engines follow one another, `now` gives the one that answers.
    """
    return _Page(engine, now).blocks


def serve(
    documents: Path | None = None, data: Path | None = None, host: str = "127.0.0.1", port: int = 7860,
    open_browser: bool = False, origins: Sequence[str] = (), journal: Journal | None = None,
    rules: Rules | None = None, work: Callable[..., Any] | None = None,
) -> None:  # fmt: skip
    """Index what is new, then serve the page until Ctrl-C; at a busy port the next free one is taken.

    Answers are worked out by `work` (`assistant.api.answering`), without it in this process.
    Raises the errors of `Assistant.open` for documents that cannot be read, `OSError` where no port can be had.
    """
    from assistant import server
    from assistant.api.current import Current
    from assistant.api.service import Service
    from assistant.commands.progress import ProgressBar
    from assistant.pipeline import Assistant

    listener = server.listen(host, port)
    taken = listener.getsockname()[1]
    if port not in (0, taken):
        print(f"Port {port} is in use, so {taken} is used instead.", file=sys.stderr)

    def opened() -> Any:
        with ProgressBar() as progress:
            engine = Assistant.open(documents or settings.shipped_documents(), data, progress)
        current = Current(Service(engine, journal, work))
        current.watch()
        return mount(build(current(), current), current, origins, rules)

    def ready() -> None:
        print(f"{render.PRODUCT} is ready at {server.address(listener)} (Ctrl-C stops it)", flush=True)
        if open_browser:
            webbrowser.open(server.address(listener))

    server.open_and_run(opened, listener, ready, tuple(origins), rules)


def mount(
    page: gr.Blocks,
    service: Callable[[], Service] | None = None,
    origins: Sequence[str] = (),
    rules: Rules | None = None,
) -> Any:
    """Return a web application that serves the page and, over a service, the API; see `server.new_app`."""
    with sparing.gradio():
        import gradio as gr

    from assistant.server import new_app

    app = new_app(origins, rules)
    if service is not None:
        from assistant.api import app as api

        api.mount(app, service)
        if find_spec("mcp") is not None:  # an extra
            from assistant.mcp.attached import attach

            attach(app, service, origins)

    return gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=gr.themes.Base(font=_SANS, font_mono=_MONO, primary_hue="stone", neutral_hue="stone"),
        head=page_events.head(),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        max_file_size=1,
    )


class _Page:
    """The components and what happens to them; one for all visitors, whose turns are in a State of their own."""

    def __init__(self, engine: conversation.Engine, now: Callable[[], conversation.Engine] | None = None) -> None:
        with sparing.gradio():
            import gradio as gr

        self.gr = gr
        self.engine = engine
        self.now = now or (lambda: engine)
        articles = engine.documents
        title = f"{articles[0].title} · {render.PRODUCT}" if len(articles) == 1 else render.PRODUCT
        self.blocks: gr.Blocks = gr.Blocks(title=title, analytics_enabled=False, fill_width=True)
        with self.blocks:
            self.turns = gr.State([])
            with gr.Row(elem_id="top"):
                self.masthead = gr.HTML(render.masthead(articles), apply_default_css=False)
                self.restart = gr.Button("Start over", elem_id="restart", size="sm", visible=False)
            with gr.Row(elem_id="desk"):
                with gr.Column(elem_id="talk"):
                    self._conversation()
                    self._composer()
                with gr.Column(elem_id="side"):
                    self._panel()
            # Never shown: what the browser hands over with a question or a link, and what its Stop button presses.
            self.handed = gr.Textbox(visible=False)
            self.stop = gr.Button("Stop", elem_id="stop")
            self._wire()
        self.blocks.queue(api_open=False)._queue.sleep_when_free = _QUEUE

    def _conversation(self) -> None:
        self.log = self.gr.Chatbot(
            elem_id="chat", label="Conversation", show_label=False, layout="panel", height="auto", buttons=[],
            autoscroll=False, latex_delimiters=[], placeholder=render.welcome(self.engine.documents),
        )  # fmt: skip

    def _composer(self) -> None:
        gr = self.gr
        with gr.Row(elem_id="suggestions"):
            starters = conversation.starters(self.engine)
            self.choices = [gr.Button(**_choice(starters, i), size="sm") for i in range(conversation.SUGGESTIONS)]
        with gr.Column(elem_id="composer"):
            self.box = gr.Textbox(
                elem_id="box",
                label="Your question",
                show_label=False,
                placeholder="Ask a question",
                submit_btn="Ask",
                lines=1,
                max_lines=6,
            )
            self.hint = gr.HTML(render.hint(""), elem_id="hint", apply_default_css=False)
            self.scope = gr.HTML(render_side.scope(self.engine.documents), elem_id="scope", apply_default_css=False)

    def _panel(self) -> None:
        gr = self.gr

        def opened(place: object) -> str:
            return conversation.opened(self.now(), place)

        gr.HTML(render_side.tabs(), elem_id="tabs", apply_default_css=False)
        self.panel = gr.HTML(
            conversation.beside(self.engine),
            elem_id="passage",
            apply_default_css=False,
            js_on_load=page_events.script(),
            server_functions=[opened],
        )
        self.ledger = gr.HTML(render_side.ledger(self.engine.documents), elem_id="ledger", apply_default_css=False)

    def _wire(self) -> None:
        outputs = [self.log, self.panel, self.hint, self.restart, *self.choices]
        # Past Gradio's queue, each event is one request with its response: the queue's stream, closing when an answer
        # is done, loses another that begins just then. A question while another is under way is asked, not dropped.
        direct: dict[str, Any] = {
            "queue": False, "show_progress": "hidden", "api_visibility": "private", "trigger_mode": "multiple"
        }  # fmt: skip
        taken = [self.turns, self.handed]
        asked = [self.box.submit(self._take, [self.box, *taken], outputs, js=page_events.TAKE, **direct)]
        for choice in self.choices:
            asked.append(choice.click(self._take, [choice, *taken], outputs, js=page_events.CHOOSE, **direct))
        for event in asked:
            event.then(self._answer, self.turns, outputs, **direct)
        self.stop.click(self._stop, self.turns, outputs, **direct)
        made = [*outputs, self.masthead, self.scope, self.ledger]
        self.blocks.load(self._arrive, [self.handed, self.turns], made, js=page_events.LINKED, **direct)
        self.restart.click(self._start_over, self.turns, outputs, **direct)

    def _take(self, text: str, turns: list[conversation.Turn], scope: str = "") -> dict[Any, Any]:
        """Show the question at once; the answer is asked for by the next event."""
        if sentence := conversation.refusal(text):
            return {self.hint: render.hint(sentence)}
        document = scope if scope in {one.id for one in self.now().documents} else None
        turns.append(conversation.begun(text, document))
        note = _FORGOTTEN if len(turns) > _TURNS else ""
        del turns[:-_TURNS]
        return {self.log: self._messages(turns), self.hint: render.hint(note)}

    def _answer(self, turns: list[conversation.Turn]) -> dict[Any, Any]:
        turn, history = conversation.next_turn(turns)
        if turn is None:  # the question was refused
            return {self.hint: self.gr.skip()}
        reply = conversation.reply(self.now(), turn.text, history, turn.document)
        if turn.stopped:
            return {self.hint: self.gr.skip()}
        turn.markup = reply.markup
        update = {self.log: self._messages(turns), self.restart: self.gr.Button(visible=bool(turns))}
        if turn not in turns:  # started over meanwhile
            return update
        update |= self._offer(reply.suggestions)
        if reply.passage is not None:
            update[self.panel] = reply.passage
        return update

    def _stop(self, turns: list[conversation.Turn]) -> dict[Any, Any]:
        """Show that nobody waits any more for the oldest answer under way; what comes of it is dropped."""
        for turn in turns:
            if turn.markup == render.pending():
                turn.stopped, turn.under_way, turn.markup = True, True, render.stopped()
                break
        return {self.log: self._messages(turns), self.restart: self.gr.Button(visible=bool(turns))}

    def _arrive(self, link: str, turns: list[conversation.Turn]) -> dict[Any, Any]:
        """Show the answer that a link leads to, or a conversation again; without one, the page is as it was made."""
        engine = self.now()
        update = self._fresh(engine)
        if not link:
            return update or {self.hint: self.gr.skip()}
        kept = link.removeprefix("kept:")
        again = conversation.replayed if kept == link else conversation.resumed
        found, passage = again(engine, kept)
        turns[:] = found
        update |= {self.log: self._messages(turns), self.restart: self.gr.Button(visible=bool(turns))}
        return update | ({self.panel: passage} if passage is not None else {})

    def _start_over(self, turns: list[conversation.Turn]) -> dict[Any, Any]:
        turns.clear()
        update = {self.log: [], self.hint: render.hint(""), self.restart: self.gr.Button(visible=False)}
        engine = self.now()
        return update | {self.panel: conversation.beside(engine)} | self._offer(conversation.starters(engine))

    def _fresh(self, engine: conversation.Engine) -> dict[Any, Any]:
        """Return what the page was made with, as it is now: nothing while the articles are those of then."""
        if engine is self.engine:
            return {}
        fresh = {
            self.masthead: render.masthead(engine.documents),
            self.scope: render_side.scope(engine.documents),
            self.ledger: render_side.ledger(engine.documents),
            self.panel: conversation.beside(engine),
        }
        return fresh | self._offer(conversation.starters(engine))

    def _offer(self, questions: Sequence[str]) -> dict[Any, Any]:
        return {choice: self.gr.Button(**_choice(questions, i)) for i, choice in enumerate(self.choices)}

    def _messages(self, turns: list[conversation.Turn]) -> list[dict[str, Any]]:
        """Return the conversation as components: as text it would be read as Markdown, images and all."""
        return [
            {"role": role, "content": self.gr.HTML(markup, apply_default_css=False, js_on_load=None)}
            for turn in turns
            if not turn.silent
            for role, markup in (("user", render.question(turn.text)), ("assistant", turn.markup))
        ]


def _choice(questions: Sequence[str], position: int) -> dict[str, Any]:
    """Return the settings of the button at the position; one without a question is not shown."""
    there = position < len(questions)
    return {"value": questions[position] if there else "", "visible": there}


if __name__ == "__main__":
    from assistant.cli import main

    main(["chat", *sys.argv[1:]])
