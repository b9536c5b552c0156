"""Public data sets in small, as they are published; every text is made up."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

CONTEXT = "经审理查明,双方于2015年5月1日签订合同,甲公司付款800元给乙公司,余款未付"


def answers(*texts: str, starts: Sequence[int] | None = None) -> list[dict[str, Any]]:
    """One an annotator, where the text stands in CONTEXT; YES, NO and none stand nowhere."""
    found = starts or [CONTEXT.find(text) if text else -1 for text in texts]
    return [{"text": t, "answer_start": s} for t, s in zip(texts, found, strict=True)]


def qa(id_: str, given: Sequence[Any], impossible: object = "false") -> dict[str, Any]:
    """A question with its annotators' answers."""
    return {"id": id_, "question": f"{id_}？", "answers": given, "is_impossible": impossible}


CJRC_QAS = [
    qa("1_1", answers("800元", "付款800元", "800元")),
    qa("1_2", answers("YES", "YES", "NO")),
    qa("1_3", answers("", "", ""), "true"),
    qa("1_4", answers("甲公司", "甲公司", "甲公司"), "true"),  # the flag is wrong: all answered
    qa("1_5", answers("", "", "余款"), "false"),  # and here most found nothing
    qa("1_6", answers("", "余款"), "true"),  # divided: the flag
    qa("1_7", answers("800元", "800元", starts=(CONTEXT.find("800元"), 3))),  # one is astray
    # CAIL 2021: an annotator may mark several places.
    qa("1_8", [answers("甲公司", "乙公司"), answers("甲公司")], False),
]


def cjrc(*qas: Mapping[str, Any], case: str = "1") -> dict[str, Any]:
    """A whole file with one case."""
    paragraph = {"context": CONTEXT, "casename": "买卖合同纠纷", "qas": list(qas or CJRC_QAS)}
    return {"data": [{"caseid": case, "domain": "civil", "paragraphs": [paragraph]}]}


CODE, RULE = "中华人民共和国租赁法", "停车管理办法"
LECOQA = [
    {
        "query_id": 0,
        "问题": "租金什么时候付？",
        "答案文本": "您好，按约定的期限付。",
        "相关法规": {f"{CODE}第二条": "按期支付租金。\n"},
        "match_name": [f"{CODE}第二条"],
        "典型案例": float("nan"),
    },
    {
        "query_id": 1,
        "问题": "能解除吗？",
        "答案文本": float("nan"),
        "相关法规": {
            f"{CODE}第一百条之一": "可以解除。",
            f"{RULE}第三条": "不得占道。",
            f"{CODE}第二条": "按期支付租金。",
        },
    },
]
LECOQA_CORPUS = [
    {"id": 1, "name": f"{CODE}第一条", "content": "为了规范租赁，制定本法。\\n"},
    {"id": 2, "name": f"{RULE}第三条", "content": "不得占道。\\n\\n违者罚款。"},
    {"id": 3, "name": f"{CODE}第二条", "content": "按期支付租金。\\n"},
    {"id": 4, "name": f"{CODE}第一百条之一", "content": "可以解除。"},
]

LEGALDC = [
    {
        "query": "谁负责？",
        "answer": "主管部门。",
        "document": ["第二条 主管 部门负责监督。", "这一条谁也没有写过。"],
        "title": "停车管理办法",
        "document_start": 5,
        "document_end": 9,
        "class": " 概括归纳型",
    },
    {"query": "没有的法规？", "answer": "无。", "document": ["第一条"], "title": "不在这里的办法"},
]
REGULATION = "停车管理办法\n第一条　为了管理停车，制定本办法。\n第二条　主管部门\n负责监督。\n"


def write_json(path: Path, whole: object) -> Path:
    """The file's folder; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path.parent


def write_lines(path: Path, rows: Sequence[object]) -> Path:
    """The same for a file with one object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(lines, encoding="utf-8")
    return path.parent
