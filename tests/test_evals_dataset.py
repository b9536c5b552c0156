"""Question files: what is read, what is refused, and that every bad row is named at once."""

from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.passage import Span
from corpus.voice import Voice
from evals.dataset import GOLD_VOICES, NO_TYPE, gold_voice, load_questions, unknown_voices

SHARED = Path(__file__).parents[1].parent / "shared"
REAL_FILES = [
    ("seed/questions-dev.jsonl", 25),  # no "doc"; extra keys in the evidence; voice "none"
    ("data/civil-judgments/questions-dev.jsonl", 70),  # voice null
]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(text.encode())
    return path


def test_only_the_question_must_be_there(tmp_path: Path) -> None:
    (question,) = load_questions(written(tmp_path, '{"question": "判了多少？"}\n'))
    assert (question.id, question.question, question.type) == ("1", "判了多少？", NO_TYPE)
    assert (question.answerable, question.evidence, question.doc) == (None, (), None)
    assert (question.voice, question.answer, question.history) == (None, "", ())


def test_a_full_row(tmp_path: Path) -> None:
    row = (
        '{"id": 7, "question": "第二项呢？", "answerable": true, "doc": "loan-7", "type": "amount",'
        ' "evidence": [{"start": 3, "end": 9, "raw": "x", "voice": "holding"}], "voice": "order",'
        ' "answer": "三万", "history": [{"question": "判了什么？", "answer": "两项。"}], "trap": 1}'
    )
    (question,) = load_questions(written(tmp_path, row))
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
    assert [q.id for q in load_questions(written(tmp_path, text))] == ids


def test_evidence_makes_a_question_answerable(tmp_path: Path) -> None:
    text = '{"question": "a", "evidence": [{"start": 0, "end": 1}]}'
    assert load_questions(written(tmp_path, text))[0].answerable is True


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
        load_questions(path)
    assert "第 2 行：" in str(refused.value)
    assert fault in str(refused.value)
    assert str(path) in str(refused.value)


def test_all_bad_rows_are_listed_at_once(tmp_path: Path) -> None:
    rows = ["{}", '{"question": "a", "id": "x"}', "{", '{"question": "b", "id": "x"}']
    with pytest.raises(UsageError) as refused:
        load_questions(written(tmp_path, "\n".join(rows)))
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
        load_questions(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不了问题文件"):
        load_questions(tmp_path / "none.jsonl")


GOLD_NAMES = [
    ("plaintiff_claim", Voice.PLAINTIFF_CLAIM),
    ("appellant_claim", Voice.PLAINTIFF_CLAIM),  # in an appeal
    ("appellee_argument", Voice.DEFENDANT_ARGUMENT),
    ("holding", Voice.ORDER),  # the seed's name
    ("case_fact", Voice.COURT_FINDING),
    ("article_author", Voice.COMMENTARY),
    ("法院查明", Voice.COURT_FINDING),  # the Chinese name
    ("none", None),  # how the seed says that there is none
    ("", None),
    (None, None),
    ("narrator", None),  # unknown: reported, not guessed
]


@pytest.mark.parametrize(("name", "voice"), GOLD_NAMES)
def test_gold_voices(name: str | None, voice: Voice | None) -> None:
    assert gold_voice(name) is voice


def test_every_voice_has_a_gold_name() -> None:
    assert set(GOLD_VOICES.values()) == set(Voice)


def test_unknown_voices_are_counted(tmp_path: Path) -> None:
    rows = '{"question": "a", "voice": "narrator"}\n{"question": "b", "voice": "none"}'
    assert unknown_voices(load_questions(written(tmp_path, rows))) == {"narrator": 1}


@pytest.mark.parametrize(("name", "count"), REAL_FILES)
def test_real_question_files(name: str, count: int) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"shared/{name} is not here")
    questions = load_questions(path)
    assert len(questions) == count
    assert not unknown_voices(questions)
