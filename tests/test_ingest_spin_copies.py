"""A garbled repost is a copy of what it rewrites, and of no judgment of the same series."""

import random
from dataclasses import replace

import pytest

from corpus.judgment import DIGEST, Judgment
from ingest.read import RawDocument, read_judgment
from ingest.spin_copies import copy_keys, is_copy, is_rewriting

SOUND = (
    "原告王小明诉称，2019年3月18日被告李大红因装修房屋向原告借款43,200元，约定借款期限一年，月利率1.5%。\n"
    "借款到期后原告多次打电话催讨，被告拒绝归还，故请求判令被告归还借款43,200元及利息6,480元。\n"
    "被告李大红辩称，原告与被告原系夫妻关系，借款系共同生活开支，离婚时财产已经分割完毕，不同意归还。\n"
    "经审理查明，原告与被告于2015年6月1日结婚，2018年11月20日办理离婚登记，双方共同居住的房屋归被告所有。\n"
    "上述借款发生在离婚之后，原告通过银行转账支付，被告于2019年3月18日出具收条，并写明归还期限。\n"
    "本院认为，被告收到借款后未按约定期限归还，其行为构成违约，应当承担归还借款并支付利息的责任。\n"
    "被告主张借款用于夫妻共同生活，但借款发生于离婚之后，该抗辩理由不能成立，本院不予采纳。\n"
    "判决如下：\n一、被告李大红于本判决生效之日起十日内归还原告王小明借款43,200元及利息6,480元；\n"
    "二、案件受理费1,042元，由被告李大红负担。\n"
)
SWAPS = {
    "离婚": "仳离", "借款": "告贷", "归还": "奉还", "电话": "德律风", "拒绝": "回绝",
    "夫妻": "匹俦", "财产": "家当", "结婚": "成婚", "登记": "挂号", "居住": "寓居", "房屋": "衡宇",
    "理由": "来由", "关系": "干系", "行为": "举动", "请求": "哀求", "主张": "声称", "约定": "商定",
    "支付": "付给",
}  # fmt: skip


def read(text: str) -> Judgment:
    return read_judgment(RawDocument(text, "某案.txt"))


def garbled(text: str) -> Judgment:
    """Rewritten, with its clauses shuffled and a reporter's words among them."""
    for usual, form in SWAPS.items():
        text = text.replace(usual, form)
    clauses = text.replace("\n", "").replace("。", "，").replace("；", "，").split("，")
    clauses += ["发布时间2024-05-17 07:16", "近日某地法院审结了这样一件案子"]
    random.Random(3).shuffle(clauses)
    judgment = read("，".join(filter(None, clauses)) + "。")
    assert judgment.quality.spun
    return judgment


def sharing(one: Judgment, other: Judgment) -> set[str]:
    return set(copy_keys(one).sought) & set(copy_keys(other).kept)


def test_a_rewritten_judgment_is_a_copy_of_it_whichever_comes_first() -> None:
    spun, sound = garbled(SOUND), read(SOUND)
    assert is_copy(spun, sound) and is_copy(sound, spun)
    assert sharing(spun, sound) and sharing(sound, spun)


def test_a_digest_of_our_own_may_have_been_rewritten_too() -> None:
    sound = read(SOUND)
    digest = replace(sound, header=replace(sound.header, doc_type=DIGEST))
    assert is_copy(garbled(SOUND), digest)


@pytest.mark.parametrize(
    "sibling",
    [
        SOUND.replace("43,200", "43,300"),  # another sum
        SOUND.replace("2019年3月18日", "2020年3月18日"),  # another year
        SOUND.replace("李大红", "李小红"),  # another defendant of the same plaintiff
        SOUND.replace("王小明", "某银行支行"),
        SOUND.split("经审理查明")[0],  # no more than the pleas
        "",
    ],
)
def test_another_judgment_of_the_series_is_none(sibling: str) -> None:
    """Neither is the repost a copy of the sibling nor the sibling's repost of the judgment."""
    other = read(sibling or "另一份文书。")
    assert not is_copy(garbled(SOUND), other)
    if "判决如下" in sibling:
        assert not is_copy(garbled(sibling), read(SOUND))


def test_what_nothing_tells_from_its_kind_stays_two_documents() -> None:
    """Neither a name nor a long number: the formulas of a divorce."""
    plain = (
        "原告诉称双方性格不合经常争吵，被告拒绝承担家庭开支，请求判令双方离婚，财产依法分割。\n"
        "被告辩称夫妻关系尚好，不同意离婚，房屋登记在被告名下，请求驳回原告的请求。\n"
        "本院认为夫妻关系并未破裂，原告的理由不能成立，双方应当珍惜共同生活。\n"
        "判决如下：不准离婚，案件受理费由原告负担。\n"
    )
    assert not is_rewriting(garbled(plain), read(plain))


def test_sound_texts_are_compared_as_layouts_only() -> None:
    assert not sharing(read(SOUND), read(SOUND))
    assert is_copy(read(SOUND), read(SOUND.replace("，", ",")))
