"""Question files of JSON lines: what is read, what is refused, and that every bad row is named."""

from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.passage import Span
from evals.dataset import NO_TYPE, Question, unknown_voices
from evals.question_file import read_questions

SHARED = Path(__file__).parents[1].parent / "shared"
REAL_FILES = [
    ("seed/questions-dev.jsonl", 25),  # no "doc"; extra keys in the evidence; voice "none"
    ("data/civil-judgments/questions-dev.jsonl", 70),  # voice null
]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(text.encode())
    return path


def questions_of(path: Path) -> tuple[Question, ...]:
    return read_questions(path).questions


def test_only_the_question_must_be_there(tmp_path: Path) -> None:
    (question,) = questions_of(written(tmp_path, '{"question": "判了多少？"}\n'))
    assert (question.id, question.question, question.type) == ("1", "判了多少？", NO_TYPE)
    assert (question.answerable, question.evidence, question.doc) == (None, (), None)
    assert (question.voice, question.answer, question.history) == (None, "", ())


def test_a_full_row(tmp_path: Path) -> None:
    row = (
        '{"id": 7, "question": "第二项呢？", "answerable": true, "doc": "loan-7", "type": "amount",'
        ' "evidence": [{"start": 3, "end": 9, "raw": "x", "voice": "holding"}], "voice": "order",'
        ' "answer": "三万", "history": [{"question": "判了什么？", "answer": "两项。"}], "trap": 1}'
    )
    (question,) = questions_of(written(tmp_path, row))
    assert question.id == "7"
    assert [(e.span, e.voice) for e in question.evidence] == [(Span(3, 9), "holding")]
    assert [(t.question, t.answer) for t in question.history] == [("判了什么？", "两项。")]


KEPT = [
    ("\ufeff" + '{"question": "a"}', ["1"]),  # a byte order mark, as Windows editors write it
    ('{"question": "a"}\r\n\r\n{"question": "b"}\r\n', ["1", "3"]),  # CRLF; a blank line counts
    ('{"question": "a\u2028b\u0085c"}\n{"question": "d"}', ["1", "2"]),  # not line ends in JSON
    ('{"question": "a", "id": ""}', ["1"]),  # an empty id is no id
    ('{"question": "a", "evidence": null, "history": null, "answer": null}', ["1"]),  # null: none
]


@pytest.mark.parametrize(("text", "ids"), KEPT)
def test_rows_that_are_fine(tmp_path: Path, text: str, ids: list[str]) -> None:
    assert [q.id for q in questions_of(written(tmp_path, text))] == ids


def test_evidence_makes_a_question_answerable(tmp_path: Path) -> None:
    text = '{"question": "a", "evidence": [{"start": 0, "end": 1}]}'
    assert questions_of(written(tmp_path, text))[0].answerable is True


REFUSED = [
    ("{", "不是完整的 JSON"),  # cut off
    ("[1]", "应为对象"),  # JSON, but no object
    ("{}", "question 缺失"),
    ('{"question": "  "}', "question 是空的"),
    ('{"question": 3}', "question 应为文字"),
    ('{"question": "a", "answerable": "yes"}', "answerable 应为 true 或 false"),  # never guessed
    ('{"question": "a", "evidence": [{"start": 1}]}', "evidence 第 1 项 end 缺失"),
    ('{"question": "a", "evidence": [{"start": -1, "end": 2}]}', "start 不能小于 0"),
    ('{"question": "a", "evidence": [{"start": 2, "end": 2}]}', "end（2）应大于 start（2）"),
    ('{"question": "a", "evidence": [{"start": 1.0, "end": 2}]}', "start 应为整数"),
    ('{"question": "a", "history": [{"question": "b"}]}', "history 第 1 项 answer 缺失"),
    ("[" * 100_000, "不是完整的 JSON"),  # deep nesting must not crash the reader
]


@pytest.mark.parametrize(("text", "fault"), REFUSED)
def test_bad_rows_are_named(tmp_path: Path, text: str, fault: str) -> None:
    path = written(tmp_path, '{"question": "好的一行"}\n' + text)
    with pytest.raises(UsageError) as refused:
        questions_of(path)
    assert "第 2 行：" in str(refused.value)
    assert fault in str(refused.value)
    assert str(path) in str(refused.value)


