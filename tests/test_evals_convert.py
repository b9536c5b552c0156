"""Public data sets become questions and documents; evidence lies where its text says."""

import json
from pathlib import Path

import pytest
from made_up_sets import (
    CJRC_QAS,
    CODE,
    CONTEXT,
    LECOQA,
    LECOQA_CORPUS,
    LEGALDC,
    REGULATION,
    RULE,
    cjrc,
    write_json,
    write_lines,
)

from corpus.errors import UsageError
from corpus.passage import Span
from evals.convert import JUDGMENTS, QUESTIONS, READERS, Kind, convert, write_converted
from evals.converted import Asked, Converted, Place, joined, located
from evals.question_file import read_questions


def quoted(found: Converted, id_: str) -> list[str]:
    """What the evidence of a question's row quotes."""
    texts = {document.id: document.text for document in found.documents}
    row = next(q for q in found.questions if q.id == id_).as_json()
    return [texts[e.get("doc", row["doc"])][e["start"] : e["end"]] for e in row["evidence"]]


CJRC = [
    # id, answerable, type, answer, evidence
    ("1_1", True, "span", "800元", ["付款800元", "800元"]),  # the commonest; each place once
    ("1_2", True, "yes_no", "是", []),
    ("1_3", False, "unanswerable", "", []),
    ("1_4", True, "span", "甲公司", ["甲公司"]),
    ("1_5", False, "unanswerable", "余款", ["余款"]),
    ("1_6", False, "unanswerable", "余款", ["余款"]),
    ("1_7", True, "span", "800元", ["800元"]),
    ("1_8", True, "span", "甲公司；乙公司", ["甲公司", "乙公司"]),
]


@pytest.mark.parametrize(("id_", "answerable", "kind", "answer", "evidence"), CJRC)
def test_cjrc(
    tmp_path: Path, id_: str, answerable: bool, kind: str, answer: str, evidence: list[str]
) -> None:
    found = convert(Kind.CJRC, write_json(tmp_path / "dev.json", cjrc()))
    row = next(q for q in found.questions if q.id == id_).as_json()
    assert (row["answerable"], row["type"], row["answer"]) == (answerable, kind, answer)
    assert quoted(found, id_) == evidence
    assert row["doc"] == "cjrc-1" and found.documents[0].text == CONTEXT


def test_cjrc_keeps_every_annotator_and_says_what_is_astray(tmp_path: Path) -> None:
    found = convert(Kind.CAIL, write_json(tmp_path / "dev.json", cjrc()))
    assert found.questions[0].answers == ("800元", "付款800元", "800元")
    assert found.questions[1].answers == ("YES", "YES", "NO")
    assert found.notes == ("有 1 处答案不在所标的位置，没有作为依据。",)


def test_cjrc_of_several_files_is_told_apart_by_their_names(tmp_path: Path) -> None:
    write_json(tmp_path / "dev.json", cjrc(CJRC_QAS[0]))
    write_json(tmp_path / "other.json", {"version": 1})  # none of it
    folder = write_json(tmp_path / "test.json", cjrc(CJRC_QAS[0]))
    found = convert(Kind.CJRC, folder)
    assert [document.id for document in found.documents] == ["cjrc-dev-1", "cjrc-test-1"]
    assert [question.id for question in found.questions] == ["dev-1_1", "test-1_1"]


def test_lecoqa(tmp_path: Path) -> None:
    write_lines(tmp_path / "data" / "corpus.jsonl", LECOQA_CORPUS)
    write_json(tmp_path / "data" / "queries.json", LECOQA)
    found = convert(Kind.STARD, tmp_path)  # the folder above `data`
    assert {document.id: document.text for document in found.documents} == {
        CODE: "第一条　为了规范租赁，制定本法。\n第二条　按期支付租金。\n第一百条之一　可以解除。",
        RULE: "第三条　不得占道。\n\n违者罚款。",
    }
    assert quoted(found, "0") == ["第二条　按期支付租金。"]
    # The rule's article lies in another document than most of the evidence.
    articles = [
        "第二条　按期支付租金。",
        "第一百条之一　可以解除。",
        "第三条　不得占道。\n\n违者罚款。",
    ]
    assert quoted(found, "1") == articles
    assert found.questions[1].as_json()["docs"] == [CODE, RULE]
    assert [q.as_json()["answer"] for q in found.questions] == ["您好，按约定的期限付。", ""]
    assert found.notes == ()


def test_lecoqa_without_a_corpus(tmp_path: Path) -> None:
    found = convert(Kind.LECOQA, write_json(tmp_path / "test.json", LECOQA))
    assert {document.id for document in found.documents} == {CODE, RULE}
    assert quoted(found, "0") == ["第二条　按期支付租金。"]
    assert "检索会比用全部法条容易" in found.notes[0]


