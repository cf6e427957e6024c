"""`make bench` measures whom it names, by their own means, and tells a miss as a miss.

What anything takes is no matter of these tests: the figures of a run stand in benchmarks/results.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

import pytest

from benchmarks.measures import answering, corpora, indexing, readers, report, starting, steps
from benchmarks.measures.corpora import Asked, Corpus
from benchmarks.measures.report import About
from benchmarks.measures.sessions import PROGRAM, Failed, Side, lines, ours, peer, session
from benchmarks.measures.types import Curve, Figure, Part, number
from benchmarks.peers import PEERS, environments
from benchmarks.start import Cost
from benchmarks.throughput import Rate

FOLDER = PROGRAM.parent
FERRIES = corpora.SETS / "quiet-ferries.md"
ABOUT = About(
    "2026-11-01", 9.0, "make bench", "2 processors", {"numpy": "2"}, {"txtai": {"txtai": "9.14.0"}},
    {"haystack": "not installed: pip ended with 1"}, 0.2,
)  # fmt: skip


def test_the_peers_are_those_that_are_named_to_readers() -> None:
    page = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {peer.title for peer in PEERS.values()} == {"LangChain", "LlamaIndex", "Haystack", "txtai"}
    assert all(peer.title in page for peer in PEERS.values())


def test_every_peer_has_its_file_and_every_file_its_line() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} == {*PEERS, "__init__", "environments", "program"}


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_is_of_one_form_and_runs_without_this_program(name: str) -> None:
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    functions = {
        node.name: [arg.arg for arg in node.args.args] for node in tree.body if isinstance(node, ast.FunctionDef)
    }
    assert functions["indexer"] == ["model"]
    assert functions["opened"] == ["model", "folder"]
    modules = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not {module.partition(".")[0] for module in modules} & {"assistant", "benchmarks", "documents", "index"}


def test_all_peers_are_given_by_version_and_read_by_one_encoder() -> None:
    pinned = [requirement for peer in PEERS.values() for requirement in peer.requirements]
    assert all(re.fullmatch(r"[A-Za-z0-9-]+==[0-9.]+", requirement) for requirement in pinned)
    for library in ("sentence-transformers", "faiss-cpu"):
        assert len({requirement for requirement in pinned if requirement.startswith(f"{library}==")}) == 1


def test_what_cannot_be_installed_says_why() -> None:
    failing = "import sys; sys.exit('ERROR: there is no such version')"
    with pytest.raises(environments.NotInstalled, match="ended with 1: ERROR: there is no such version"):
        environments._run([sys.executable, "-c", failing])


def test_a_process_that_ends_early_says_why(tmp_path: Path) -> None:
    absent = peer("txtai", "txtai", Path(sys.executable), tmp_path)  # this Python has none
    with pytest.raises(Failed, match="No module named 'txtai'"), session(absent) as answers:
        answers.open(tmp_path)
    with pytest.raises(Failed, match=r"ended with 1: .*No module named 'txtai'"):
        lines([*absent.index, str(tmp_path), str(tmp_path)])


def test_the_program_of_the_peers_says_their_versions() -> None:
    said = lines([sys.executable, "-P", str(PROGRAM), "txtai", "versions", "numpy"])
    assert said == [{"numpy": report.version("numpy")}]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """Three small libraries, one in the other, all of one article's text."""
    folder = tmp_path_factory.mktemp("bench")
    title, *paragraphs = FERRIES.read_text(encoding="utf-8").split("\n\n")
    texts = [(f"part-{at}", f"{title}\n\n{paragraph}") for at, paragraph in enumerate(paragraphs[:4])]
    sizes = {"article": 1.0, "half": 0.5, "whole": 1.0}
    return {name: corpora.library(folder / name, texts, share) for name, share in sizes.items()}


def test_a_share_of_a_library_is_its_first_texts(library: dict[str, Corpus]) -> None:
    half, whole = (sorted(path.name for path in library[name].texts.iterdir()) for name in ("half", "whole"))
    assert half == whole[: len(half)]
    assert library["half"].words >= 0.5 * library["whole"].words


@pytest.mark.usefixtures("exported_model")
def test_this_program_is_measured_by_real_processes(library: dict[str, Corpus], tmp_path: Path) -> None:
    mine = ours()
    indexed, failed = indexing.measure([mine], library, mine.index[:-1])
    assert not failed
    by_name = {figure.what: figure for figure in indexed.figures}
    changed = by_name["one article changed: texts embedded that are not new in it"]
    assert changed.verdict == "met"
    assert re.match(r"[1-9]\d* embedded, [1-9]", changed.note)
    assert by_name["indexing: chunks a second against the fastest peer"].note == "no peer was measured"
    asked = [Asked("How many crossings are there?", "part-1"), Asked("Who runs it?", "part-2")]
    answered, failed = answering.measure(
        [mine, ours("retrieve")], library, [one.question for one in asked], asked, rounds=1
    )
    assert not failed
    assert [row[0] for row in answered.tables[0].rows] == [mine.title, ours("retrieve").title]
    assert {curve.of for curve in answered.curves} == {"words of the library", "words of the question"}
    report.write(tmp_path, ABOUT, [indexed, answered])
    figures = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["figures"]
    assert all(figure["verdict"] in ("met", "MISSED", "not measured") for figure in figures)
    assert len(figures) >= 12


