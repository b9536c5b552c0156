"""Exports: which column is the text, whose id it is, and rows that hold nothing."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from made_up_workbook import workbook_of

from ingest.load.columns import NAMES, columns_of
from ingest.load.files import load_file
from ingest.load.outcome import Loaded, Refused

TEXT = "某某县人民法院民事判决书。原告诉称，被告借款未还。本院认为，被告应当归还借款。"


def read(path: Path, data: bytes | str) -> tuple[list[Loaded], list[Refused]]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    outcomes = list(load_file(path))
    return (
        [o for o in outcomes if isinstance(o, Loaded)],
        [o for o in outcomes if isinstance(o, Refused)],
    )


# .json


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ([{"id": 1, "text": TEXT}, {"id": "乙", "正文": TEXT}], ["1"]),  # two names of one column
        ({"data": {"list": [{"id": "甲", "content": TEXT}]}}, ["甲"]),  # a web service's answer
        ({"案号": "（2021）某01民初1号", "全文": TEXT}, ["（2021）某01民初1号"]),  # one judgment
        ([{"Text ": TEXT}], ["a.json#1"]),  # no id; the name is spaced and in capitals
        ([{"说明": "短", "某列": TEXT * 3}], ["a.json#1"]),  # told by its length
    ],
)
def test_json(tmp_path: Path, content: Any, ids: list[str]) -> None:  # noqa: ANN401
    loaded, _ = read(tmp_path / "a.json", json.dumps(content, ensure_ascii=False))
    assert [o.source_id for o in loaded] == ids


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "不是完整的 JSON"),
        ("[" * 100_000, "不是完整的 JSON"),
        ("[1, 2]", "没有找到文书"),
        ('{"a": [{"text": "x"}], "b": [{"text": "y"}]}', "没有找到文书"),  # which of them?
        ('[{"a": 1}]', "没有找到正文列"),
    ],
)
def test_json_that_holds_no_judgment(tmp_path: Path, content: str, reason: str) -> None:
    loaded, (refused,) = read(tmp_path / "a.json", content)
    assert loaded == [] and reason in refused.reason


def test_a_row_without_text_is_refused_by_file_and_row(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    loaded, refused = read(
        path, json.dumps([{"id": 1, "text": TEXT}, {"id": 2}, "x", {"text": " "}])
    )
    assert len(loaded) == 1
    assert [o.source_id for o in refused] == ["2", "a.json#3", "a.json#4"]
    assert f"{path} 第 2 项" in refused[0].reason


# .jsonl


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"id": "甲", "text": TEXT}),
        "",
        "{",  # cut off
        "[1]",
        json.dumps({"text": TEXT}),
        json.dumps({"id": "甲", "text": TEXT + "另一份。"}),  # the same id again
        "[" * 100_000,  # deeper than any parser goes
    ]
    loaded, refused = read(path, "\n".join(lines))
    assert [o.origin for o in loaded] == [f"{path}::甲", f"{path}::a.jsonl#5", f"{path}::甲::6"]
    assert [o.origin for o in refused] == [f"{path}::3", f"{path}::4", f"{path}::7"]


def test_json_lines_keep_the_text_as_it_is(tmp_path: Path) -> None:
    text = "甲\r\n乙\u200b丙。"  # offsets into it are somebody's annotation
    (row,), _ = read(tmp_path / "a.jsonl", json.dumps({"id": "a", "text": text}))
    assert row.document.text == text


def test_a_large_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "a.jsonl"
    line = json.dumps({"text": TEXT * 100}, ensure_ascii=False).encode("gb18030") + b"\n"
    path.write_bytes(line * 3_000)  # 24 MB
    tracemalloc.start()
    count = sum(isinstance(outcome, Loaded) for outcome in load_file(path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3_000
    assert most < 8 * 1024 * 1024


# .csv


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    head = delimiter.join(("案号", "法院", "案由", "裁判日期", "正文"))
    row = delimiter.join(
        (
            "(2021)京0105民初1号",
            "北京市朝阳区人民法院",
            "借款合同纠纷",
            "2021/3/5",
            f'"{TEXT},;\n{TEXT}"',
        )
    )
    (outcome,), refused = read(tmp_path / "a.csv", f"{head}\r\n{row}\r\n".encode(encoding))
    assert refused == []
    assert outcome.document.text == f"{TEXT},;\n{TEXT}"
    assert outcome.source_id == "(2021)京0105民初1号"
    assert dict(outcome.document.front_matter) == {
        "case_number": "（2021）京0105民初1号",
        "court": "北京市朝阳区人民法院",
        "cause": "借款合同纠纷",
        "date": "2021-03-05",
    }


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (f'a,"{TEXT}', "引号不成对"),  # cut off inside the quotation
        (f"a,{TEXT},多", "多于表头"),  # a comma of the text that was not quoted
        ("a", "少于表头"),  # cut off before the text
        ("a,", "内容为空"),
    ],
)
def test_csv_rows_that_are_not_whole(tmp_path: Path, rows: str, reason: str) -> None:
    loaded, (refused,) = read(tmp_path / "a.csv", f'id,text\r\n好,"{TEXT}"\r\n{rows}')
    assert [o.source_id for o in loaded] == ["好"]
    assert reason in refused.reason and "第 3 行" in refused.reason


def test_csv_without_names_is_read_by_its_longest_column(tmp_path: Path) -> None:
    long = TEXT * 5
    loaded, refused = read(tmp_path / "a.csv", f"1,{long}一\n2,{long}二\n")
    assert [o.document.text for o in loaded] == [long + "一", long + "二"]
    assert all("文字最长的" in o.document.notes[0] for o in loaded) and refused == []


def test_a_page_in_a_cell_is_read_as_one(tmp_path: Path) -> None:
    page = "<div><p>某县人民法院</p><p>本院认为，被告应当还款。</p><script>x()</script></div>"
    loaded, _ = read(tmp_path / "a.csv", f'id,正文\n1,"{page}"\n2,"他写道<p>，{TEXT}"\n')
    assert loaded[0].document.text == "某县人民法院\n本院认为，被告应当还款。"
    assert loaded[1].document.text == f"他写道<p>，{TEXT}"  # one tag is a quotation


def test_missing_stays_missing(tmp_path: Path) -> None:
    table = f"法院,裁判日期,案号,正文\n某地,2021-02-30,无,{TEXT}\n"  # no court, day or number
    (outcome,), _ = read(tmp_path / "a.csv", table)
    assert dict(outcome.document.front_matter) == {}


# .xlsx


def test_spreadsheet(tmp_path: Path) -> None:
    rows = [["编号", "文书内容"], ["1", TEXT], ["2", ""], ["3", TEXT + "\n另一行。"]]
    loaded, (refused,) = read(tmp_path / "a.xlsx", workbook_of({"表": rows}))
    assert [o.source_id for o in loaded] == ["1", "3"]
    assert loaded[1].document.text == TEXT + "\n另一行。"
    assert "第 3 行" in refused.reason


def test_every_sheet_is_read_and_a_hidden_one_is_flagged(tmp_path: Path) -> None:
    judgments = [["正文"], [TEXT]]
    book = workbook_of({"甲": judgments, "统计": [["数"], ["1"]], "密": judgments}, hidden="密")
    loaded, refused = read(tmp_path / "a.xlsx", book)
    assert [o.source_id for o in loaded] == ["a.xlsx#甲!2", "a.xlsx#密!2"]
    assert [bool(o.document.notes) for o in loaded] == [False, True]
    assert refused == []


def test_a_cell_that_excel_cut_off_is_flagged(tmp_path: Path) -> None:
    cut = (TEXT * 900)[:32_767]
    (outcome,), _ = read(tmp_path / "a.xlsx", workbook_of({"表": [["正文"], [cut]]}))
    assert "单元格的上限" in outcome.document.notes[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (workbook_of({"表": [["正文"], [TEXT]]})[:-30], "不是完整的|zip"),
        (workbook_of({"表": []}), "空表"),
        (workbook_of({"表": [["数", "量"], ["1", "2"]]}), "没有找到正文列"),
    ],
)
def test_spreadsheets_that_hold_no_judgment(tmp_path: Path, data: bytes, reason: str) -> None:
    loaded, (refused,) = read(tmp_path / "a.xlsx", data)
    assert loaded == [] and any(part in refused.reason for part in reason.split("|"))


def test_no_entity_of_a_spreadsheet_is_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密内容" * 20, "utf-8")
    data = workbook_of({"表": [["正文"], [TEXT + "ENTITY"]]})
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            content = source.read(name).decode()
            if name.endswith("s1.xml"):
                entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
                content = entity + content.replace("ENTITY", "&e;")
            archive.writestr(name, content)
    loaded, _ = read(tmp_path / "a.xlsx", buffer.getvalue())
    assert all("机密" not in o.document.text for o in loaded)


# Columns


@pytest.mark.parametrize("name", NAMES["text"])
def test_every_name_of_the_text_column(name: str) -> None:
    columns = columns_of([name, "别的"], [{name: "短", "别的": TEXT * 9}], "a.csv")
    assert (columns.text, columns.guessed) == (name, False)


@pytest.mark.parametrize("field", [field for field in NAMES if field != "text"])
def test_every_name_of_the_other_columns(field: str) -> None:
    for name in NAMES[field]:
        columns = columns_of([name, "正文"], [], "a.csv")
        assert (columns.id if field == "id" else dict(columns.fields)[field]) == name
