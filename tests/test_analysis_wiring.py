"""Opening a library: what a first use puts in, what is refused, and what heals."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from analysis import Assistant, Settings, open_assistant
from analysis.wiring import SAMPLES
from corpus.catalog import Catalog
from corpus.errors import LibraryError, LibraryMismatch, UsageError
from corpus.scope import EVERYTHING
from ingest.report import Status

ROOT = Path(__file__).parents[1]
CAUSES = ("借款", "租金", "工资", "货款", "违约金", "抚养费", "赔偿款")
QUERIES = ("归还第17号借款", "支付抚养费", "被告拖欠货款", "违约金应当支付", "原告李三十二")


def rows(count: int) -> list[dict[str, str]]:
    return [
        {
            "id": f"case-{n}",
            "text": f"原告李{n}诉称：被告王{n}拖欠{CAUSES[n % 7]}{n + 1}万元。\n"
            f"本院认为，第{n}号{CAUSES[n % 7]}应当支付。\n"
            f"判决如下：被告王{n}支付原告李{n}{CAUSES[n % 7]}{n + 1}万元。\n",
        }
        for n in range(count)
    ]


def write_rows(path: Path, count: int) -> Path:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows(count)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def settings(folder: Path) -> Settings:
    return Settings(library=folder, model="none", embedding_model=None)


@contextmanager
def opened(folder: Path, **options: object) -> Iterator[Assistant]:
    with open_assistant(settings(folder), **options) as assistant:  # type: ignore[arg-type]
        yield assistant


def rebuild(folder: Path) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    with opened(folder, rebuild=lambda done, total: told.append((done, total))):
        return told


def top10(assistant: Assistant) -> list[list[tuple[str, float]]]:
    return [
        [(hit.passage.id, round(hit.score, 5)) for hit in assistant.search(query).hits]
        for query in QUERIES
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of 20 judgments that nobody writes to."""
    folder = tmp_path_factory.mktemp("made")
    with opened(folder / "library") as assistant:
        reports = list(assistant.ingest([write_rows(folder / "rows.jsonl", 20)]))
    assert {report.status for report in reports} == {Status.ADDED}
    return folder / "library"


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    """A copy of one's own."""
    return Path(shutil.copytree(made, tmp_path / "library"))


# First use


def test_a_library_of_ones_own_starts_empty(tmp_path: Path) -> None:
    with opened(tmp_path / "library") as assistant:
        assert assistant.entries() == []
        assert assistant.search("奥特曼").hits == ()
    with opened(tmp_path / "library") as assistant:  # also the second time
        assert assistant.entries() == []


def test_the_default_library_receives_the_samples_once(tmp_path: Path) -> None:
    default = tmp_path / "library"
    for _ in range(2):
        with opened(default, default_library=default) as assistant:
            entries = assistant.entries()
            assert len(entries) == len(SAMPLES) > 0
            assert all(entry.is_digest for entry in entries)
            assert assistant.search("奥特曼").hits[0].digest


def test_a_first_use_that_was_interrupted_is_made_up_for(tmp_path: Path) -> None:
    default = tmp_path / "library"
    with opened(default):  # as far as the manifest, not as far as the samples
        pass
    with opened(default, default_library=default) as assistant:
        assert len(assistant.entries()) == len(SAMPLES)


# What is refused, and what heals


def test_other_means_are_refused_and_a_rebuild_heals(library: Path) -> None:
    with opened(library) as assistant:
        before = top10(assistant)
    assert all(before)
    manifest = library / "manifest.json"
    stored = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(stored | {"embedding_dimension": "7"}), "utf-8")
    with pytest.raises(LibraryMismatch, match=r"向量维数（文库：7.*pandu ingest --rebuild"):
        open_assistant(settings(library))
    judgments = [(done, 20) for done in range(1, 21)]
    assert rebuild(library) == [*judgments, (20, 20)]  # each of one passage
    with opened(library) as assistant:
        assert top10(assistant) == before
    assert json.loads(manifest.read_text("utf-8")) == stored


@pytest.mark.parametrize("content", ["[]", None])
def test_a_lost_manifest_heals(library: Path, content: str | None) -> None:
    manifest = library / "manifest.json"
    manifest.unlink()
    if content:
        manifest.write_text(content)
    with pytest.raises(LibraryError, match="pandu ingest --rebuild"):
        open_assistant(settings(library))
    rebuild(library)
    with opened(library) as assistant:
        assert len(assistant.entries()) == 20


@pytest.mark.parametrize("part", ["", "vectors"])
def test_a_lost_index_is_noticed_and_heals(library: Path, part: str) -> None:
    lost = library / "indexes" / "g1" / part
    lost.rename(library / "elsewhere")
    with pytest.raises(LibraryError, match=r"索引不完整.*pandu ingest --rebuild.*没有丢失"):
        open_assistant(settings(library))
    rebuild(library)
    with opened(library) as assistant:
        assert all(top10(assistant))
        assert assistant.counts() == {"passages": 60, "judgments": 20, "vectors": 60}


