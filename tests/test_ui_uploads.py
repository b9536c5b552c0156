"""Uploads: safe names, plain refusals, and an edited file taking its predecessor's place."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from analysis import Assistant, load_settings, open_assistant
from ingest.report import IngestReport, Status
from ingest.sandbox import Waiting
from ui.serving.limits import LARGEST_UPLOAD
from ui.shelf.uploads import LONGEST_NAME, safe_name, take_in

TEXT = "某法院民事判决书。原告诉称，被告借款未还。本院认为，被告应当归还借款。"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as the browser sends it."""

    name: str
    content: bytes

    def getvalue(self) -> bytes:
        return self.content


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=tmp_path / "library", model="none")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("判决书.txt", "判决书.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),  # climbs out of the folder
        ("/etc/cron.d/x.md", "x.md"),  # absolute
        ("C:\\案卷\\一审.md", "一审.md"),  # a Windows browser may send the whole path
        ("..", ""),  # the folder above
        (".hidden.txt", "hidden.txt"),  # a hidden file would be passed over in silence
        ("甲\x00.txt", "甲.txt"),  # ends the name early in C
        ("甲\u202etxt.exe.md", "甲txt.exe.md"),  # shown backwards: a disguised suffix
        ("甲:乙?.txt", "甲乙.txt"),  # refused by some file systems
        ("e\u0301.txt", "\u00e9.txt"),  # macOS sends letters and accents apart
        ("", ""),
    ],
)
def test_safe_name(given: str, expected: str) -> None:
    assert safe_name(given) == expected


def test_a_long_name_keeps_its_suffix_and_whole_characters() -> None:
    name = safe_name("长" * 300 + ".jsonl")
    assert len(name.encode("utf-8")) <= LONGEST_NAME
    assert name.endswith("长.jsonl")


def test_a_good_file_is_searchable_and_named_as_sent(assistant: Assistant) -> None:
    (outcome,) = take_in(assistant, [Sent("借款案.txt", TEXT.encode())])
    assert not outcome.failed and outcome.text.startswith("已加入")
    assert [entry.source_ids for entry in assistant.entries()] == [("借款案.txt",)]
    assert (assistant.folder / "uploads" / "借款案.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("判决.exe", b"MZ", "“.exe”格式，目前不能导入"),
        ("空.txt", b"", "空的"),
        ("大.txt", b"a" * (LARGEST_UPLOAD + 1), "超过 20 MB"),
        ("一.jsonl", '{"id": "甲"}'.encode(), "第 1 行（甲）没有 text 字段"),
        ("..", b"x", "文件名不可用"),
    ],
)
def test_refusals_name_their_reason(
    assistant: Assistant, name: str, content: bytes, reason: str
) -> None:
    (outcome,) = take_in(assistant, [Sent(name, content)])
    assert outcome.failed and reason in outcome.text
    assert assistant.entries() == []
    assert not list(assistant.folder.glob("uploads/*"))


def test_a_bad_file_does_not_hold_up_the_next(assistant: Assistant) -> None:
    outcomes = take_in(assistant, [Sent("坏.txt", b"\xff\xfe\xff"), Sent("好.txt", TEXT.encode())])
    assert [outcome.failed for outcome in outcomes] == [True, False]
    # The reader is told the file's name, never where it is kept.
    assert str(assistant.folder) not in outcomes[0].text


def test_the_same_again_changes_nothing(assistant: Assistant) -> None:
    take_in(assistant, [Sent("案.txt", TEXT.encode())])
    (outcome,) = take_in(assistant, [Sent("案.txt", TEXT.encode())])
    assert not outcome.failed and "没有变化" in outcome.text
    assert len(assistant.entries()) == 1


def test_an_edited_file_replaces_its_predecessor(assistant: Assistant) -> None:
    take_in(assistant, [Sent("案.txt", TEXT.encode())])
    (outcome,) = take_in(assistant, [Sent("案.txt", (TEXT + "判决如下：归还借款。").encode())])
    assert "已替换" in outcome.text
    assert len(assistant.entries()) == 1


def test_two_files_of_one_name_in_one_batch_do_not_replace_each_other(
    assistant: Assistant,
) -> None:
    # 案卷甲/判决书.txt and 案卷乙/判决书.txt arrive under one name.
    batch = [Sent("判决书.txt", TEXT.encode()), Sent("判决书.TXT", "另一份文书。".encode())]
    outcomes = take_in(assistant, batch)
    assert [outcome.failed for outcome in outcomes] == [False, True]
    assert "同名" in outcomes[1].text


