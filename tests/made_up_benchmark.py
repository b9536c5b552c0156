"""A benchmark set in a folder: a few made-up articles, and questions with their grades."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROWS: list[dict[str, Any]] = [
    {"id": "租赁 一", "text": "承租人应当按照约定的期限支付租金。", "meta": {"law": "租赁条例"}},
    {"id": "租赁 二", "text": "承租人逾期不支付租金的，出租人可以解除合同。",
     "meta": {"law": "租赁条例", "article": "第二条"}},
    {"id": "lend#1", "text": "借款人未按期返还借款的，应当支付逾期利息。",
     "meta": {"law": "借款条例"}},
    {"id": "lend#2", "text": "利息不得预先在本金中扣除。", "meta": {"law": "借款条例"}},
    {"id": "alone", "text": "邻居应当妥善处理通风与采光。"},
    {"id": 7, "text": "１２３４", "meta": None},  # nothing but numbers; the id is one too
]  # fmt: skip
QUERIES: list[dict[str, Any]] = [
    {"id": "q 1", "text": "租金应当什么时候支付？"},
    {"id": "q2", "text": "不返还借款要付逾期利息吗？"},
    {"id": "q3", "text": "出租人何时可以解除合同？", "meta": {"kind": "租赁"}},
    {"id": "q4", "text": "没有人评定过的问题"},
    {"id": "q5", "text": "zzz"},  # no row holds it: every measure is 0
]
QRELS = [
    ("q 1", "租赁 一", 2),
    ("q 1", "租赁 二", 1),
    ("q2", "lend#1", 1),
    ("q2", "alone", 0),
    ("q3", "租赁 二", 1),
    ("q5", "7", 1),
]


def write_set(
    folder: Path,
    rows: Sequence[Any] = ROWS,
    queries: Sequence[Any] = QUERIES,
    qrels: Sequence[tuple[Any, ...]] = QRELS,
) -> Path:
    """The folder, made; a row that is text already is written as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in (("corpus", rows), ("queries", queries)):
        text = "\n".join(
            r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in lines
        )
        (folder / f"{name}.jsonl").write_text(text + "\n", encoding="utf-8")
    lines = [("query-id", "corpus-id", "score"), *qrels]
    tsv = "".join("\t".join(map(str, line)) + "\n" for line in lines)
    (folder / "qrels.tsv").write_text(tsv, encoding="utf-8")
    return folder