def test_reading_prose_is_a_step_and_a_curve() -> None:
    said = [
        {"what": "open the index", "seconds": 0.05, "cpu": 0.05, "characters": 0},
        {"what": "read 1,000 characters", "seconds": 0.1, "cpu": 0.1, "characters": 1_000},
        {"what": "read 2,000 characters", "seconds": 0.3, "cpu": 0.2, "characters": 2_000},
    ]
    part = steps.found(said)
    assert [row[1] for row in part.tables[0].rows] == ["50", "100", "300"]
    assert part.curves[0].excess == pytest.approx(1.0)


def measured() -> list[Part]:
    """Parts as a run finds them, from given costs: the peers are slow here, but for the one."""
    costs = {
        starting._COLD: Cost(1.0, 1.0, 200.0), starting._YARDSTICK: Cost(8.0, 8.0, 500.0),
        starting._PAGE: Cost(5.0, 5.0, 300.0), starting._SERVER: Cost(6.0, 6.0, 460.0),
        "LangChain": Cost(9.0, 0.0, 600.0), "txtai": Cost(6.0, 0.0, 550.0),
    }  # fmt: skip
    rates = [
        Rate(60.0, 0.016, 0.03, (0.001, 0.005, 0.0), 500.0, 0.1),
        Rate(240.0, 0.04, 0.09, (0.0, 0.0, 0.0), 510.0, 0.1),
    ]
    return [starting.found(costs, ["LangChain", "txtai"]), readers.found((1, 8), rates)]


def test_a_report_tells_a_miss_as_a_miss(tmp_path: Path) -> None:
    report.write(tmp_path, ABOUT, measured())
    page = (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert "| cold `ask` against the fastest peer's cold first answer | 0.17 x | at most 0.20 x | met | 1 s |" in page
    assert "| 0.62 x | at most 0.50 x | MISSED | 5 s |" in page
    assert "| memory of the server with the article | 460 MB | at most 450 MB | MISSED |" in page
    assert "| answers a second from one pool of two processes | 240 | at least 100 | met |" in page
    assert "not installed: pip ended with 1" in page
    whole = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    verdicts = {figure["what"]: figure["verdict"] for figure in whole["figures"]}
    assert verdicts["memory of the server with the article"] == "MISSED"
    assert verdicts["wait of a reader: growth against that of the readers"] == "met"
    assert whole["peers"] == {"txtai": {"txtai": "9.14.0"}}


def test_without_a_peer_nothing_is_said_of_it() -> None:
    costs = {
        name: Cost(1.0, 1.0, 1.0) for name in (starting._COLD, starting._YARDSTICK, starting._PAGE, starting._SERVER)
    }
    figure = starting.found(costs, []).figures[0]
    assert (figure.value, figure.verdict, figure.note) == (None, "not measured", "no peer was measured")
    assert "not measured" in report.line(figure)


@pytest.mark.parametrize(
    ("work", "cost", "excess"),
    [
        ((1, 2, 4), (3, 6, 12), 1.0),
        ((1, 2, 4), (3, 3, 3), 0.5),
        ((1, 2, 4), (1, 4, 16), 4.0),
        ((1, 2, 4), (4, 4, 12), 1.5),  # flat, then faster than the work: the whole would hide it
    ],
)
def test_growth_is_that_between_the_two_worst_points(
    work: tuple[float, ...], cost: tuple[float, ...], excess: float
) -> None:
    curve = Curve("answers", work, cost, "words", "ms")
    assert curve.excess == pytest.approx(excess)
    assert (curve.figure().verdict == "met") == (excess <= 1.1)


@pytest.mark.parametrize(
    ("figure", "target", "verdict"),
    [
        (Figure("a", 4.0, "x", 4.0, at_least=True), "at least 4 x", "met"),
        (Figure("a", 3.99, "x", 4.0, at_least=True), "at least 4 x", "MISSED"),
        (Figure("a", 15.1, "ms", 15.0), "at most 15 ms", "MISSED"),
        (Figure("a", 15.1, "ms"), "", ""),
    ],
)
def test_a_target_is_met_or_missed(figure: Figure, target: str, verdict: str) -> None:
    assert (figure.target, figure.verdict) == (target, verdict)


@pytest.mark.parametrize(
    ("value", "text"), [(0.0417, "0.042"), (0.5, "0.50"), (12.34, "12.3"), (1460.4, "1,460"), (4, "4")]
)
def test_a_number_has_the_digits_that_are_worth_reading(value: float, text: str) -> None:
    assert number(value) == text


def test_a_longer_question_has_the_words_it_is_to_have() -> None:
    longer = answering.lengthened(["How long is it?", "Who runs the mill, and since when?"], 8)
    assert len(set(longer)) > 1
    assert all(len(text.split()) == 8 for text in longer)


def test_a_side_is_held_to_one_thread_by_its_environment() -> None:
    side = Side("txtai", "txtai", ("index",), ("ask",))
    assert (side.on_one_thread.title, side.on_one_thread.environment) == ("txtai, one thread", {"OMP_NUM_THREADS": "1"})