def test_jsonl_gives_an_outcome_a_row(assistant: Assistant) -> None:
    rows = '{"id": "一", "text": "甲方应当付款。"}\n{"id": "二"}\n'
    outcomes = take_in(assistant, [Sent("批.jsonl", rows.encode())])
    assert [outcome.failed for outcome in outcomes] == [False, True]


def test_files_are_read_together_and_told_in_their_order(assistant: Assistant) -> None:
    rows = "".join(f'{{"id": "{n}", "text": "被告应当还款{n}元。"}}\n' for n in range(3))
    heard: list[str] = []
    outcomes = take_in(
        assistant,
        [
            Sent("一.txt", TEXT.encode()),
            Sent("坏.exe", b"MZ"),
            Sent("批.jsonl", rows.encode()),
            Sent("二.txt", TEXT.replace("借款", "货款").encode()),
        ],
        heard.append,
    )
    assert [o.name for o in outcomes] == [
        "一.txt",
        "坏.exe",
        "批.jsonl › 0",
        "批.jsonl › 1",
        "批.jsonl › 2",
        "二.txt",
    ]
    assert [o.failed for o in outcomes] == [False, True, False, False, False, False]
    assert heard[0] == "第 1 个文件，共 4 个：一.txt"
    assert "第 3 个文件，共 4 个：批.jsonl（已读 2 份）" in heard


@dataclass
class Scanning:
    """An assistant whose second file is a scan that is waited for; the first waits beside it."""

    folder: Path

    def ingest(
        self, paths: Sequence[Path], on_wait: Callable[[Waiting], None]
    ) -> Generator[IngestReport]:
        on_wait(Waiting(paths[1], 2, 9))
        yield from (IngestReport(str(path), path.name, Status.ADDED) for path in paths)


def test_the_scan_that_is_waited_for_is_named(tmp_path: Path) -> None:
    heard: list[str] = []
    batch = [Sent("一.txt", b"x"), Sent("二.pdf", b"x")]
    take_in(Scanning(tmp_path), batch, heard.append)  # type: ignore[arg-type]
    assert heard[1] == "第 2 个文件，共 2 个：二.pdf（正在识别文字，已完成 2 页，共 9 页）"


def test_a_document_of_many_is_told_by_its_place(assistant: Assistant) -> None:
    rows = "编号,正文\n7,被告应当归还借款，并支付利息，案件受理费由被告负担，驳回其他诉讼请求。\n"
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("案卷/一审/判决书.txt", TEXT)
        archive.writestr("案卷/二审/判决书.txt", "")
    batch = [Sent("表.csv", rows.encode()), Sent("案.zip", packed.getvalue())]
    csv, first, second = take_in(assistant, batch)
    assert (csv.name, first.name) == ("表.csv › 7", "案.zip › 案卷/一审/判决书.txt")
    assert second.name == "案.zip › 案卷/二审/判决书.txt"
    assert second.text == "没有导入：案.zip 里的 案卷/二审/判决书.txt 是空文件，没有可导入的内容。"


def test_what_may_be_missing_is_told_at_once(assistant: Assistant) -> None:
    cut = TEXT * 10 + "被告应当归还借"
    (outcome,) = take_in(assistant, [Sent("案.txt", cut.encode())])
    assert not outcome.failed and "正文可能没有存全" in outcome.text


def test_a_busy_library_is_a_reason_and_no_crash(assistant: Assistant) -> None:
    with open_assistant(assistant.settings) as other:
        writing = other.ingest([Path(__file__).with_suffix(".absent")])
        next(writing)  # holds the writer's lock until it is closed
        (outcome,) = take_in(assistant, [Sent("案.txt", TEXT.encode())], patience=0)
        writing.close()
    assert outcome.failed and "没有全部导入" in outcome.text


def test_a_library_that_is_busy_for_a_moment_is_waited_for(assistant: Assistant) -> None:
    # A question typed meanwhile starts the page anew, and the run it leaves ends a second later.
    with open_assistant(assistant.settings) as other:
        writing = other.ingest([Path(__file__).with_suffix(".absent")])
        next(writing)
        heard: list[str] = []

        def hear(words: str) -> None:
            heard.append(words)
            if "稍候" in words:
                writing.close()

        (outcome,) = take_in(assistant, [Sent("案.txt", TEXT.encode())], hear)
    assert not outcome.failed and heard.count("文库正在写入别的文件，请稍候……") == 1
