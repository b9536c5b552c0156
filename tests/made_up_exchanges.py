"""Made-up conversations for the tests of exports: a judgment, its quotes, answers about them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from analysis.answer import Answer, Citation, Fault, Finding, Outcome, Statement
from corpus.errors import UsageError
from corpus.judgment import Header, Judgment, Quality, judgment_id_of
from corpus.passage import Passage, Sentence, Span
from corpus.voice import Voice
from retrieval.hit import Hit
from ui.chat.conversation import Exchange, cited_passages
from ui.export.memo import Made

TEXT = (
    "云川市平湖区人民法院\n原告林某甲诉称：被告应当归还借款十万元。\n"
    "本院认为，被告应当归还借款；\n　　利息按年利率6%计算。\n"
)
HOLDING = "被告应当归还借款；\n　　利息按年利率6%计算。"
PLEA = "被告应当归还借款十万元。"
MADE = Made("借款案", datetime(2026, 3, 4, 5, 6, tzinfo=UTC), "9.9.9", 1234)

Read = Callable[[str], Judgment]


def judgment(text: str = TEXT, **changes: object) -> Judgment:
    """A judgment of this text, all of it of nobody known."""
    whole = (Sentence(Span(0, len(text)), Voice.OTHER),)
    header = Header(court="云川市平湖区人民法院", case_number="（2024）云0102民初3471号")
    made = Judgment(judgment_id_of(text), "林某甲借款案", text, header, whole, Quality())
    return replace(made, **changes)  # type: ignore[arg-type]


def reading(*judgments: Judgment) -> Read:
    """Gives these judgments by id; raises as the library does for any other."""
    known = {j.id: j for j in judgments or (judgment(),)}

    def read(judgment_id: str) -> Judgment:
        if judgment_id not in known:
            raise UsageError(f"文库里没有“{judgment_id}”。")
        return known[judgment_id]

    return read


def citation(
    quote: str = HOLDING, voice: Voice = Voice.COURT_REASONING, **changes: object
) -> Citation:
    """A verified citation of this quote in TEXT."""
    start = TEXT.index(quote) if quote in TEXT else 0
    made = Citation(
        judgment_id=judgment_id_of(TEXT),
        source_id="loan.txt",
        title="林某甲借款案",
        span=Span(start, start + max(1, len(quote))),
        quote=quote,
        voice=voice,
        verified=True,
        page=3,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def quoting(text: str) -> tuple[Citation, Judgment]:
    """A citation of a whole judgment of this text."""
    source = judgment(text)
    cited = citation(judgment_id=source.id, span=Span(0, len(text)), quote=text)
    return cited, source


def held() -> Statement:
    """What the court held."""
    return Statement(f"法院认为：“{HOLDING}”", Voice.COURT_REASONING, (citation(),))


def pleaded() -> Statement:
    """What a party said."""
    cited = citation(PLEA, Voice.PLAINTIFF_CLAIM)
    return Statement(f"原告一方主张：“{PLEA}”", Voice.PLAINTIFF_CLAIM, (cited,))


def forged() -> Statement:
    """What nobody wrote."""
    cited = citation(quote="赔偿九百万元", verified=False)
    finding = Finding(Fault.QUOTE_NOT_FOUND, "出处里没有“赔偿九百万元”。")
    return Statement("法院判赔九百万元。", Voice.COURT_REASONING, (cited,), (finding,))


def exchange(*statements: Statement, number: int = 1, **changes: object) -> Exchange:
    """A question with an answer of these statements; `changes` are the answer's."""
    answer = Answer(
        question="还不还？",
        standalone_question="还不还？",
        outcome=Outcome.ANSWERED,
        text="文本",
        statements=statements,
        hits=(),
        warnings=(),
        model="none",
        seconds=0.02,
    )
    answer = replace(answer, **changes)  # type: ignore[arg-type]
    read = reading(*(quoting(c.quote)[1] for s in statements for c in s.citations), judgment())
    return Exchange(number, "还不还？", "全部 1 份文书", answer, cited_passages(statements, read))


def near(text: str = PLEA, voice: Voice = Voice.PLAINTIFF_CLAIM, **changes: bool) -> Hit:
    """A passage that came near."""
    passage = Passage("p1", "j1", Span(5, 5 + len(text)), voice, text, text)
    return Hit(passage, "near.txt", "近似案", 1.0, digest=changes.get("digest", False))
