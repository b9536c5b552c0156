"""Judgments and passages as rows: what comes back is what went in."""

from dataclasses import replace
from pathlib import Path

from corpus.catalog import Catalog, Source
from corpus.judgment import Given, Header, Party, Quality
from corpus.passage import Passage, Span
from ingest.read import RawDocument, read_judgment

TEXT = (
    "原告诉称：依照《中华人民共和国民法典》第六百七十五条，2024年3月5日出借的３万元应当归还。\n"
    "本院认为，(2023)浙0192民初9号民事判决已认定该款，《中华人民共和国合同法》已废止。𠮷\n"
    "判决如下：被告归还三万元。"
)


def test_a_whole_judgment_survives_the_catalog(tmp_path: Path) -> None:
    read = read_judgment(RawDocument(TEXT, "loan"))
    assert read.statutes and read.amounts and read.dates and read.case_numbers
    judgment = replace(
        read,
        title="甲诉乙借款案",
        header=Header(
            court="杭州互联网法院",
            court_level="基层",
            doc_type="判决书",
            case_number="(2024)浙0192民初1号",
            cause="民间借贷纠纷",
            instance="一审",
            date="2024-09-25",
            parties=(Party("甲", "原告"), Party("乙", "上诉人", "原审被告")),
            disposition="支持",
            claimed_amount=30000.0,
            awarded_amount=None,
            places=(("court", Span(0, 2)), ("date", Span(3, 9))),
        ),
        quality=Quality(spun=True, score=0.25, partial=True, notes=("疑似机器改写",)),
        given=Given("loan", (("title", "甲诉乙"),), ("缺页",), (0, 12)),
    )
    passages = [
        Passage(f"{judgment.id}#{n:04d}", judgment.id, s.span, s.voice, s.span.of(TEXT), f"案 {n}")
        for n, s in enumerate(judgment.sentences)
    ]

    catalog = Catalog(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    catalog.add_pending([(judgment, passages)])
    catalog.publish([(judgment.id, Source("/a", "a"))])
    assert catalog.judgment(judgment.id) == judgment
    assert catalog.passages_of(judgment.id) == passages
    assert all(p.span.of(judgment.text) == p.text for p in passages)
    (entry,) = catalog.entries()
    assert (entry.case_number, entry.date, entry.spun, entry.partial) == (
        judgment.header.case_number, "2024-09-25", True, True,
    )  # fmt: skip
    catalog.close()