def test_legaldc(tmp_path: Path) -> None:
    write_json(tmp_path / "data" / "pro_LawQA.json", LEGALDC)
    regulation = tmp_path / "data" / "documents" / "停车管理办法.txt"
    regulation.parent.mkdir()
    regulation.write_text(REGULATION, encoding="utf-8")
    found = convert(Kind.LEGALDC, tmp_path)
    assert [document.id for document in found.documents] == ["停车管理办法"]
    assert quoted(found, "1") == ["第二条　主管部门\n负责监督。"]  # spaces and line ends aside
    first, second = found.questions
    assert (first.type, first.doc, second.doc) == ("概括归纳型", "停车管理办法", None)
    assert found.notes == (
        "有 1 份法规不在文件夹里，如“不在这里的办法”。",
        "有 2 处依据在法规的文字里找不到，没有写进问题文件。",
    )


JUDGED_ROWS = [
    {"id": "办法#2", "text": "不得占道。", "meta": {"law": "停车办法", "article": "第二条"}},
    {
        "id": "办法#3",
        "text": "第三条　违者罚款。",
        "meta": {"law": "停车办法", "article": "第三条"},
    },
    {"id": "单独", "text": "不属于哪部法。"},
]
JUDGED_QUERIES = [
    {"id": 7, "text": "能占道吗？", "meta": {"class": " 逻辑推理型"}},
    {"id": "n", "text": "没有依据也没有答案"},
]


def judged(folder: Path, beside: bool = False) -> Path:
    """The layout of `pandu benchmark`; its corpus in the folder, or among the statutes beside."""
    corpus = folder.parent / "statutes" if beside else folder
    write_lines(corpus / "corpus.jsonl", JUDGED_ROWS)
    write_lines(folder / "queries.jsonl", JUDGED_QUERIES)
    write_lines(folder / "answers.jsonl", [{"id": "7", "answer": "不能。"}])
    lines = "query-id\tcorpus-id\tscore\n7\t办法#2\t1\n7\t办法#3\t0\n7\t无此条\t1\n"
    (folder / "qrels.tsv").write_text(lines, encoding="utf-8")
    return folder


@pytest.mark.parametrize("beside", [False, True])
def test_the_layout_of_a_benchmark(tmp_path: Path, beside: bool) -> None:
    found = convert(Kind.LECOQA, judged(tmp_path / "set", beside))
    assert [(document.id, document.text) for document in found.documents] == [
        ("停车办法", "第二条　不得占道。\n第三条　违者罚款。"),
        ("单独", "不属于哪部法。"),
    ]
    assert quoted(found, "7") == ["第二条　不得占道。"]  # a score of 0 is no evidence
    rows = [question.as_json() for question in found.questions]
    assert (rows[0]["type"], rows[0]["answer"], rows[0]["answerable"]) == (
        "逻辑推理型",
        "不能。",
        True,
    )
    assert (rows[1]["doc"], rows[1]["answerable"], rows[1]["type"]) == (None, None, None)
    assert "有 1 处依据指向语料里没有的段落" in found.notes[0]


def whole_documents(folder: Path, start: int) -> Path:
    """The layout with whole documents, of which the corpus says its places."""
    text = "甲公司付款800元。余款未付。"
    part = {
        "id": "d#1",
        "text": "余款未付。",
        "meta": {"doc": "d", "start": start, "end": start + 5},
    }
    query = {"doc": "d", "type": "yesno"}
    write_lines(folder / "docs.jsonl", [{"id": "d", "text": text, "meta": {}}])
    write_lines(folder / "corpus.jsonl", [part])
    queries = [
        {"id": "q", "text": "付清了吗？", "meta": query},
        {"id": "r", "text": "谁？", "meta": {"doc": "d"}},
    ]
    write_lines(folder / "queries.jsonl", queries)
    write_lines(folder / "answers.jsonl", [
        {"id": "q", "type": "yesno", "answers": [["NO"], ["NO"], [""]]},
        {"id": "r", "type": "unanswerable", "answers": [[""], [""]]},
    ])  # fmt: skip
    (folder / "qrels.tsv").write_text("q\td#1\t1\n", encoding="utf-8")
    return folder


def test_whole_documents_keep_the_places_of_their_parts(tmp_path: Path) -> None:
    found = convert(Kind.CJRC, whole_documents(tmp_path, 10))
    assert quoted(found, "q") == ["余款未付。"]
    yes_no, unanswerable = (question.as_json() for question in found.questions)
    assert (yes_no["type"], yes_no["answer"], yes_no["answers"]) == (
        "yes_no",
        "否",
        ["NO", "NO", ""],
    )
    assert (unanswerable["answerable"], unanswerable["doc"]) == (False, "d")