def test_all_bad_rows_are_listed_at_once(tmp_path: Path) -> None:
    rows = ["{}", '{"question": "a", "id": "x"}', "{", '{"question": "b", "id": "x"}']
    with pytest.raises(UsageError) as refused:
        questions_of(written(tmp_path, "\n".join(rows)))
    message = str(refused.value)
    assert "有 3 行不合格式" in message
    assert "第 1 行：question 缺失" in message
    assert "第 3 行：不是完整的 JSON" in message
    assert "第 4 行：编号“x”与第 2 行重复" in message


WHOLE_FILES = [
    (b"\n \n", "没有问题"),  # blank lines only
    ("判决".encode("gb18030"), "不是 UTF-8"),
]


@pytest.mark.parametrize(("content", "fault"), WHOLE_FILES)
def test_whole_files_that_are_refused(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=fault):
        questions_of(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不了问题文件"):
        questions_of(tmp_path / "none.jsonl")


@pytest.mark.parametrize(("name", "count"), REAL_FILES)
def test_real_question_files(name: str, count: int) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"shared/{name} is not here")
    questions = questions_of(path)
    assert len(questions) == count
    assert not unknown_voices(questions)


TEXT = "本院认为，借款关系成立。\n判决如下：归还借款。归还借款。"
QUOTES = [
    ('"借款关系成立"', [Span(5, 11)], ""),  # exactly once
    ('"借款 关系\\n成立。"', [Span(5, 12)], ""),  # spaces and line ends of a cell do not count
    ('"成立。判决如下"', [Span(9, 17)], ""),  # a line end of the judgment does not count either
    ('"本院认为\\n判决如下"', [Span(0, 4), Span(13, 17)], ""),  # a line a quote
    ('["本院认为", "判决如下"]', [Span(0, 4), Span(13, 17)], ""),
    ('"归还借款"', [], "出现了 2 次"),  # which one is never guessed
    ('"借款关系不成立"', [], "没有找到"),
    ('"  "', [], ""),  # no quote at all
]


@pytest.mark.parametrize(("quote", "spans", "told"), QUOTES)
def test_evidence_by_its_words(tmp_path: Path, quote: str, spans: list[Span], told: str) -> None:
    path = written(tmp_path, f'{{"question": "a", "doc": "loan-7", "evidence_quote": {quote}}}')
    read = read_questions(path, lambda doc: {"loan-7": TEXT}[doc or ""])
    assert [e.span for e in read.questions[0].evidence] == spans
    assert bool(read.notes) == bool(told)
    assert all("第 1 行：依据" in note and told in note for note in read.notes)
    assert read.questions[0].answerable is (True if spans or told else None)


SECOND = "本院认为，租赁关系成立。归还借款。"
TWO = '"docs": ["loan-7", "loan-8"]'
IN_TWO = [
    ('"租赁关系成立"', [(Span(5, 11), "loan-8")], ""),  # in the other of the two
    (
        '"本院认为，借款\\n租赁"',
        [(Span(0, 7), None), (Span(5, 7), "loan-8")],
        "",
    ),  # a line from each
    ('"本院认为"', [], "在“loan-7”、“loan-8”中出现了 2 次"),  # once in each: which is not guessed
    ('"关系不成立"', [], "没有找到"),
]


@pytest.mark.parametrize(("quote", "places", "told"), IN_TWO)
@pytest.mark.parametrize("named", ["", '"doc": "loan-7", '])  # the first is the question's own
def test_evidence_by_its_words_in_several_judgments(
    tmp_path: Path, named: str, quote: str, places: list[tuple[Span, str | None]], told: str
) -> None:
    path = written(tmp_path, f'{{"question": "a", {named}{TWO}, "evidence_quote": {quote}}}')
    read = read_questions(path, lambda doc: {"loan-7": TEXT, "loan-8": SECOND}[doc or ""])
    (question,) = read.questions
    assert question.doc == "loan-7"
    assert [(e.span, e.doc) for e in question.evidence] == places
    assert all(told in note for note in read.notes) and bool(read.notes) == bool(told)


def test_evidence_may_name_its_own_judgment(tmp_path: Path) -> None:
    places = '[{"start": 1, "end": 2}, {"doc": "loan-8", "start": 1, "end": 2}]'
    path = written(tmp_path, f'{{"question": "a", "doc": "loan-7", "evidence": {places}}}')
    (question,) = questions_of(path)
    assert [question.doc_of(e) for e in question.evidence] == ["loan-7", "loan-8"]
    assert question.docs == ("loan-7", "loan-8")


def test_evidence_of_no_judgment_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, '{"question": "a", "doc": "loan-9", "evidence_quote": "借款"}')
    read = read_questions(path)
    assert read.questions[0].evidence == ()
    assert "文库里没有“loan-9”" in read.notes[0]
