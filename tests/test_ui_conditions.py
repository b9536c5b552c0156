"""Search, ask and eval narrowed by what the heads of judgments say."""

import json
from pathlib import Path

import pytest
from command_line import Pandu, pandu_over

from ui.cli import run

HEAD = (
    "{court}\n民事判决书\n（{year}）{code}号\n"
    "原告：张三，男。\n被告：李四，男。\n"
    "原告张三与被告李四民间借贷纠纷一案，本院受理后，依法公开开庭进行了审理。\n"
    "本院认为，借款关系成立，李四应当归还借款{sum}万元。\n"
    "判决如下：被告李四于十日内归还原告张三借款{sum}万元。\n{signed}\n"
)
ROWS = {
    "first": HEAD.format(
        court="浙江省杭州市西湖区人民法院", year=2021, code="浙0106民初5", sum=3,
        signed="审判员　王五\n二〇二一年五月六日",
    ),
    "second": HEAD.format(
        court="北京市第三中级人民法院", year=2022, code="京03民终7", sum=4,
        signed="审判员　王五\n二〇二三年一月五日",
    ),  # numbered in 2022, decided in 2023
    "silent": "原告张三诉称：被告李四拖欠借款5万元。\n本院认为，李四应当归还借款5万元。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests only read it."""
    folder = tmp_path_factory.mktemp("conditions")
    rows = [json.dumps({"id": id_, "text": text}) for id_, text in ROWS.items()]
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    made = folder / "library"
    assert run(["ingest", str(folder / "rows.jsonl"), "--json", "--library", str(made)]) == 0
    return made


@pytest.fixture
def pandu(capsys: pytest.CaptureFixture[str], library: Path) -> Pandu:
    return pandu_over(library, capsys)


@pytest.mark.parametrize(
    ("options", "found", "silent"),
    [
        ("--court 杭州", {"first"}, 1),
        ("--court 杭州 北京", {"first", "second"}, 1),
        ("--court 上海", set(), 1),
        ("--level 中级人民法院", {"second"}, 1),
        ("--year 2022", set(), 1),  # the year of the decision, not of the number
        ("--year 2022-2023", {"second"}, 1),
        ("--cause 借贷 --instance 一审", {"first"}, 1),
        ("--in first silent --cause 借贷", {"first"}, 1),
        ("--in second --court 杭州", set(), 0),  # it says another court
        ("--level 基层 --voice 判决主文", {"first"}, 1),
    ],
)
def test_search(pandu: Pandu, options: str, found: set[str], silent: int) -> None:
    done = pandu("search", "归还借款", *options.split(), "--json").json
    assert {hit["source_id"] for hit in done["hits"]} == found
    assert (done["scope"]["judgments"], done["scope"]["silent"]) == (len(found), silent)
    if "--voice" in options:
        assert {hit["voice"] for hit in done["hits"]} == {"判决主文"}


def test_without_a_filter_nothing_is_said_of_one(pandu: Pandu) -> None:
    assert "scope" not in pandu("search", "归还借款", "--in", "first", "--json").json
    assert pandu("search", "归还借款", "--in", "first").err == ""
    spoken = pandu("search", "归还借款", "--voice", "判决主文").err
    assert spoken == "范围：说话人 判决主文。\n"


def test_what_a_filter_left_is_told(pandu: Pandu) -> None:
    said = pandu("search", "归还借款", "--court", "杭州", "--year", "2020", "2021-2022").err
    assert "法院 杭州，裁判年份 2020或2021-2022，共 1 份文书；另有 1 份没有写明，未计入。" in said
    nothing = pandu("search", "归还借款", "--court", "上海")
    assert "没有找到" in nothing.out and "共 0 份文书" in nothing.err


def test_ask(pandu: Pandu) -> None:
    words = ("ask", "判决归还多少？", "--level", "基层", "--voice", "判决主文", "法院说理")
    done = pandu(*words, "--json").json
    assert done["scope"]["judgments"] == 1
    assert {hit["source_id"] for hit in done["hits"]} == {"first"}
    assert {hit["voice"] for hit in done["hits"]} == {"判决主文", "法院说理"}
    assert "范围：法院层级 基层，说话人 判决主文或法院说理，共 1 份文书" in pandu(*words).err


def test_an_evaluation_remembers_its_filter(pandu: Pandu, tmp_path: Path) -> None:
    questions, out = tmp_path / "q.jsonl", tmp_path / "out"
    row = {
        "id": "q1", "question": "归还多少？", "answerable": True, "doc": "first",
        "evidence": [{"start": 0, "end": 9}], "voice": "order", "type": "amount", "answer": "3万元",
    }  # fmt: skip
    questions.write_text(json.dumps(row), encoding="utf-8")
    words = ("eval", questions, "--out", out, "--model", "none")
    assert pandu(*words, "--court", "杭州").code == 0
    (result,) = map(json.loads, (out / "results.jsonl").read_text("utf-8").splitlines())
    assert {hit["source_id"] for hit in result["hits"]} == {"first"}
    other = pandu(*words, "--court", "北京")
    assert other.code == 2 and "法院 北京" in other.err  # not mixed with the answers of before
