"""Verification: words on which liability turns, and the conditions of a quote."""

import pytest
from cited import check, faults

from analysis.answer import Fault
from analysis.verify.terms import Term, exchanged_term, terms


@pytest.mark.parametrize("term", terms(), ids=lambda term: f"{term.group}-{term.value}")
def test_each_term_is_found_and_told_from_another_of_its_group(term: Term) -> None:
    assert term.pattern.search(term.example), term
    assert not term.pattern.search(term.flipped), term
    assert exchanged_term(term.example, [term.example]) is None
    assert exchanged_term(term.flipped, [term.example]), term
    assert exchanged_term(term.example, [term.flipped]), term


def test_two_terms_of_a_group_keep_their_places() -> None:
    quote = "甲车负事故主要责任，乙车负事故次要责任"
    assert Fault.TERM_MISMATCH in faults(check("法院认为甲车负次要责任，乙车负主要责任。", quote))
    assert check("法院认为甲车负主要责任，乙车负次要责任。", quote).verified


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("法院支持了全部请求。", "除利息外，其余请求本院予以支持"),
        ("法院支持了原告的请求。", "原告的请求本院予以支持，但精神损害抚慰金除外"),
        ("法院判决担保人清偿债务。", "担保人以其继承的遗产为限清偿债务"),
        ("法院判决保证人承担连带责任。", "保证人在最高额300万元范围内承担连带责任"),
        ("法院判决驳回原告的诉讼请求。", "驳回原告的其他诉讼请求"),
        ("法院判决被告承担赔偿责任。", "被告仅就超出保险限额的部分承担赔偿责任"),
        ("法院认为原告有权拍卖抵押物。", "如被告未按期履行，原告有权拍卖抵押物"),
        ("法院判决被告乙承担赔偿责任。", "被告乙承担补充赔偿责任"),
        ("法院认为赔偿额为三十万元。", "赔偿额不超过三十万元"),
        ("法院酌定违约金30万元。", "违约金应在30万元以内酌定"),
    ],
)
def test_a_condition_left_out_is_flagged(text: str, quote: str) -> None:
    assert Fault.CONDITION_DROPPED in faults(check(text, quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("法院支持除利息外的请求。", "除利息外，其余请求本院予以支持"),
        ("法院判决担保人以遗产为限清偿债务。", "担保人以其继承的遗产为限清偿债务"),
        ("法院判决保证人在300万元限额内担责。", "保证人在最高额300万元范围内承担连带责任"),
        ("法院驳回了其余请求。", "驳回原告的其他诉讼请求"),
        ("法院认为被告到期不履行时原告可拍卖抵押物。", "如被告未按期履行，原告有权拍卖抵押物"),
        ("法院认为赔偿额至多三十万元。", "赔偿额不超过三十万元"),
        # the condition is of another sentence than the one told
        ("法院判决被告返还货款。", "被告返还货款。如被告逾期，原告有权拍卖抵押物"),
        ("法院判决解除合同。", "解除合同；除已付款外，被告赔偿其余损失"),
        # what looks like a condition
        ("法院认为除法律另有规定外，合同应当履行。", "除法律另有规定外，合同应当履行"),
        ("法院判决如下：被告返还货款。", "判决如下：被告返还货款"),
    ],
)
def test_a_condition_told_in_other_words_is_not_flagged(text: str, quote: str) -> None:
    assert Fault.CONDITION_DROPPED not in faults(check(text, quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("法院认为被告须停止使用该商标并公开赔礼道歉。", "被告返还原告货款一万元并支付相应利息"),
        ("法院认为平台对侵权内容负有事前审查义务。", "原告提交的收据真实，予以采信"),
        ("法院认为该公司虚构交易骗取贷款。", "双方争议的房屋坐落于某路，建于二〇〇三年"),
    ],
)
def test_words_that_no_quote_holds_are_told(text: str, quote: str) -> None:
    found = check(text, quote)
    assert Fault.WORDING_UNSUPPORTED in faults(found)
    told = next(f.message for f in found.findings if f.fault is Fault.WORDING_UNSUPPORTED)
    assert "例如“" in told
