"""Passages: whole sentences of one voice, verbatim, never too long."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Judgment
from corpus.voice import Voice
from ingest.read import RawDocument, read_judgment
from ingest.split import LONGEST, TARGET, passages_of


def _read(text: str, title: str = "某案") -> Judgment:
    return dataclasses.replace(read_judgment(RawDocument(text, "某.txt")), title=title)


def test_short_sentences_of_one_voice_are_joined() -> None:
    text = "原告甲某诉称，被告未还款。多次催要未果。被告乙某辩称，款已还清。"
    passages = passages_of(_read(text))
    assert [(p.voice, p.text) for p in passages] == [
        (Voice.PLAINTIFF_CLAIM, "原告甲某诉称，被告未还款。多次催要未果。"),
        (Voice.DEFENDANT_ARGUMENT, "被告乙某辩称，款已还清。"),
    ]


def test_ids_count_the_passages() -> None:
    judgment = _read("原告甲某诉称，被告未还款。被告乙某辩称，款已还清。")
    assert [p.id for p in passages_of(judgment)] == [f"{judgment.id}#0000", f"{judgment.id}#0001"]


def test_joining_stops_at_the_target() -> None:
    # 39 characters a sentence: three are 117, four would be 156
    text = "本院认为，" + "合" * 33 + "。" + ("同" * 38 + "。") * 4
    lengths = [len(p.text) for p in passages_of(_read(text))]
    assert lengths == [117, 78]
    assert max(lengths) <= TARGET


def test_headings_part_and_are_left_out() -> None:
    text = "# 某案\n## 说理\n甲的行为构成侵权。\n## 裁判结果\n赔偿一万元。\n"
    assert [p.text for p in passages_of(_read(text))] == ["甲的行为构成侵权。", "赔偿一万元。"]


def test_a_sentence_without_a_word_is_left_out() -> None:
    assert [p.text for p in passages_of(_read("本院认为，合同有效。\n……\n２０２０\n"))] == [
        "本院认为，合同有效。"
    ]


def test_clauses_of_a_garbled_text_are_not_joined() -> None:
    text = "该办事供给者形成帮帮侵权,侵害著做权,存正在客不雅,该当承担义务,采纳需要办法。"
    passages = passages_of(_read(text))
    assert [p.text for p in passages][:2] == ["该办事供给者形成帮帮侵权,", "侵害著做权,"]
    assert passages[1].search_text == "某案 侵害著作权,"  # restored for the search alone


def test_the_search_text_is_folded_and_prefixed() -> None:
    (passage,) = passages_of(_read("本院认为，利率为３％（年）。"))
    assert passage.text == "本院认为，利率为３％（年）。"
    assert passage.search_text == "某案 本院认为,利率为3%(年)。"


@pytest.mark.parametrize(
    ("pause", "piece"),
    [("；", "甲" * 90), ("，", "甲" * 45), ("、", "甲" * 60), ("", "甲" * 500)],
)
def test_long_sentences_are_cut_at_pauses(pause: str, piece: str) -> None:
    text = "本院认为" + (piece + pause) * 5
    passages = passages_of(_read(text))
    assert max(len(p.text) for p in passages) <= LONGEST
    assert "".join(p.text for p in passages) == text
    if pause:
        assert all(p.text.endswith(pause) for p in passages)


def test_thousands_are_not_cut() -> None:
    text = "本院认为" + "应付款1,000,000元和2,000,000元" * 12
    for passage in passages_of(_read(text)):
        assert not passage.text.startswith(("000", ",", "0"))


_TEXT = st.text(
    alphabet=st.sampled_from("甲乙原告诉称本院认为，。；、：\n 　#一1,“”（）") | st.characters(),
    max_size=900,
).map(lambda text: f"甲{text}")


@given(_TEXT)
def test_every_passage_is_verbatim_short_trimmed_and_in_order(text: str) -> None:
    judgment = _read(text)
    end = 0
    for passage in passages_of(judgment):
        assert passage.span.of(judgment.text) == passage.text == passage.text.strip()
        assert 0 < len(passage.text) <= LONGEST
        assert passage.span.start >= end
        end = passage.span.end


@given(_TEXT)
def test_a_passage_has_the_voice_of_its_sentences(text: str) -> None:
    judgment = _read(text)
    for passage in passages_of(judgment):
        voices = {s.voice for s in judgment.sentences if s.span.overlaps(passage.span)}
        assert voices == {passage.voice}
