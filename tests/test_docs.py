"""The documents tell the truth: every command they show runs, every target, file and link exists."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import cli, settings
from assistant.evals import measures, retrieval
from assistant.evals.rows import read_rows

ROOT = Path(__file__).parents[1]
NAMED = ("README", "CONTRIBUTING", "CHANGELOG", "SECURITY")
PAGES = [*(ROOT / f"{name}.md" for name in NAMED), *sorted((ROOT / "docs").glob("*.md"))]
EVALS = ROOT / "docs" / "evals.md"
ASKED = ("ferries-001", "ferries-004", "ferries-005", "ferries-008", "ferries-009")  # the last must be refused
PRODUCT = "article-assistant"


def fences(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def inline(page: Path) -> set[str]:
    """Code in running text, each on one line."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {" ".join(code.split()) for code in re.findall(r"`([^`]+)`", text)}


def shown(block: str) -> list[tuple[str, list[str]]]:
    """Split a console block into commands, each with the lines of output shown below it."""
    commands: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        elif commands and line.strip():
            commands[-1][1].append(line)
    return commands


CONSOLE = [command for page in PAGES for block in fences(page, "console") for command in shown(block)]
OURS = [command for command in CONSOLE if command[0].startswith(PRODUCT)]


# Commands in running text and tables: `article-assistant figures --conflicts`, `python benchmarks/linear.py`.
INLINE = sorted({code for page in PAGES for code in inline(page)})


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all commands, indexed once, so that each does not index again."""
    folder = tmp_path_factory.mktemp("docs") / "articles"
    folder.mkdir()
    shutil.copy(ROOT / "tests" / "evals" / "quiet-ferries.md", folder)
    data = ["--documents", str(folder), "--data", str(folder.parent / "data")]
    assert cli.run(["index", *data]) == 0
    assert cli.run(["archive", "--at", str(folder.parent / "collections"), *data]) == 0
    return folder


@pytest.fixture
def desk(tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the README assumes it: `articles/` with an article, questions, floors and an earlier report."""
    (tmp_path / "articles").symlink_to(articles, target_is_directory=True)
    lines = (ROOT / "tests" / "evals" / "quiet-ferries.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = [line for line in lines if json.loads(line)["id"] in ASKED]
    (tmp_path / "questions.jsonl").write_text("\n".join(chosen), encoding="utf-8")
    (tmp_path / "floors.toml").write_text("\n".join(fences(EVALS, "toml")), encoding="utf-8")
    row = json.loads(chosen[0])
    last = {"id": row["id"], "question": row["question"], "history": [], "scores": {"ALL": [1.0, 1.0]}}
    (tmp_path / "last.json").write_text(json.dumps({"format": 1, "set": "questions", "rows": [last]}), encoding="utf-8")
    monkeypatch.setenv("ARTICLE_ASSISTANT_DATA", str(articles.parent / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("command", "output"), OURS, ids=[command for command, _ in OURS])
def test_a_shown_command_runs_and_prints_what_is_shown(
    command: str, output: list[str], desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(command)[1:]
    # Serving is tested with a browser and a client, a collection on a server in tests/index/stores; here the options.
    if words[0] in ("chat", "mcp") or "--demo" in words or any("://127.0.0.1:19530" in word for word in words):
        words.append("--help")
    status = cli.run(words)
    written = capsys.readouterr()
    assert status == 0, written.err
    printed = written.out.splitlines()
    for line in output:
        if line.strip() == "...":
            continue
        assert line in printed, f"{command!r} no longer prints {line!r}, but:\n{written.out}"
        printed = printed[printed.index(line) + 1 :]


@pytest.mark.parametrize("command", [code for code in INLINE if re.match(rf"{PRODUCT} [a-z]+( |$)", code)])
def test_a_command_in_running_text_has_the_options_it_is_given(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*shlex.split(command)[1:], "--help"]) == 0, capsys.readouterr().err


@pytest.mark.parametrize("command", [code for code in INLINE if code.startswith("python ")])
def test_a_script_in_running_text_exists(command: str) -> None:
    script = shlex.split(command)[1]
    assert (ROOT / script).is_file(), script


@pytest.mark.parametrize(
    "command",
    [step for page in PAGES for block in fences(page, "yaml") for step in re.findall(rf"- run: ({PRODUCT} .*)", block)],
)
def test_a_step_of_a_workflow_runs(command: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(shlex.split(command)[1:]) == 0, capsys.readouterr().err
    assert (desk / "report" / "report.html").exists()


@pytest.mark.timeout(300)  # a Python of its own, which loads the sentence model anew
def test_shown_tests_run(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The floors hold; of the marked tests as many pass as questions are answered rightly."""
    pages = [(page.stem.lower(), block) for page in PAGES for block in fences(page, "python")]
    for name, block in pages:
        (desk / f"test_{name}.py").write_text(block, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    command = [sys.executable, "-m", "pytest", "-p", "assistant.evals.plugin", "-q", "-rA"]
    done = subprocess.run(command, cwd=desk, capture_output=True, text=True)
    for name, _ in pages:
        assert f"PASSED test_{name}.py::test_floors" in done.stdout, done.stdout
        passed = done.stdout.count(f"PASSED test_{name}.py::test_question[")
        assert passed >= 3, done.stdout


def test_the_examples_of_questions_are_read(tmp_path: Path) -> None:
    blocks = [block for page in PAGES for block in fences(page, "json") if "mcpServers" not in block]
    examples = [line for block in blocks for line in block.splitlines()]
    for number, line in enumerate(examples):
        (tmp_path / f"{number}.jsonl").write_text(line, encoding="utf-8")
        assert read_rows(tmp_path / f"{number}.jsonl").rows, line
    assert examples


def test_the_settings_for_a_client_start_a_command_that_exists(capsys: pytest.CaptureFixture[str]) -> None:
    (settings_,) = (block for page in PAGES for block in fences(page, "json") if "mcpServers" in block)
    for started in json.loads(settings_)["mcpServers"].values():
        assert started["command"] == PRODUCT
        assert cli.run([*started["args"], "--help"]) == 0


def test_the_measures_of_the_documents_are_those_that_are_made() -> None:
    told = inline(EVALS)
    assert set(measures.ORDER) | {measures.CALIBRATION} <= told
    assert set(retrieval.SENTENCES) | set(retrieval.COLLECTION) <= told


def test_the_documents_show_every_command() -> None:
    shown_commands = {shlex.split(command)[1] for command, _ in OURS}
    assert {"index", "ask", "figures", "questions", "eval", "chat", "widget"} <= shown_commands
    assert "article-assistant mcp" in INLINE


def test_other_commands_have_a_form_that_works() -> None:
    targets = make_targets()
    for command, _ in CONSOLE:
        words = shlex.split(command)
        if words[0] == PRODUCT:
            continue
        if words[0] == "make":
            assert words[1] in targets, command
            planned = subprocess.run([*words, "--dry-run"], cwd=ROOT, capture_output=True, text=True)
            assert planned.returncode == 0, planned.stderr
        elif words[0] == "milvus-lite":
            started = subprocess.run(
                [Path(sys.executable).with_name(words[0]), *words[1:], "--help"], capture_output=True
            )
            assert started.returncode == 0, started.stderr
        elif words[0] == "git":
            assert command == "git clone <this repository> article-assistant", command
        elif words[0] == "cd":
            assert words == ["cd", "article-assistant"], command
        else:
            pytest.fail(f"{command!r} is shown but nothing here tests it")


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_targets_files_and_links_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"`make\s([a-z-]+)", text)) <= make_targets()
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        assert link.startswith("https://") or (page.parent / link).exists(), f"{page.name} links to {link}"
    for path in re.findall(r"`((?:assistant|documents|index|tests|benchmarks|docs)/[\w./-]+)`", text):
        assert "NAME" in path or (ROOT / path).exists(), f"{page.name} names {path}"


