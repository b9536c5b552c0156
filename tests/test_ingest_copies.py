"""Copies are recognised whatever their layout; judgments of a series never are."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Judgment, Quality
from ingest.copies import ALIKE, alike, folded_words, keys_of, rank, same_document
from ingest.read import RawDocument, read_judgment

DATA = Path(__file__).parents[1].parent / "shared" / "data"

HEAD = (
    "某市某区人民法院\n民事判决书\n（2021）某0101民初123号\n"
    "原告：王小明，男。\n被告：某物业公司。\n"
)
BODY = (
    "原告王小明诉称，2020年3月1日原告与被告签订物业服务合同，约定每月物业费300元。\n"
    "原告已预付3,600元，但被告自2020年9月起停止服务，请求判令被告返还1,800元。\n"
    "被告某物业公司辩称，停止服务系因原告拖欠水费，无须返还。\n"
    "经审理查明，双方签订合同属实，被告于2020年9月10日撤出小区。\n"
    "本院认为，被告提前停止服务构成违约，应当返还未提供服务期间的费用。"
    "被告主张原告拖欠水费，但未提交证据，本院不予采信。\n"
    "依照《中华人民共和国民法典》第五百七十七条，判决如下：\n"
    "一、被告某物业公司于本判决生效之日起十日内返还原告王小明1,800元；\n"
    "二、案件受理费50元，由被告负担。\n"
)
TEXT = HEAD + BODY


def read(text: str) -> Judgment:
    return read_judgment(RawDocument(text, "某案.txt"))


def wide(text: str) -> str:
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,"})


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("\n", "\n\n　　"),  # indented, as on a court's site
        TEXT.replace("，", ",").replace("：", ":").replace("（", "(").replace("）", ")"),
        wide(TEXT),  # full-width digits
        "\n".join(TEXT[i : i + 38] for i in range(0, len(TEXT), 38)),  # broken as a PDF's lines
        TEXT.replace("经审理查明", "－2－\n经审理查明"),  # a page number
        "首页 > 裁判文书\n" + TEXT + "分享到：微信 微博\n",  # a site's furniture
    ],
)
def test_a_copy_in_another_layout_is_one(other: str) -> None:
    assert other != TEXT
    assert set(keys_of(other)) & set(keys_of(TEXT))
    assert same_document(read(other), read(TEXT))
    assert same_document(read(TEXT), read(other))


@pytest.mark.parametrize(
    "sibling",
    [
        TEXT.replace("123号", "124号"),
        TEXT.replace("王小明", "李大红"),
        BODY.replace("王小明", "李大红"),
        TEXT.replace("1,800元", "1,900元"),
        TEXT.replace("3,600元", "36.00元"),
        TEXT.replace("2020年9月10日", "2020年9月11日"),
        TEXT.replace("构成违约", "不构成违约"),
        TEXT.replace("未提交证据", "提交了证据"),
        TEXT.replace("由被告负担", "由原告负担"),
        TEXT.replace("民事判决书", "民事裁定书"),
    ],
)
def test_another_judgment_of_the_series_is_none(sibling: str) -> None:
    original = BODY if sibling in BODY or not sibling.startswith("某市") else TEXT
    assert not same_document(read(sibling), read(original))
    assert not same_document(read(original), read(sibling))


def test_a_point_between_digits_is_not_layout() -> None:
    assert folded_words("1.5万元") != folded_words("15万元")
    assert folded_words("1,500 元。") == folded_words("１５００元")


def test_a_digest_is_no_copy_of_what_it_restates() -> None:
    judgment = read(TEXT)
    digest = replace(judgment, header=replace(judgment.header, doc_type="案例摘要"))
    assert not same_document(judgment, digest)


def test_the_cleanest_copy_ranks_highest() -> None:
    judgment = read(TEXT)
    spun = replace(judgment, quality=Quality(spun=True, score=0.3))
    partial = replace(judgment, quality=Quality(partial=True))
    longer = read(TEXT + "审判员某某\n")
    assert sorted([judgment, spun, longer, partial], key=rank) == [spun, partial, judgment, longer]


@given(st.text(max_size=60))
def test_every_text_has_keys(text: str) -> None:
    keys = keys_of(text)
    assert keys[0] == keys_of(text + "\n。")[0]
    assert len(set(keys)) == len(keys)


def test_likeness_is_jaccard_of_shingles() -> None:
    assert alike("甲乙丙丁戊己", "甲乙丙丁戊庚") == 1 / 3  # one of 甲乙丙丁戊, 乙…己, 乙…庚
    assert alike("甲乙", "甲乙") == 0.0  # too short to say


@pytest.mark.skipif(not DATA.exists(), reason="shared/data is not here")
def test_no_two_judgments_of_the_data_are_taken_for_copies() -> None:
    """Four loans of one bank, alike to 0.96, and two labour cases are among them."""
    seen: dict[str, list[Judgment]] = {}
    compared = 0
    for kind in ("loan", "labor"):
        path = DATA / "civil-judgments" / f"{kind}.jsonl"
        for line in path.read_text("utf-8").splitlines():
            judgment = read(json.loads(line)["text"])
            near = {
                other.id: other for key in keys_of(judgment.text) for other in seen.get(key, [])
            }
            for other in near.values():
                compared += alike(folded_words(judgment.text), folded_words(other.text)) >= ALIKE
                assert not same_document(judgment, other)
            for key in keys_of(judgment.text):
                seen.setdefault(key, []).append(judgment)
    assert compared >= 5