def test_places_that_do_not_fit_their_document_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不符"):
        convert(Kind.CJRC, whole_documents(tmp_path, 9))


def test_what_is_written_can_be_read_back(tmp_path: Path) -> None:
    found = convert(Kind.CJRC, write_json(tmp_path / "dev.json", cjrc()))
    write_converted(found, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {JUDGMENTS, QUESTIONS}
    questions = read_questions(tmp_path / "out" / QUESTIONS).questions
    assert [question.id for question in questions] == [q["id"] for q in CJRC_QAS]
    assert questions[0].doc == "cjrc-1" and questions[0].answerable is True
    assert questions[0].answers == ("800元", "付款800元", "800元")
    (line,) = (tmp_path / "out" / JUDGMENTS).read_text("utf-8").splitlines()
    assert json.loads(line) == {"id": "cjrc-1", "text": CONTEXT}


BAD = [
    (Kind.CJRC, {}, "CJRC"),
    (Kind.CJRC, {"a.json": {"data": [{"caseid": "1"}]}}, "paragraphs"),
    (Kind.CJRC, {"a.json": cjrc(CJRC_QAS[0], CJRC_QAS[0])}, "不止一次"),
    (Kind.LECOQA, {"queries.json": [{"query": 1}]}, "LeCoQA"),
    (Kind.LEGALDC, {"a.json": []}, "Legal-DC"),
    (Kind.LEGALDC, {"pro_LawQA.json": LEGALDC}, "documents"),
]


@pytest.mark.parametrize(("kind", "files", "words"), BAD)
def test_a_folder_that_does_not_fit_is_refused(
    tmp_path: Path, kind: Kind, files: dict[str, object], words: str
) -> None:
    for name, whole in files.items():
        write_json(tmp_path / name, whole)
    with pytest.raises(UsageError, match=words):
        convert(kind, tmp_path)


def test_a_folder_that_is_not_there_and_lines_that_do_not_fit(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有文件夹"):
        convert(Kind.CJRC, tmp_path / "nowhere")
    folder = judged(tmp_path / "set")
    (folder / "queries.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"第 1 行.*text"):
        convert(Kind.LECOQA, folder)
    (folder / "qrels.tsv").write_text("7\t办法#2\t1\n7 办法#3 1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="第 2 行"):
        convert(Kind.LECOQA, folder)


LOCATED = [
    ("甲乙 丙\n丁", "乙丙丁", Span(1, 6)),
    ("甲乙丙", " 乙 ", Span(1, 2)),
    ("甲乙甲乙", "甲乙", Span(0, 2)),  # the first
    ("甲乙丙", "丁", None),
    ("甲乙丙", " ", None),
]


@pytest.mark.parametrize(("text", "part", "expected"), LOCATED)
def test_a_part_is_located_white_space_aside(text: str, part: str, expected: Span | None) -> None:
    assert located(text, part) == expected


def test_joined_parts_lie_where_they_are_said_to() -> None:
    parts = ["甲", "", "乙丙"]
    text, spans = joined(parts)
    assert text == "甲\n\n乙丙"
    assert spans == [Span(0, 1), None, Span(3, 5)]


PLACES = tuple(Place(doc, Span(n, n + 1)) for n, doc in enumerate("abb")) + (
    Place("b", Span(2, 3)),
)
AT_A, AT_B = [{"start": 0, "end": 1}], [{"start": 1, "end": 2}, {"start": 2, "end": 3}]
DOCUMENTS = [
    # the question's document, places, the row's documents, its evidence
    (None, PLACES, ["b", "a"], [*AT_B, {**AT_A[0], "doc": "a"}]),  # most lies in b; each place once
    ("a", PLACES, ["a", "b"], [*AT_A, *({**place, "doc": "b"} for place in AT_B)]),  # its own
    (None, PLACES[:1], ["a"], AT_A),  # one document: nothing to tell apart
    ("c", PLACES[:1], ["c", "a"], [{**AT_A[0], "doc": "a"}]),  # none in its own
    (None, (), [None], []),
]


@pytest.mark.parametrize(("doc", "places", "docs", "evidence"), DOCUMENTS)
def test_evidence_in_further_documents_names_them(
    doc: str | None, places: tuple[Place, ...], docs: list[str], evidence: list[dict[str, object]]
) -> None:
    row = Asked("q", "？", doc, True, places, ()).as_json()
    assert (row["doc"], row.get("docs", docs[:1])) == (docs[0], docs)
    assert row["evidence"] == evidence


def test_every_kind_has_a_reader() -> None:
    assert READERS.keys() == set(Kind)
