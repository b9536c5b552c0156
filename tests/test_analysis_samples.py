"""The bundled digests come in, stay out, go and come back; the user's own documents stay."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from analysis import Assistant, load_settings, open_assistant
from analysis.checkup import check_up, samples_in_words
from analysis.samples import SAMPLES, SamplesHeld, bundled, samples_held
from ingest.report import Status

ALL = len(SAMPLES)
OWN = "原告张三诉称：被告李四拖欠借款三万元。\n本院认为，李四应当归还借款。\n"


@contextmanager
def opened(folder: Path, *, default: bool = True, samples: bool = True) -> Iterator[Assistant]:
    settings = load_settings(library=folder, model="none", samples=samples)
    elsewhere = folder if default else folder / "elsewhere"
    with open_assistant(settings, default_library=elsewhere) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A default library after its first use, with one document of the user's."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "own.txt").write_text(OWN, encoding="utf-8")
    with opened(folder / "library") as assistant:
        list(assistant.ingest([folder / "own.txt"]))
    return folder / "library"


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "library"))


def held(assistant: Assistant) -> SamplesHeld:
    return samples_held(assistant.entries())


def test_they_go_for_good_and_come_back_when_asked_for(library: Path) -> None:
    with opened(library) as assistant:
        assert held(assistant) == SamplesHeld(ALL, 0)
        gone = assistant.remove_samples()
        assert len(gone) == ALL and all(entry.is_digest for entry in gone)
        assert [entry.source_ids for entry in assistant.entries()] == [("own.txt",)]
        assert not any(hit.digest for hit in assistant.search("奥特曼平台侵权").hits)
        assert assistant.search("归还借款").hits[0].source_id == "own.txt"
        assert assistant.remove_samples() == []  # nothing left
    with opened(library) as assistant:  # the next use does not bring them back
        assert [entry.source_ids for entry in assistant.entries()] == [("own.txt",)]
        counts = assistant.counts()
        assert counts["judgments"] == 1 and counts["vectors"] == counts["passages"] > 0
        assert {report.status for report in assistant.add_samples()} == {Status.ADDED}
        assert held(assistant) == SamplesHeld(ALL, 0)
        assert len(assistant.entries()) == ALL + 1
        assert {report.status for report in assistant.add_samples()} == {Status.UNCHANGED}


def test_the_setting_keeps_them_out_of_a_new_library_until_it_is_lifted(tmp_path: Path) -> None:
    for _ in range(2):
        with opened(tmp_path / "library", samples=False) as assistant:
            assert assistant.entries() == []
    with opened(tmp_path / "library") as assistant:
        assert held(assistant).current == ALL


def test_the_setting_hides_nothing_that_is_in(library: Path) -> None:
    with opened(library, samples=False) as assistant:
        assert held(assistant).current == ALL


@pytest.mark.parametrize("word", ["off", "0", "false", "no"])
def test_the_environment_switches_them_off(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("PANDU_SAMPLES", word)
    assert load_settings().samples is False


def older_version(folder: Path) -> list[Path]:
    """Two digests of an installation that lay elsewhere: one as it is today, one since changed."""
    lay = folder / "old" / "corpus" / "samples"
    lay.mkdir(parents=True)
    same, changed = SAMPLES[0], SAMPLES[1]
    shutil.copy(same, lay)
    text = changed.read_text(encoding="utf-8").replace("法院认为，", "法院当时认为，")
    assert text != changed.read_text(encoding="utf-8")
    (lay / changed.name).write_text(text, encoding="utf-8")
    return [lay / same.name, lay / changed.name]


def test_those_of_an_earlier_version_give_way_to_todays(tmp_path: Path) -> None:
    with opened(tmp_path / "library", default=False) as assistant:
        list(assistant.ingest(older_version(tmp_path)))
        assert held(assistant) == SamplesHeld(1, 1)
        assert held(assistant).missing == ALL - 1
        list(assistant.add_samples())
        assert held(assistant) == SamplesHeld(ALL, 0)
        assert len(assistant.entries()) == ALL
        origins = {origin for entry in assistant.entries() for origin in entry.origins}
        assert origins == {str(path.resolve()) for path in SAMPLES}


def test_a_digest_that_the_user_took_in_too_stays_under_that_source(
    library: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(SAMPLES[0], tmp_path / "mine.md"))
    with opened(library) as assistant:
        list(assistant.ingest([mine]))
        assistant.remove_samples()
        left = {entry.source_ids for entry in assistant.entries()}
        assert left == {("own.txt",), ("mine.md",)}
        assert bundled(assistant.entries()) == []  # it is the user's by now
        assert assistant.search(assistant.read("mine.md").title).hits[0].source_id == "mine.md"


@pytest.mark.parametrize(
    ("found", "wanted", "said", "unsaid"),
    [
        (SamplesHeld(ALL, 0), True, "份；不需要时可用 pandu ingest --no-samples 移出", "关闭"),
        (SamplesHeld(0, 0), True, f"没有装入；可用 pandu ingest --samples 装入 {ALL} 份", "移出"),
        (SamplesHeld(0, 0), False, "没有装入；设置 PANDU_SAMPLES 已关闭", "移出"),
        (SamplesHeld(ALL, 0), False, "已关闭，新文库不自动装入", "更新"),
        # The three of an earlier version: some as today, some since changed.
        (SamplesHeld(1, 2), True, f"装有 3 份，其中旧版 2 份；这一版有 {ALL} 份，可用", "关闭"),
        (SamplesHeld(3, 0), True, f"装有 3 份；这一版有 {ALL} 份", "旧版"),
    ],
)  # fmt: skip
def test_the_doctor_says_how_it_stands(
    found: SamplesHeld, wanted: bool, said: str, unsaid: str
) -> None:
    words = samples_in_words(found, wanted)
    assert said in words and unsaid not in words


def test_the_doctor_looks_into_the_library(library: Path) -> None:
    checks = {c.name: c for c in check_up(load_settings(library=library, model="none"))}
    assert checks["自带案例摘要"].well
    assert f"装有 {ALL} 份" in checks["自带案例摘要"].words
