"""The recipe of reading: one judgment in, everything the library needs out."""

import json
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from corpus.judgment import judgment_id_of
from corpus.voice import HOLDING_VOICES, Voice
from ingest.read import RawDocument, read_judgment
from ingest.split import passages_of

SHARED = Path(__file__).parents[1].parent / "shared"
TEXT = (
    "某市某区人民法院\n民事判决书\n（2021）京0101民初123号\n原告：甲某，男，住某市。\n"
    "被告：乙公司，住所地某市。\n原告甲某与被告乙公司买卖合同纠纷一案，本院立案后公开开庭进行了审理。\n"
    "原告甲某诉称，被告欠货款3万元。\n本院认为，依照《中华人民共和国民法典》第六百二十六条，判决如下：\n"
    "被告乙公司于本判决生效之日起十日内支付货款30,000元。\n审判员　丙某\n二〇二一年三月五日\n"
)


def test_a_judgment_is_read_whole() -> None:
    judgment = read_judgment(RawDocument(TEXT, "某.txt"))
    assert judgment.text == TEXT
    assert judgment.id == judgment_id_of(TEXT)
    assert judgment.title == "甲某与乙公司买卖合同纠纷案"
    assert judgment.header.case_number == "（2021）京0101民初123号"
    assert "".join(s.span.of(TEXT) for s in judgment.sentences) == TEXT
    assert {Voice.PLAINTIFF_CLAIM, Voice.COURT_REASONING, Voice.ORDER} <= {
        s.voice for s in judgment.sentences
    }
    assert [(s.law, s.article) for s in judgment.statutes] == [("中华人民共和国民法典", 626)]
    assert [a.yuan for a in judgment.amounts] == [30000.0, 30000.0]
    assert not judgment.quality.spun


def test_a_digest_keeps_its_front_matter() -> None:
    judgment = read_judgment(
        RawDocument("# 某案\n## 说理\n构成侵权。\n", "a", {"kind": "案例摘要", "title": "某案"})
    )
    assert judgment.is_digest
    assert judgment.title == "某案"


@pytest.mark.parametrize("text", ["", " \n　", "2024-01-01 100.00 ……", "\ufffd\ufffd"])
def test_a_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match=r"某\.pdf：没有读到文字.*OCR"):
        read_judgment(RawDocument(text, "某.pdf"))


@pytest.mark.skipif(not SHARED.exists(), reason="shared/ is not here")
def test_every_seed_passage_is_verbatim_and_marked() -> None:
    (seed,) = (SHARED / "seed").glob("000_*.txt")
    judgment = read_judgment(RawDocument(seed.read_text("utf-8"), seed.name))
    gold = [
        json.loads(line)
        for line in (SHARED / "seed" / "sentences.jsonl").read_text("utf-8").splitlines()
    ]
    not_the_court = {
        "plaintiff_claim", "defendant_argument", "commentary", "article_author",
    }  # fmt: skip
    for passage in passages_of(judgment):
        assert passage.span.of(judgment.text) == passage.text
        if passage.voice in HOLDING_VOICES:
            row = next(r for r in gold if r["start"] <= passage.span.start < r["end"])
            assert row["voice"] not in not_the_court
    assert judgment.quality.spun
