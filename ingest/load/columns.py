"""Which column of an export holds the judgment, its id and what is known of it."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.case_number import case_numbers_in
from corpus.court import court_named
from corpus.errors import DocumentError

NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "正文",
        "全文",
        "文书内容",
        "文书全文",
        "文书正文",
        "裁判文书",
        "裁判文书全文",
        "裁判文书内容",
        "判决书全文",
        "判决书",
        "判决书内容",
        "内容",
        "content",
        "fulltext",
        "full_text",
        "body",
        "document",
        "judgment",
    ),
    "id": (
        "id",
        "文书id",
        "文书编号",
        "编号",
        "序号",
        "docid",
        "doc_id",
        "uuid",
        "案号",
        "case_number",
    ),
    "case_number": ("案号", "案件号", "案件编号", "case_number", "caseno", "case_no"),
    "court": ("法院", "审理法院", "法院名称", "裁判法院", "court", "court_name"),
    "cause": ("案由", "案件案由", "cause"),
    "date": ("裁判日期", "判决日期", "裁判时间", "date", "judgment_date"),
    "title": ("案件名称", "标题", "文书标题", "文书名称", "案名", "title"),
}
"""By what each column goes in exports of judgments, the surest name first."""

SHORTEST_TEXT = 30
"""Characters that a column without a telling name must hold in some row to be the text."""

LONGEST_NAME = 60
"""Characters of a column's name; a table whose first row has more has no names."""

FIELDS = ("case_number", "court", "cause", "date", "title")

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """The keys of one table's columns; `guessed` if the text's was told by its length alone."""

    text: str
    id: str | None
    fields: tuple[tuple[str, str], ...]  # front matter key, column
    guessed: bool = False

    def front_matter(self, row: Mapping[str, Any]) -> dict[str, str]:
        """What the row says of its judgment, in normal form; what is none is left out."""
        found = {key: _field(key, row.get(column)) for key, column in self.fields}
        return {key: value for key, value in found.items() if value}


def columns_of(names: Sequence[str], rows: Iterable[Mapping[str, Any]], place: str) -> Columns:
    """The columns of a table with these names; `rows` are some of its first.

    The text's column is the one named so, else the one with the longest text. Raises
    DocumentError, naming `place`, if none holds text.
    """
    text, guessed = named("text", names), False
    if text is None:
        longest = dict.fromkeys(names, 0)
        for row in rows:
            for name in names:
                if isinstance(value := row.get(name), str):
                    longest[name] = max(longest[name], len(value))
        text = max(longest, key=lambda name: longest[name], default=None)
        if text is None or longest[text] < SHORTEST_TEXT:
            raise DocumentError(
                f"{place} 里没有找到正文列（有：{'、'.join(names[:12]) or '无'}）。"
                "请把正文列命名为“正文”或 text 后重新导入。"
            )
        guessed = True
    fields = [(key, named(key, names)) for key in FIELDS]
    return Columns(
        text,
        named("id", [name for name in names if name != text]),
        tuple((key, column) for key, column in fields if column and column != text),
        guessed,
    )


def named(field: str, names: Iterable[str]) -> str | None:
    """The name among `names` by which a field goes; None if it has none."""
    by_folded = {re.sub(r"[\s\ufeff]", "", name).casefold(): name for name in reversed(list(names))}
    return next((by_folded[n] for n in NAMES[field] if n in by_folded), None)


def _field(key: str, value: object) -> str | None:
    if isinstance(value, datetime.date):
        value = value.isoformat()
    if not isinstance(value, str) or not value.strip():
        return None
    value = value.strip()
    if key == "case_number":
        numbers = case_numbers_in(value)
        return numbers[0].number if numbers else None
    if key == "court":
        return court_named(value)
    if key == "date":
        return _date(value)
    return value if len(value) <= LONGEST_NAME * 2 and "\n" not in value else None


def _date(value: str) -> str | None:
    match = _DATE.fullmatch(value)
    try:
        return datetime.date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:  # 2021-02-30
        return None
