"""Removing judgments, undoing it, and deleting for good."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from test_analysis_copies import LONGER, PAPER, TEXT

from analysis import Assistant, load_settings, open_assistant
from analysis.samples import SAMPLES, samples_held
from analysis.trash import KEPT_FOR
from corpus.errors import LibraryBusy, UsageError
from corpus.record import Entry
from ingest.report import Status

OTHER = "原告赵某诉称，被告钱某损坏其章鱼玩具。\n本院认为，被告应当赔偿五百元。\n"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=tmp_path / "library", model="none")) as opened:
        yield opened


def take_in(assistant: Assistant, folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        list(assistant.ingest([folder / f"{name}.txt"]))


def upload(assistant: Assistant, name: str, text: str) -> Path:
    file = assistant.folder.resolve() / "uploads" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    list(assistant.ingest([file]))
    return file


def state(assistant: Assistant) -> object:
    """All that a reader can see: the list, each whole judgment, its passages, and a search."""
    entries = assistant.entries()
    found = assistant.search("章鱼玩具应当赔偿，借款应当归还").hits
    return (
        entries,
        [assistant.read(entry.judgment_id) for entry in entries],
        [(hit.passage, hit.source_id, hit.title) for hit in found],
        sorted(copy.judgment_id for copy in assistant.copies()),
        assistant.counts(),
    )


def only(assistant: Assistant) -> Entry:
    (entry,) = assistant.entries()
    return entry


def later(assistant: Assistant, time: timedelta) -> None:
    assistant.trash.now = lambda: datetime.now(UTC) + time


def test_what_is_removed_is_gone_and_undo_brings_back_the_same(
    assistant: Assistant, tmp_path: Path
) -> None:
    take_in(assistant, tmp_path, loan=TEXT, toy=OTHER, same=OTHER)  # one text from two files
    before = state(assistant)
    (toy,) = assistant.trash.named(["toy.txt"])
    (removed,) = assistant.trash.remove([toy])
    assert [s for _, s in removed.sources] == ["same.txt", "toy.txt"]
    assert [e.source_ids for e in assistant.entries()] == [("loan.txt",)]
    assert not any("章鱼" in h.passage.text for h in assistant.search("章鱼玩具").hits)
    assert assistant.counts()["judgments"] == 1
    with pytest.raises(UsageError, match="文库里没有"):
        assistant.read("toy.txt")

    assert assistant.trash.undo(removed.batch).left == ()
    assert state(assistant) == before
    assert assistant.trash.every() == []


def test_copies_go_with_the_one_that_is_searched_and_come_back_behind_it(
    assistant: Assistant, tmp_path: Path
) -> None:
    take_in(assistant, tmp_path, first=TEXT, paper=PAPER, longer=LONGER)
    before = state(assistant)
    removed = assistant.trash.remove([only(assistant).judgment_id])
    assert len(removed) == 3 and sum(one.is_copy for one in removed) == 2
    assert assistant.entries() == [] and assistant.copies() == []  # none took its place
    assert assistant.counts() == {"passages": 0, "judgments": 0, "vectors": 0}
    assistant.trash.undo()
    assert state(assistant) == before


def test_a_copy_that_is_named_goes_alone(assistant: Assistant, tmp_path: Path) -> None:
    take_in(assistant, tmp_path, first=TEXT, paper=PAPER)
    searched = only(assistant).judgment_id
    assistant.trash.remove(assistant.trash.named(["paper.txt"]))
    assert assistant.copies() == []
    assert only(assistant).judgment_id == searched
    assert only(assistant).source_ids == ("first.txt",)
    generation = assistant.generation
    assistant.trash.undo()
    assert [copy.source_ids for copy in assistant.copies()] == [("paper.txt",)]
    assert assistant.generation != generation  # no index changed, but what the list says did


def test_undo_does_not_overwrite_what_came_since(assistant: Assistant, tmp_path: Path) -> None:
    take_in(assistant, tmp_path, a=OTHER)
    assistant.trash.remove([only(assistant).judgment_id])
    take_in(assistant, tmp_path, a=TEXT)  # another text under the same name
    restored = assistant.trash.undo()
    assert restored.back == () and [one.title for one in restored.left]
    assert only(assistant).source_ids == ("a.txt",)
    assert assistant.read("a.txt").text == TEXT
    assert assistant.trash.count() == 1  # nothing is lost either


def test_what_was_taken_in_again_meanwhile_is_one_document(
    assistant: Assistant, tmp_path: Path
) -> None:
    take_in(assistant, tmp_path, a=OTHER)
    assistant.trash.remove([only(assistant).judgment_id])
    take_in(assistant, tmp_path, b=OTHER)
    assistant.trash.undo()
    assert only(assistant).source_ids == ("a.txt", "b.txt")


def test_removing_again_forgets_no_source(assistant: Assistant, tmp_path: Path) -> None:
    take_in(assistant, tmp_path, a=OTHER)
    assistant.trash.remove([only(assistant).judgment_id])
    take_in(assistant, tmp_path, b=OTHER)
    assistant.trash.remove([only(assistant).judgment_id])
    (removed,) = assistant.trash.every()
    assert [s for _, s in removed.sources] == ["a.txt", "b.txt"]


def test_the_upload_s_own_file_goes_when_the_removal_is_final(assistant: Assistant) -> None:
    file, other = upload(assistant, "甲.txt", OTHER), upload(assistant, "乙.txt", TEXT)
    (removed,) = assistant.trash.remove(assistant.trash.named(["甲.txt"]))
    assert file.exists()  # it can still be undone
    assistant.trash.purge([removed.judgment_id])
    assert not file.exists() and other.exists()
    assert assistant.trash.every() == []
    with pytest.raises(UsageError, match="没有可以恢复"):
        assistant.trash.undo()


def test_a_file_that_came_again_is_not_deleted_with_the_old_text(assistant: Assistant) -> None:
    upload(assistant, "甲.txt", OTHER)
    (removed,) = assistant.trash.remove([only(assistant).judgment_id])
    file = upload(assistant, "甲.txt", TEXT)
    assistant.trash.purge([removed.judgment_id])
    assert file.read_text(encoding="utf-8") == TEXT


def test_a_user_s_own_file_is_never_deleted(assistant: Assistant, tmp_path: Path) -> None:
    take_in(assistant, tmp_path, own=OTHER)
    (removed,) = assistant.trash.remove([only(assistant).judgment_id])
    assistant.trash.purge([removed.judgment_id])
    assert (tmp_path / "own.txt").exists()


def test_a_file_of_many_stays_while_one_of_them_can_come_back(assistant: Assistant) -> None:
    rows = f'{{"id": "一", "text": {OTHER!r}}}\n{{"id": "二", "text": {TEXT!r}}}'.replace("'", '"')
    file = upload(assistant, "批.jsonl", rows)
    one, two = (assistant.trash.named([name])[0] for name in ("一", "二"))
    assistant.trash.remove([one])
    assistant.trash.remove([two])
    assistant.trash.purge([one])
    assert file.exists()
    assistant.trash.purge([two])
    assert not file.exists()


def test_after_thirty_days_the_next_write_empties_it(assistant: Assistant, tmp_path: Path) -> None:
    file = upload(assistant, "甲.txt", OTHER)
    assistant.trash.remove([only(assistant).judgment_id])
    later(assistant, KEPT_FOR - timedelta(minutes=1))
    take_in(assistant, tmp_path, loan=TEXT)
    assert assistant.trash.count() == 1
    later(assistant, KEPT_FOR + timedelta(minutes=1))
    assert assistant.trash.count() == 1  # reading purges nothing
    list(assistant.ingest([tmp_path / "loan.txt"]))
    assert assistant.trash.count() == 0 and not file.exists()


def test_what_is_too_old_but_still_listed_can_be_restored(assistant: Assistant) -> None:
    upload(assistant, "甲.txt", OTHER)
    assistant.trash.remove([only(assistant).judgment_id])
    later(assistant, KEPT_FOR * 2)
    assert assistant.trash.undo().back
    assert only(assistant).source_ids == ("甲.txt",)


def test_removed_digests_do_not_come_back_at_the_next_start(tmp_path: Path) -> None:
    settings = load_settings(library=tmp_path / "library", model="none")
    with open_assistant(settings, default_library=settings.library) as assistant:
        assistant.trash.remove([e.judgment_id for e in assistant.entries()])
    with open_assistant(settings, default_library=settings.library) as assistant:
        assert assistant.entries() == []
        assistant.trash.undo()
        assert samples_held(assistant.entries()).current == len(SAMPLES)
        assistant.trash.remove([assistant.entries()[0].judgment_id])
        assert [r.status for r in assistant.add_samples()].count(Status.ADDED) == 1  # asked for


def test_one_digest_of_a_library_that_was_given_them_by_hand(tmp_path: Path) -> None:
    """The first use as the default library would otherwise bring them all."""
    settings = load_settings(library=tmp_path / "library", model="none")
    with open_assistant(settings) as assistant:
        list(assistant.ingest(SAMPLES[:2]))
        assistant.trash.remove(assistant.trash.named([SAMPLES[0].name]))
    with open_assistant(settings, default_library=settings.library) as assistant:
        assert [e.source_ids for e in assistant.entries()] == [(SAMPLES[1].name,)]


def test_a_busy_library_refuses_and_loses_nothing(assistant: Assistant, tmp_path: Path) -> None:
    take_in(assistant, tmp_path, a=OTHER)
    with open_assistant(assistant.settings) as other:
        writing = other.ingest([tmp_path / "absent.txt"])
        next(writing)
        with pytest.raises(LibraryBusy):
            assistant.trash.remove([only(assistant).judgment_id])
        writing.close()
    assert only(assistant).source_ids == ("a.txt",) and assistant.trash.count() == 0


def test_an_unknown_name_removes_nothing(assistant: Assistant, tmp_path: Path) -> None:
    take_in(assistant, tmp_path, a=OTHER)
    with pytest.raises(UsageError, match="没有“b.txt”"):
        assistant.trash.named(["a.txt", "b.txt"])
    assert assistant.trash.remove(["unknown"]) == []
