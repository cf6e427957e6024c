"""The four tools as an MCP server; `attached` serves it at a path of the chat's server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated, Any, TypeVar

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import Field, ValidationError

from assistant.api.models import AnswerOut
from assistant.api.service import Service
from assistant.mcp.calculating import WAYS
from assistant.mcp.models import CalculationOut, FiguresOut, QuoteOut
from assistant.mcp.toolbox import Toolbox, ToolProblem
from documents.errors import DocumentError
from index.errors import IndexProblem

_INSTRUCTIONS = """Answers, figures and quotes from newsletter articles. Every number is a verbatim quote or a shown
calculation over quotes. Say no number that no tool returned: to compare or combine figures, find them with find_figures
and pass their ids to calculate, whose caveats and refusals belong in what you say. Cite with the quotes returned."""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_T = TypeVar("_T")

# Told to the client as a choice and checked by us, whose refusal is a sentence.
Operation = Annotated[str, Field(json_schema_extra={"enum": list(WAYS)})]
Optional = str | None


class _Server(MCPServer):
    """What goes wrong reaches the caller as our sentence alone."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, ValidationError):
                first = cause.errors(include_url=False)[0]
                raise ToolError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}.") from None
            if isinstance(cause, ToolError):
                raise ToolError(str(cause)) from None
            raise


def server(opened: Callable[[], Service]) -> MCPServer:
    """Return the server over a service, which is asked for with each call."""
    kept: list[Toolbox] = []

    def tools() -> Toolbox:
        """Return the tools over the service of now: each call is answered by one."""
        try:
            service = opened()
        except (DocumentError, IndexProblem):
            return Toolbox(opened)  # which tells the caller
        if not kept or kept[-1].service is not service:
            kept[:] = [Toolbox(lambda: service)]
        return kept[-1]

    # Its constructor sets up logging for the whole process where nobody has; a handler of ours keeps it from doing so.
    root = logging.getLogger()
    quiet = logging.NullHandler()
    root.addHandler(quiet)
    made = _Server(
        "article-assistant", version=version("article-assistant"), instructions=_INSTRUCTIONS, log_level="WARNING"
    )
    root.removeHandler(quiet)

    @made.tool(annotations=_READS)
    def ask(
        question: Annotated[str, Field(description="At most 2,000 characters")],
        document: Annotated[Optional, Field(description="Id of the one article to ask; none asks all")] = None,
        history: Annotated[list[str], Field(description="Earlier questions, oldest first")] = [],  # noqa: B006
    ) -> AnswerOut:
        """Answer a question from the articles, with numbered verbatim citations and, where it calculates, the working.

        Status "not_found" says that the articles do not tell; do not fill the gap from elsewhere.
        """
        return _sentence(lambda: tools().ask(question, document, history))

    @made.tool(annotations=_READS)
    def find_figures(
        subject: Annotated[Optional, Field(description="Whose: part of the name")] = None,
        metric: Annotated[Optional, Field(description="Part of the metric or kind: revenue")] = None,
        kind: Annotated[Optional, Field(description="The whole kind: price, orders, margin")] = None,
        unit: Annotated[Optional, Field(description="A unit or dimension: weeks, money")] = None,
        period: Annotated[Optional, Field(description='2024, "Q1 2025"')] = None,
        text: Annotated[Optional, Field(description="Part of the sentence")] = None,
        document: Annotated[Optional, Field(description="Id of one article")] = None,
        limit: Annotated[int, Field(description="1 to 200")] = 50,
    ) -> FiguresOut:
        """List figures that the articles state, each with whose, what, when, its sentence and an id for `calculate`.

        Filters combine; without any, all figures come in the order of the articles.
        """
        return _sentence(lambda: tools().find_figures(subject, metric, kind, unit, period, text, document, limit))

    @made.tool(annotations=_READS)
    def calculate(
        operation: Operation,
        figures: Annotated[list[str], Field(description="Ids of find_figures; their order counts")],
        unit: Annotated[Optional, Field(description="For convert and rate: weeks, km, hour")] = None,
    ) -> CalculationOut:
        """Calculate over figures of the articles, never over typed numbers; exact, with ranges and bounds kept.

        difference, ratio: first against second. percent_change: from first to second. share: first of second. sum,
        average, minimum, maximum, rank: two or more. midpoint, range_width: of one range. annualise, rate (per unit of
        time), convert: of one figure. Status "refused" says why these figures do not go together.
        """
        return _sentence(lambda: tools().calculate(operation, figures, unit))

    @made.tool(annotations=_READS)
    def cite(
        document: Annotated[str, Field(description="Id of the article")],
        start: Annotated[int, Field(description="Character offset, of a figure or a citation")],
        end: int,
    ) -> QuoteOut:
        """Return the whole sentence at a place of an article, verbatim, with its heading path and page."""
        return _sentence(lambda: tools().cite(document, start, end))

    return made


def _sentence(run: Callable[[], _T]) -> _T:
    try:
        return run()
    except ToolProblem as problem:
        raise ToolError(str(problem)) from problem
