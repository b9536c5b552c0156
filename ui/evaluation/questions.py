"""Question files as a reader gives them: read, looked over before anything is asked."""

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import evals
from corpus.errors import UsageError
from evals.dataset import Question
from evals.markup import Html, element, scrolling
from evals.question_columns import COLUMNS
from evals.question_file import QuestionFile, read_questions
from evals.question_row import Texts
from evals.question_types import type_label
from ui.evaluation.runs import plain_name

BUNDLED = Path(evals.__file__).parent / "questions" / "dev.jsonl"
"""The questions that come with PanDu; they are about its samples."""

ENDINGS = (".jsonl", ".csv", ".xlsx")

LARGEST = 20
"""Megabytes of a question file."""

SHOWN = 5
"""Questions of the preview."""

TYPES_SHOWN = 12
MISSING_SHOWN = 5

TEMPLATE_NAME = "评测问题模板.csv"

_EXAMPLES = (
    ("1", "法院判决归还多少借款？", "借款案.docx", "三万元。", "是", "金额"),
    ("2", "被告是怎么辩称的？", "借款案.docx", "被告说借款已经还清。", "是", "当事人主张"),
    ("3", "法院怎么看原告主张的精神损失？", "借款案.docx", "", "否", "不可答"),
)
"""Rows of the template, for its first six columns; to be replaced by the reader's own."""

_TEMPLATE_COLUMNS = ("id", "question", "doc", "answer", "answerable", "type", "evidence_quote")


@dataclass(frozen=True, slots=True)
class Given:
    """A question file: its name, its bytes, and the questions in it."""

    name: str
    content: bytes
    asked: QuestionFile


def read_given(name: str, content: bytes, texts: Texts) -> Given:
    """The questions of a file that was sent. Raises UsageError, with rows and reasons, by the
    name that the reader knows the file by."""
    name = plain_name(name)
    if Path(name).suffix.lower() not in ENDINGS:
        raise UsageError(f"“{name}”不是问题文件；请用 {'、'.join(ENDINGS)}。")
    if len(content) > LARGEST * 1024 * 1024:
        raise UsageError(f"“{name}”超过 {LARGEST} MB，请拆成几个文件。")
    if not content.strip():
        raise UsageError(f"“{name}”是空的。")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            return Given(name, content, read_questions(path, texts))
        except UsageError as error:
            raise UsageError(str(error).replace(f" {path} ", f"“{name}”").replace(
                str(path), name)) from error  # fmt: skip


def missing_documents(questions: Sequence[Question], known: frozenset[str]) -> list[str]:
    """Documents that the questions name and the library does not have, in order, each once."""
    named = dict.fromkeys(doc for question in questions for doc in question.docs)
    return [doc for doc in named if doc not in known]


def missing_words(missing: Sequence[str]) -> str:
    """What is told of them; empty if there are none."""
    if not missing:
        return ""
    names = "、".join(missing[:MISSING_SHOWN]) + (" 等" if len(missing) > MISSING_SHOWN else "")
    return (
        f"问题里提到的文书有 {len(missing)} 份不在文库里：{names}。"
        "这些题答不出依据，会记为没有引到；请先导入，或换一份问题。"
    )


def template() -> bytes:
    """A table to fill in, as Excel opens it: the names of the columns, and three rows."""
    by_key = {column.key: column.names[0] for column in COLUMNS}
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([by_key[key] for key in _TEMPLATE_COLUMNS])
    writer.writerows([*row, ""] for row in _EXAMPLES)
    return written.getvalue().encode("utf-8-sig")


def preview_html(asked: QuestionFile, *, is_open: bool) -> str:
    """How many questions of what type there are, what was not used, and the first rows, which
    can be folded away."""
    shown = asked.questions[:SHOWN]
    return element(
        "section",
        element("p", element("b", f"共 {len(asked.questions)} 题"), class_="count"),
        _types(asked.questions),
        *(element("p", note, class_="note") for note in asked.notes),
        element(
            "details", element("summary", f"看前 {len(shown)} 题"), _table(shown), open=is_open
        ),
        class_="pd-preview",
        aria_label="问题预览",
    )


def _types(questions: Sequence[Question]) -> Html:
    counted = Counter(question.type for question in questions).most_common()
    shown = [
        element("li", type_label(name), " ", element("b", str(count)))
        for name, count in counted[:TYPES_SHOWN]
    ]
    if rest := counted[TYPES_SHOWN:]:
        shown.append(element("li", "其他 ", element("b", str(sum(n for _, n in rest)))))
    return element("ul", *shown, class_="types", aria_label="各类题数")


def _table(questions: Sequence[Question]) -> Html:
    answerable = {True: "是", False: "否", None: "未写"}
    heads = ("编号", "问题", "文书", "标准答案", "可答", "类型", "依据")
    rows = [
        (
            q.id, q.question, "、".join(q.docs) or "—", q.answer or "—",
            answerable[q.answerable], type_label(q.type),
            f"{len(q.evidence)} 处" if q.evidence else "—",
        )
        for q in questions
    ]  # fmt: skip
    body = [
        element(
            "tr",
            element("th", first, scope="row"),
            *(element("td", element("bdi", cell)) for cell in rest),
        )
        for first, *rest in rows
    ]
    table = element(
        "table",
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *body),
    )
    return scrolling(table, f"前 {len(rows)} 题")
