"""Dates and case numbers, with who mentions them and whose cases they are."""

from time import perf_counter

import pytest

from corpus.case_mention import Relation
from corpus.judgment import Header
from corpus.passage import Sentence, Span
from corpus.voice import Voice
from ingest.mentions import case_numbers_mentioned, dates_mentioned

HEAD, FOUND, REASONING = Voice.PROCEDURE, Voice.COURT_FINDING, Voice.COURT_REASONING
OWN = "（2021）京01民终1号"
APPEAL = Header(case_number=OWN, instance="二审")
AGAIN = Header(case_number="（2014）京刑再字第2号", instance="再审")
FIRST = Header(case_number="（2021）京0101民初9号", instance="一审")


def said(voice: Voice, text: str) -> tuple[str, tuple[Sentence, ...]]:
    return text, (Sentence(Span(0, len(text)), voice),)


@pytest.mark.parametrize(
    ("header", "voice", "text", "found"),
    [
        (APPEAL, Voice.OTHER, "(2021)京01民终1号", [(OWN, Relation.OWN)]),
        (
            APPEAL,
            HEAD,
            "上诉人不服北京市东城区人民法院（2020）京0101民初5号民事判决，向本院提起上诉。",
            [("（2020）京0101民初5号", Relation.EARLIER)],
        ),
        (
            APPEAL,
            Voice.ORDER,
            "撤销北京市东城区人民法院（2020）京0101民初5号民事判决。",
            [("（2020）京0101民初5号", Relation.EARLIER)],
        ),
        (
            FIRST,  # a first instance reviews nothing
            FOUND,
            "本院作出（2019）京0101民初7号民事判决，不准离婚。",
            [("（2019）京0101民初7号", Relation.OTHER)],
        ),
        (
            APPEAL,
            REASONING,
            "另案（2018）京01民终8号民事判决已认定该事实。",
            [("（2018）京01民终8号", Relation.OTHER)],
        ),
        (
            FIRST,
            Voice.LOWER_COURT,
            "该委作出京东劳人仲字〔2020〕第15号裁决书。",
            [("京东劳人仲字（2020）第15号", Relation.ARBITRATION)],  # without its verb
        ),
        (FIRST, REASONING, "依照法释〔2020〕17号的规定。", []),  # no case
        (
            FIRST,  # the second number leaves out what both have: loan.jsonl
            FOUND,
            "本院作出（2013）京商特字第6号、7号民事裁定。",
            [
                ("（2013）京商特字第6号", Relation.OTHER),
                ("（2013）京商特字第7号", Relation.OTHER),
            ],
        ),
        (
            FIRST,  # a house, no case
            FOUND,
            "（2013）京商特字第6号、7号楼。",
            [("（2013）京商特字第6号", Relation.OTHER)],
        ),
        (
            AGAIN,
            HEAD,
            "本院作出（2012）京刑终字第9号刑事裁定，驳回上诉，维持原判。",
            [("（2012）京刑终字第9号", Relation.EARLIER)],
        ),
        (
            AGAIN,  # whoever speaks: only this case is tried again
            Voice.PLAINTIFF_CLAIM,
            "中级人民法院作出（2014）京刑监字第1号刑事再审决定，指令本院再审。",
            [("（2014）京刑监字第1号", Relation.EARLIER)],
        ),
        (
            Header(),  # its own number is not in the header
            Voice.OTHER,
            "某某人民法院 刑事判决书 （2014）京刑再终字第3号",
            [("（2014）京刑再终字第3号", Relation.OWN)],
        ),
    ],
)
def test_whose_case_it_is(
    header: Header, voice: Voice, text: str, found: list[tuple[str, Relation]]
) -> None:
    mentions = case_numbers_mentioned(*said(voice, text), header)
    assert [(m.number, m.relation) for m in mentions] == found
    assert all(m.voice is voice for m in mentions)


def test_a_decision_under_review_stays_so_where_it_comes_again() -> None:
    first = "不服甲法院（2020）京0101民初5号民事判决，提起上诉。"
    again = "参见（2020）京0101民初5号卷宗。"
    sentences = (
        Sentence(Span(0, len(first)), HEAD),
        Sentence(Span(len(first), len(first + again)), REASONING),
    )
    mentions = case_numbers_mentioned(first + again, sentences, APPEAL)
    assert [m.relation for m in mentions] == [Relation.EARLIER, Relation.EARLIER]


def test_dates_come_with_their_voices() -> None:
    (date,) = dates_mentioned(*said(FOUND, "2018年3月5日借款。"))
    assert (date.date, date.voice) == ("2018-03-05", FOUND)
    assert date.as_json() == {
        "date": "2018-03-05", "start": 0, "end": 9, "voice": "法院查明",
    }  # fmt: skip


@pytest.mark.parametrize("noise", ["劳仲字第1号", "（2020）京01民终1号", "仲", "（2020）仲 "])
def test_noise_takes_no_time(noise: str) -> None:
    started = perf_counter()
    case_numbers_mentioned(*said(FOUND, noise * 15_000 + "（2020）京01民终1号" * 5_000), FIRST)
    assert perf_counter() - started < 8
