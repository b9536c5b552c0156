"""An invented ruling beside a real quote, and words in quotation marks that no quote holds."""

import pytest

from analysis.verify.ruled import (
    RULINGS,
    RulingRow,
    invented_quote,
    invented_ruling,
)


@pytest.mark.parametrize("row", RULINGS, ids=lambda row: row.statement)
def test_each_ruling_is_told_and_borne_out_as_its_row_says(row: RulingRow) -> None:
    assert invented_ruling(row.statement, [row.misses])
    assert invented_ruling(row.statement, [row.bears_out]) is None
    assert invented_ruling(row.statement, [row.misses, row.bears_out]) is None


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("法院没有判决双方离婚。", "原告的证据不足以证明感情破裂。"),  # no ruling is claimed
        ("被告无需赔偿原告。", "被告不存在过错。"),
        ("上诉人的请求没有成立，判决驳回上诉。", "驳回上诉，维持原判。"),
        ("被告应当赔偿损失。", "被告对原告的损失承担责任。"),
    ],
)
def test_what_is_no_ruling_or_stands_there_is_not_held_against_it(
    statement: str, quote: str
) -> None:
    assert invented_ruling(statement, [quote]) is None


@pytest.mark.parametrize(
    ("statement", "quote", "found"),
    [
        (
            "法院认为：“被告构成违约，应当承担责任。”",
            "被告未按约定付款。",
            "被告构成违约，应当承担责任。",
        ),
        ("法院认为：“被告未按约定付款。”", "被告未按 约定付款。", None),  # white space aside
        ("平台主张适用“避风港”规则。", "平台称自己只提供空间。", None),  # a term, no quote
    ],
)
def test_words_in_quotation_marks_stand_in_a_quote(
    statement: str, quote: str, found: str | None
) -> None:
    assert invented_quote(statement, [quote]) == found