def test_a_damaged_index_is_noticed_and_heals(library: Path) -> None:
    (library / "indexes" / "g1" / "vectors" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(LibraryError, match="pandu ingest --rebuild"):
        open_assistant(settings(library))
    rebuild(library)
    with opened(library) as assistant:
        assert all(top10(assistant))


def test_tables_of_another_version_are_refused_before_a_rebuild_touches_them(library: Path) -> None:
    catalog = Catalog(f"sqlite:///{library / 'catalog.sqlite'}")
    catalog.set_note("schema", "0")
    catalog.close()
    with pytest.raises(LibraryMismatch, match="重新导入"):
        rebuild(library)


# Same input, same library


def test_two_libraries_of_one_input_are_alike(made: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "other") as other:
        list(other.ingest([write_rows(tmp_path / "rows.jsonl", 20)]))
        with opened(made) as assistant:
            assert [e.judgment_id for e in other.entries()] == [
                e.judgment_id for e in assistant.entries()
            ]
            assert top10(other) == top10(assistant)


# Writers in turn


INGEST = """
import sys
from pathlib import Path
from analysis import Settings, open_assistant
with open_assistant(Settings(library=Path(sys.argv[1]), model="none")) as assistant:
    for report in assistant.ingest([Path(sys.argv[2])]):
        print(report.source_id, report.status.value, flush=True)
"""


def ingest_elsewhere(library: Path, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", INGEST, str(library), str(path)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE,
    )  # fmt: skip


def test_a_writer_does_not_overwrite_what_another_process_wrote(
    library: Path, tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text("原告赵一诉称：被告侵害商标权。\n", encoding="utf-8")
    (texts / "two.txt").write_text("原告钱二诉称：被告侵害专利权。\n", encoding="utf-8")
    with opened(library) as long_lived:
        before = long_lived.counts()["vectors"]
        with ingest_elsewhere(library, texts / "one.txt") as other:
            assert other.wait() == 0
        list(long_lived.ingest([texts / "two.txt"]))
        assert long_lived.counts()["vectors"] == before + 2
        for words, name in (("侵害商标权", "one.txt"), ("侵害专利权", "two.txt")):
            assert long_lived.search(words).hits[0].source_id == name
    with opened(library) as again:
        assert again.counts()["vectors"] == before + 2
        ids = again.scope(["one.txt", "two.txt"])
        assert {hit.source_id for hit in again.search("侵害", scope=ids).hits} == {
            "one.txt",
            "two.txt",
        }


def test_a_run_that_is_killed_loses_nothing_it_reported(tmp_path: Path) -> None:
    path, library = write_rows(tmp_path / "rows.jsonl", 200), tmp_path / "library"
    reported: list[str] = []
    with ingest_elsewhere(library, path) as process:
        assert process.stdout
        for line in process.stdout:
            reported.append(line.split()[0])
            if len(reported) == 20:  # amid the second batch's reports, the third under way
                process.kill()
                break
        reported += [line.split()[0] for line in process.stdout if line.endswith("\n")]
    assert 20 <= len(reported) < 200

    with opened(library) as assistant:
        named = {name for entry in assistant.entries() for name in entry.source_ids}
        assert set(reported) <= named
        for name in reported[:: max(1, len(reported) // 10)]:
            scope = assistant.scope([name])
            assert len(assistant.search("被告支付", scope=scope).hits) == 3, name
        in_sight = 3 * len(named)  # three passages each: nothing is half visible, nothing is left
        assert assistant.counts() == {
            "passages": in_sight,
            "judgments": len(named),
            "vectors": in_sight,
        }
        again = list(assistant.ingest([path]))
        assert [report.source_id for report in again] == [row["id"] for row in rows(200)]
        assert {r.source_id for r in again if r.status is Status.UNCHANGED} == named
        assert assistant.counts() == {"passages": 600, "judgments": 200, "vectors": 600}


# What can be asked of an open library


def test_scopes_and_names(made: Path) -> None:
    with opened(made) as assistant:
        assert assistant.scope() == EVERYTHING
        by_source = assistant.scope(["case-3", "case-5"])
        assert by_source.judgment_ids and len(by_source.judgment_ids) == 2
        assert assistant.scope([*by_source.judgment_ids]) == by_source  # by id, the same
        judgment = assistant.read("case-3")
        assert judgment.id == by_source.judgment_ids[0]
        assert assistant.entry(judgment.id).source_ids == ("case-3",)
        for wrong in ([""], ["case-99"], ["case-3", "case-99"]):
            with pytest.raises(UsageError, match="文库里没有"):
                assistant.scope(wrong)


def test_a_name_of_several_judgments_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    same = [row | {"id": "same"} for row in rows(2)]
    path.write_text("\n".join(map(json.dumps, same)), encoding="utf-8")
    with opened(tmp_path / "library") as assistant:
        list(assistant.ingest([path]))
        scope = assistant.scope(["same"])
        assert scope.judgment_ids and len(scope.judgment_ids) == 2
        with pytest.raises(UsageError, match=scope.judgment_ids[1]):
            assistant.read("same")


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_an_empty_question_is_refused(made: Path, blank: str) -> None:
    with opened(made) as assistant:
        calls: Sequence[object] = (assistant.ask, assistant.search, assistant.ask_events)
        for call in calls:
            with pytest.raises(UsageError, match="问题是空的"):
                call(blank)  # type: ignore[operator]
