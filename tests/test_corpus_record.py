"""Judgments and passages as rows: what comes back is what went in."""

from pathlib import Path

from corpus.amount import amounts_in
from corpus.catalog import Catalog, Source
from corpus.judgment import Given, Header, Judgment, Party, Quality, judgment_id_of
from corpus.passage import Passage, Sentence, Span
from corpus.statute import statutes_in
from corpus.voice import Voice

CLAIM, ORDER = "原告诉称：依照《民法典》第六百七十五条，应还３万元。\n", "被告归还三万元。𠮷"
TEXT = CLAIM + ORDER


def test_a_whole_judgment_survives_the_catalog(tmp_path: Path) -> None:
    spans = Span(0, len(CLAIM)), Span(len(CLAIM), len(TEXT))
    voices = Voice.PLAINTIFF_CLAIM, Voice.ORDER
    judgment = Judgment(
        id=judgment_id_of(TEXT),
        title="甲诉乙借款案",
        text=TEXT,
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
        sentences=tuple(map(Sentence, spans, voices)),
        quality=Quality(spun=True, score=0.25, partial=True, notes=("疑似机器改写",)),
        statutes=statutes_in(TEXT),
        amounts=amounts_in(TEXT),
        given=Given("loan", (("title", "甲诉乙"),), ("缺页",), (0, 12)),
    )
    passages = [
        Passage(f"{judgment.id}#{n:04d}", judgment.id, span, voice, span.of(TEXT), f"案 {n}")
        for n, (span, voice) in enumerate(zip(spans, voices, strict=True))
    ]
    assert len(judgment.statutes) == 1 and len(judgment.amounts) == 2

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
