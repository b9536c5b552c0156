"""Old articles and new: every pair of the checked table resolves both ways, and proofs hold."""

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from corpus.law import folded
from corpus.numeral import integer_of
from corpus.provision import Provision, predecessors_of, provisions, successors_of

CODE, TORT = "中华人民共和国民法典", "中华人民共和国侵权责任法"
COPYRIGHT, COMPETITION = "中华人民共和国著作权法", "中华人民共和国反不正当竞争法"
NETWORK, PROCEDURE = "中华人民共和国网络安全法", "中华人民共和国民事诉讼法"
MARRIAGE, FAMILY = (
    "最高人民法院关于适用〈中华人民共和国婚姻法〉若干问题的解释",
    "最高人民法院关于适用〈中华人民共和国民法典〉婚姻家庭编的解释（一）",
)
CUSTODY = "最高人民法院关于人民法院审理离婚案件处理子女抚养问题的若干具体意见"

STATUTES = Path(__file__).parents[1].parent / "shared" / "data" / "statutes" / "corpus.jsonl"


@pytest.mark.parametrize(
    ("old", "article", "day", "new", "articles", "later"),
    [
        # What replaced a whole law needs no day.
        *[
            (TORT, a, None, CODE, [b], None)
            for a, b in [
                (6, 1165), (7, 1166), (21, 1167), (8, 1168), (9, 1169), (10, 1170), (11, 1171),
                (12, 1172), (20, 1182), (22, 1183), (19, 1184),
            ]
        ],
        (TORT, 36, None, CODE, [1194, 1195, 1196, 1197], None),
        # Numbers that moved within a law are read by the day.
        *[
            (COPYRIGHT, a, "2015-06-01", COPYRIGHT, [b], "2022-01-01")
            for a, b in [
                (3, 3), (11, 12), (22, 24), (47, 52), (48, 53), (49, 54), (52, 58), (53, 59),
            ]
        ],
        *[(COPYRIGHT, a, "2015-06-01", COPYRIGHT, [56, 57], "2022-01-01") for a in (50, 51)],
        *[
            (COMPETITION, a, "2020-06-01", COMPETITION, [b], "2025-12-01")
            for a, b in [
                (2, 2), (6, 7), (7, 8), (8, 9), (9, 10), (10, 11), (11, 12), (12, 13), (17, 22),
            ]
        ],
        (NETWORK, 41, "2020-06-01", NETWORK, [43], "2026-02-01"),
        (NETWORK, 42, "2020-06-01", NETWORK, [44], "2026-02-01"),
        (PROCEDURE, 144, "2016-05-01", PROCEDURE, [147], "2024-05-01"),
        (PROCEDURE, 253, "2016-05-01", PROCEDURE, [264], "2024-05-01"),
        # An interpretation replaced by another.
        (f"{MARRIAGE}（二）", 8, None, FAMILY, [69], None),
        (CUSTODY, 16, None, FAMILY, [56], None),
    ],
)  # fmt: skip
def test_a_pair_resolves_both_ways(
    old: str, article: int, day: str | None, new: str, articles: list[int], later: str | None
) -> None:
    after = successors_of(old, article, None, day)
    assert [(r.law, r.article) for r in after] == [(new, n) for n in articles]
    for number in articles:
        before = predecessors_of(new, number, later)
        assert (old, article) in [(r.law, r.article) for r in before]


@pytest.mark.parametrize(
    ("law", "article", "day"),
    [
        (COPYRIGHT, 48, "2022-01-01"),  # today about broadcasting
        (COMPETITION, 6, "2025-12-01"),  # today about public supervision
        (PROCEDURE, 253, "2012-06-01"),  # the edition of 2007 had it elsewhere
        (PROCEDURE, 253, "2023-06-01"),  # so has that of 2021
        (PROCEDURE, 144, None),  # without a day nothing is told
    ],
)
def test_a_number_of_another_edition_leads_nowhere(law: str, article: int, day: str | None) -> None:
    assert successors_of(law, article, None, day) == ()


TEXTS_COMPARED = "新旧司法解释条文文字对照"
SHARED = 0.45
"""Of the runs of four characters of the old text or the new: what counts as the same rule."""


@pytest.mark.skipif(not STATUTES.exists(), reason="the texts of the laws lie beside the project")
@pytest.mark.parametrize(
    "row",
    [r for r in provisions() if r.source == TEXTS_COMPARED],
    ids=lambda row: f"{row.law[-16:]}{row.article}",
)
def test_compared_texts_say_the_same(row: Provision) -> None:
    old = _fours(_texts()[folded(row.law)][row.article])
    for after in row.successors:
        assert after.article is not None
        new = _fours(_texts()[folded(after.law)][after.article])
        shared = len(old & new)
        assert max(shared / len(old), shared / len(new)) >= SHARED


def _fours(text: str) -> set[str]:
    plain = re.sub(r"[^\u4e00-\u9fff0-9]", "", text)
    return {plain[i : i + 4] for i in range(len(plain) - 3)}


@cache
def _texts() -> dict[str, dict[int, str]]:
    """The articles of every law in the shared texts, by their folded names."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for line in STATUTES.read_text("utf-8").splitlines():
        row = json.loads(line)
        number = integer_of(row["meta"]["article"].strip("第条"))
        if number:
            found[folded(row["meta"]["law"])].setdefault(number, row["text"])
    return found