def test_the_table_of_terms_names_real_classes() -> None:
    types = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "documents/types.py", ROOT / "documents/figures/types.py", ROOT / "index/types.py")
    ]
    types.append((ROOT / "assistant/types.py").read_text(encoding="utf-8"))
    terms = re.findall(r"^\| `([A-Z]\w+)` \| `(\w+)` \|", PAGES[1].read_text(encoding="utf-8"), re.MULTILINE)
    assert terms
    for term, variable in terms:
        assert any(re.search(rf"class {term}[:(]", text) for text in types), term
        assert variable == term.lower()


def test_every_command_of_the_makefile_exists() -> None:
    """The recipes call our own commands and files by their real names."""
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"@exec $(BIN)/{PRODUCT} chat" in recipes, (
        "a shell of its own would leave the server behind when it is ended"
    )
    assert set(re.findall(rf"/{PRODUCT} ([a-z]+)", recipes)) <= {"index", "chat"}
    for script in re.findall(r"/python ((?:tests|benchmarks)/\S+)", recipes):
        assert (ROOT / script).exists(), script
    assert {"chat", "test", "check", "evals", "lint", "setup", "clean"} <= make_targets()


def test_ci_runs_what_a_contributor_runs() -> None:
    lines = re.findall(
        r"^(?:make|together) ([\w -]+)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE
    )
    steps = " ".join(lines).split()
    check = re.search(r"^check: ([\w -]+?)\s+##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert check is not None
    assert sorted(steps) == sorted(check[1].split())


def test_the_shipped_articles_are_there() -> None:
    assert list(settings.shipped_documents().glob("*.md"))
