"""Imports point one way, and each large library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAYERS = ("documents", "index", "assistant", "ui")

WEB = ("ui.py", "assistant/server.py", "assistant/serving/", "assistant/api/", "assistant/mcp/", "assistant/widget/")
# Where a library may be imported: everything else goes through these files, so that it can be replaced there.
DOORS = {
    "faiss": ("index/stores/",),
    "pymilvus": ("index/stores/milvus_store.py",),
    "ray": ("index/shards/on_ray.py",),
    "sentence_transformers": ("index/embedders/",),
    "torch": ("index/embedders/",),
    "onnx": ("index/embedders/",),
    "onnxruntime": ("index/embedders/", "index/crossencoder/"),
    "tokenizers": ("index/embedders/", "index/crossencoder/"),
    "tantivy": ("index/lexical",),
    "pypdf": ("documents/readers/",),
    "selectolax": ("documents/readers/",),
    "trafilatura": ("documents/readers/",),
    "lxml": ("documents/readers/",),
    "markdown_it": ("documents/readers/",),
    "sentencex": ("documents/sentences.py",),
    "gradio": ("ui.py",),
    "fastapi": WEB,
    "starlette": WEB,
    "mcp": ("assistant/mcp/",),
    "uvicorn": ("ui.py", "assistant/server.py", "assistant/serving/protocol.py"),
    "typer": ("assistant/cli.py", "assistant/commands/"),
    "rich": ("assistant/commands/",),
    "ir_measures": ("assistant/evals/retrieval.py",),
    "scipy": ("assistant/evals/compare.py",),
    "pytest": ("assistant/evals/plugin.py",),
}
OPENS_THE_PAGE = "assistant/commands/chat.py"  # nothing else of the assistant may know of the page
# The page knows answers and how they are shown; the one door to the stages below is the pipeline.
UI_KNOWS = (
    "api", "cli", "commands", "conversation", "mcp", "page_events", "pipeline", "render", "render_side", "server",
    "serving", "settings", "types",
)  # fmt: skip


def sources() -> Iterator[Path]:
    for layer in LAYERS:
        yield from sorted((ROOT / layer).rglob("*.py"))
    yield ROOT / "ui.py"


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """Every imported name as parts: `from index.types import Hit` gives ("index", "types", "Hit")."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively; name the package"
            yield from ((*(node.module or "").split("."), alias.name) for alias in node.names)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_point_down() -> None:
    wrong = {}
    for path in sources():
        own = LAYERS.index(path.relative_to(ROOT).parts[0].removesuffix(".py"))
        upward = {found[0] for found in imports(path) if found[0] in LAYERS and LAYERS.index(found[0]) > own}
        if name(path) == OPENS_THE_PAGE:
            upward.discard("ui")
        if upward:
            wrong[name(path)] = upward
    assert not wrong, "documents < index < assistant < ui"


def test_libraries_have_one_door() -> None:
    wrong = {}
    for path in sources():
        used = {found[0] for found in imports(path) if found[0] in DOORS}
        if misplaced := {library for library in used if not name(path).startswith(DOORS[library])}:
            wrong[name(path)] = misplaced
    assert not wrong, f"import these only in {DOORS}"


def test_the_page_knows_nothing_below_the_answer() -> None:
    own = [found for found in imports(ROOT / "ui.py") if found[0] in LAYERS]
    assert [found for found in own if found[0] != "assistant" or found[1] not in UI_KNOWS] == []


def test_the_pipeline_does_not_know_its_users() -> None:
    """The command line, the server and the page come and go; the stages of an answer must not notice."""
    users = (
        "api", "cli", "commands", "conversation", "evals", "journal", "mcp", "render", "server", "serving", "widget",
    )  # fmt: skip
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        parts = path.relative_to(ROOT / "assistant").with_suffix("").parts
        if parts[0] in (*users, "__main__"):
            continue
        known = {found[1] for found in imports(path) if found[0] == "assistant" and len(found) > 1}
        assert known.isdisjoint(users), f"{'/'.join(parts)} imports {known & set(users)}"


def test_training_is_known_to_nobody_and_not_the_users_of_the_stages() -> None:
    """What makes the model is not installed: nothing that ships may need it, and it may need only what ships."""
    assert not [name(path) for path in sources() if any(found[0] == "training" for found in imports(path))]
    known = {found[0] for path in sorted((ROOT / "training").rglob("*.py")) for found in imports(path)}
    assert "index" in known
    assert known.isdisjoint({"ui", "tests", "benchmarks"})
