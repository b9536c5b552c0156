"""One library on disk: its one writer and its manifest."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import pytest
from made_up_library import MadeUpJudgment

from corpus.catalog import Source
from corpus.errors import LibraryBusy, LibraryError, LibraryMismatch
from corpus.library import MANIFEST_LABELS, Library
from corpus.voice import Voice

MEANS = dict.fromkeys(MANIFEST_LABELS, "1")
JUDGMENT = MadeUpJudgment([(Voice.ORDER, "驳回诉讼请求。")])

HOLD = """
import sys
from pathlib import Path
from corpus.library import Library
with Library(Path(sys.argv[1])).writing():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library")
    yield opened
    opened.close()


@contextmanager
def held_by_another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=root, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
        process.kill()


def shelve(library: Library) -> None:
    library.catalog.add_pending([(JUDGMENT.judgment, JUDGMENT.passages)])
    library.catalog.publish([(JUDGMENT.judgment.id, Source("/a", "a"))])


def test_a_second_writer_is_refused_within_a_second_and_readers_go_on(library: Library) -> None:
    shelve(library)
    with held_by_another_process(library.folder) as other:
        started = perf_counter()
        with pytest.raises(LibraryBusy, match="--library"), library.writing():
            pass
        assert 0.5 < perf_counter() - started < 1.5  # it waits, but not for long
        started = perf_counter()
        with pytest.raises(LibraryBusy), library.writing(wait=0):
            pass
        assert perf_counter() - started < 0.3
        reader = Library(library.folder)
        assert [entry.judgment_id for entry in reader.catalog.entries()] == [JUDGMENT.judgment.id]
        reader.close()

        other.kill()  # the power goes: nobody has to clean up after it
        other.wait()
        with library.writing():
            pass


def test_the_writers_place_is_given_back_after_a_failure(library: Library) -> None:
    with pytest.raises(ZeroDivisionError), library.writing():
        _ = 1 / 0
    other = Library(library.folder)
    with other.writing():
        pass
    other.close()


def test_a_new_library_takes_any_means_and_keeps_them(library: Library) -> None:
    assert library.is_new
    library.check_schema()
    library.check_manifest(MEANS)
    library.write_manifest(MEANS)
    assert not library.is_new
    library.check_manifest(MEANS)
    assert not list(library.folder.glob("*.draft"))


@pytest.mark.parametrize("key", MANIFEST_LABELS)
def test_other_means_are_refused_by_name_with_the_remedy(library: Library, key: str) -> None:
    library.write_manifest(MEANS)
    with pytest.raises(LibraryMismatch) as refused:
        library.check_manifest(MEANS | {key: "2"})
    said = str(refused.value)
    assert f"{MANIFEST_LABELS[key]}（文库：1；现在：2）" in said
    assert str(library.folder) in said and "pandu ingest --rebuild" in said


def test_a_means_the_manifest_does_not_know_is_refused(library: Library) -> None:
    library.write_manifest({k: v for k, v in MEANS.items() if k != "splitter"})
    with pytest.raises(LibraryMismatch, match="文库：无"):
        library.check_manifest(MEANS)


@pytest.mark.parametrize(
    "content",
    [b"", b'{"schema": "1', b"[]", b"null", b"\xff\xfe", None],  # cut off, no object, lost
)
def test_a_damaged_manifest_is_refused_and_rebuilding_is_offered(
    library: Library, content: bytes | None
) -> None:
    library.write_manifest(MEANS)
    shelve(library)
    manifest = library.folder / "manifest.json"
    if content is None:
        manifest.unlink()
    else:
        manifest.write_bytes(content)
    library.check_schema()  # the tables are known to be ours, so that a rebuild may go on
    with pytest.raises(LibraryError, match=r"manifest\.json.*pandu ingest --rebuild"):
        library.check_manifest(MEANS)


def test_tables_of_another_version_are_refused_and_no_rebuild_is_offered(library: Library) -> None:
    library.write_manifest(MEANS)
    library.catalog.set_note("schema", "0")
    with pytest.raises(LibraryMismatch, match="重新导入") as refused:
        library.check_schema()
    assert "--rebuild" not in str(refused.value)


def test_the_manifest_tells_all_that_made_the_library(library: Library) -> None:
    library.write_manifest(MEANS)
    stored = json.loads((library.folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(stored) == {"schema", *MANIFEST_LABELS}


# Permissions cannot be tested as root: a file in a folder's place fails the same way.
@pytest.mark.parametrize("blocked", ["library", "library/indexes", "library/catalog.sqlite"])
def test_a_folder_that_cannot_be_made_is_refused_by_name(tmp_path: Path, blocked: str) -> None:
    place = tmp_path / blocked
    place.parent.mkdir(exist_ok=True)
    if place.suffix:
        place.mkdir()
    else:
        place.write_text("")
    with pytest.raises(LibraryError, match=r"library.*(--library|备份)"):
        Library(tmp_path / "library")
