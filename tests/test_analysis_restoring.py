"""A back-up as a library that can be asked again, also one made beside a busy writer."""

from pathlib import Path

import pytest
from busy_library import made_up_rows, rounds
from command_line import Pandu, make_library, pandu_over

from analysis import load_settings, open_assistant
from analysis.restoring import restore
from corpus.backup import write_backup
from corpus.errors import UsageError


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("made"))


@pytest.fixture
def pandu(capsys: pytest.CaptureFixture[str], library: Path) -> Pandu:
    return pandu_over(library, capsys)


def test_nothing_that_was_reported_is_lost(tmp_path: Path) -> None:
    # Twenty of them: benchmarks/back_ups.py.
    found = list(rounds(tmp_path, made_up_rows(tmp_path / "rows.jsonl", 4000), 3, between=16))
    assert len(found) == 3 and all(r.at_work for r in found)
    assert [r.lost for r in found] == [(), (), ()]
    assert 16 <= found[0].acknowledged < found[1].acknowledged < found[2].acknowledged
    assert all(r.restored >= r.acknowledged for r in found)


def test_it_answers_as_before(library: Path, tmp_path: Path) -> None:
    told: list[str] = []
    write_backup(library, tmp_path / "b.zip")
    new = tmp_path / "new"
    done = restore(
        tmp_path / "b.zip", new, load_settings(model="none"), lambda what, *_: told.append(what)
    )
    assert (done.folder, done.judgments) == (new, 2)
    assert list(dict.fromkeys(told)) == ["检查并展开备份", "重建索引"]
    with (
        open_assistant(load_settings(library=library, model="none")) as old,
        open_assistant(load_settings(library=new, model="none")) as again,
    ):
        assert again.counts() == old.counts()
        query = "借款应当归还"
        assert [h.passage.id for h in again.search(query).hits] == [
            h.passage.id for h in old.search(query).hits
        ]


class Enough(Exception):
    pass


def test_an_interruption_while_it_is_indexed_leaves_nothing(library: Path, tmp_path: Path) -> None:
    write_backup(library, tmp_path / "b.zip")

    def tell(what: str, _done: int, _total: int) -> None:
        if what == "重建索引":
            raise Enough

    with pytest.raises(Enough):
        restore(tmp_path / "b.zip", tmp_path / "new", load_settings(model="none"), tell)
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


# At the command line


def test_out_and_in_at_the_command_line(pandu: Pandu, tmp_path: Path) -> None:
    file, new = tmp_path / "b.zip", tmp_path / "new"
    done = pandu("backup", file)
    assert done.code == 0 and "已备份 2 份文书" in done.out and "pandu restore" in done.out
    again = pandu("restore", file, library=new)
    assert again.code == 0 and "已恢复 2 份文书" in again.out and str(new) in again.out
    assert pandu("read", "loan-3", "--json", library=new).code == 0


def test_both_speak_json(pandu: Pandu, tmp_path: Path) -> None:
    file, new = tmp_path / "b.zip", tmp_path / "new"
    done = pandu("backup", file, "--json").json
    assert (done["file"], done["judgments"], done["bytes"]) == (str(file), 2, file.stat().st_size)
    again = pandu("restore", file, "--json", library=new).json
    assert (again["library"], again["judgments"]) == (str(new), 2)
    assert again["made"] == done["made"]


@pytest.mark.parametrize("kind", ["there already", "no library", "no back-up", "not empty"])
def test_what_is_refused_ends_with_2(pandu: Pandu, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "b.zip"
    file.write_text("somebody's")
    done = {
        "there already": lambda: pandu("backup", file),
        "no library": lambda: pandu("backup", tmp_path / "c.zip", library=tmp_path / "none"),
        "no back-up": lambda: pandu("restore", file, library=tmp_path / "new"),
        "not empty": lambda: pandu("restore", file, library=tmp_path),
    }[kind]()
    assert done.code == 2 and done.out == "" and done.err.strip()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip"]


def test_a_restore_has_no_place_of_its_own(tmp_path: Path) -> None:
    from ui.command.backup import restore_command

    with pytest.raises(UsageError, match="新文件夹"):
        restore_command(tmp_path / "b.zip")
