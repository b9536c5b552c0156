"""What a Word file holds beside the text that was read, and the notes on it."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum


class Finding(StrEnum):
    """Something in a file that the text alone does not show."""

    INSERTED = "插入"
    DELETED = "删除"
    HIDDEN = "隐藏文字"
    STRUCK = "删除线"
    PICTURE = "图片"
    OBJECT = "嵌入对象"
    SYMBOL = "符号"
    FIELD = "域公式"
    UNCLOSED = "域代码"
    MISSING = "部件"


Found = Counter[Finding]

_NOTES: tuple[tuple[Finding, str], ...] = (
    (Finding.HIDDEN, "文件含隐藏文字 {} 处，未读入。"),
    (Finding.STRUCK, "有 {} 处文字带删除线，可能已作废，仍按正文读入。"),
    (Finding.PICTURE, "含图片 {} 张，图中如有文字未读入。"),
    (Finding.OBJECT, "含嵌入的对象或文件 {} 个（如表格、图表、公式），其内容未读入。"),
    (Finding.SYMBOL, "有 {} 个特殊符号无法转写，以“〓”代替。"),
    (Finding.FIELD, "有 {} 处域公式只能读出其中的文字，排列可能与原件不同。"),
    (Finding.UNCLOSED, "有 {} 个域缺少开头或结尾，那里可能多出或缺少文字。"),
    (Finding.MISSING, "文件内部缺少 {} 个部件（如脚注、编号），可能缺少文字。"),
)


def notes_on(found: Mapping[Finding, int]) -> tuple[str, ...]:
    """One Chinese sentence a finding, revisions first; none for a plain file."""
    inserted, deleted = found.get(Finding.INSERTED, 0), found.get(Finding.DELETED, 0)
    revisions = f"含未接受的修订：插入 {inserted} 处、删除 {deleted} 处，已按接受修订后的文字读取。"
    counted = [sentence.format(found[kind]) for kind, sentence in _NOTES if found.get(kind, 0)]
    return ((revisions,) if inserted or deleted else ()) + tuple(counted)
