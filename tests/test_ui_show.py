"""What the page draws of an answer: who speaks, what is proven, where it stands."""

from dataclasses import replace

import pytest

from analysis.answer import Answer, Citation, Fault, Finding, Outcome, Statement
from corpus.judgment import Header, Judgment, Quality, judgment_id_of
from corpus.passage import Passage, Sentence, Span
from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice
from retrieval.hit import Hit
from ui.badges import NOTES, Family, badge_html, family_of, note_html
from ui.chat.conversation import AROUND, CitedPassage, Exchange, cited_passages, turns_of
from ui.chat.places import mark, place
from ui.chat.show import BANNERS, alert_html, answer_html, draft_html, nearest_html
from ui.escape import as_html

EVIL = '<img src=x onerror="alert(1)">*甲*'
TEXT = "原告诉称借款未还。本院认为，被告应当归还借款<b>十万元</b>。判决如下：被告归还借款。"
QUOTE = "被告应当归还借款<b>十万元</b>"
START = TEXT.index(QUOTE)


def judgment(text: str = TEXT, spun: bool = False) -> Judgment:
    whole = (Sentence(Span(0, len(text)), Voice.OTHER),)
    return Judgment(judgment_id_of(text), "甲案", text, Header(), whole, Quality(spun=spun))


def citation(**changes: object) -> Citation:
    made = Citation(
        judgment_id=judgment_id_of(TEXT),
        source_id="a.txt",
        title="甲案",
        span=Span(START, START + len(QUOTE)),
        quote=QUOTE,
        voice=Voice.COURT_REASONING,
        verified=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def exchange(statements: tuple[Statement, ...], **changes: object) -> Exchange:
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
    cited = cited_passages(statements, lambda _: judgment())
    answer = replace(answer, **changes)  # type: ignore[arg-type]
    return Exchange(1, "还不还？", "全部 1 份文书", answer, cited)


def hit(voice: Voice, text: str = "乙", *, digest: bool = False, spun: bool = False) -> Hit:
    passage = Passage("p1", "j1", Span(5, 5 + len(text)), voice, text, text)
    return Hit(passage, "a.txt", "甲案", 1.0, digest=digest, spun=spun)


VERIFIED = Statement("法院认为应当归还。", Voice.COURT_REASONING, (citation(),))


@pytest.mark.parametrize("voice", list(Voice))
def test_every_voice_is_named_in_words(voice: Voice) -> None:
    assert f">{voice.value}<" in badge_html(voice)


@pytest.mark.parametrize("voice", list(Voice))
def test_only_holdings_look_like_holdings(voice: Voice) -> None:
    assert (family_of(voice) is Family.HOLDING) == (voice in HOLDING_VOICES)
    assert (family_of(voice) is Family.PARTY) == (voice in PARTY_VOICES)
    # Whatever is no holding says so in words, not by colour alone.
    assert bool(note_html(voice)) == (voice not in HOLDING_VOICES)


def test_every_family_has_its_note() -> None:
    assert set(NOTES) == set(Family)


def test_a_verified_quote_is_marked_within_its_surroundings() -> None:
    drawn = answer_html(exchange((VERIFIED,)))
    assert f"<mark><bdi>{as_html(QUOTE)}</bdi></mark>" in drawn
    assert as_html(TEXT[:START]) in drawn  # the text before it, short enough to be whole
    assert f"第 {START}–{START + len(QUOTE)} 字" in drawn
    assert "✓ 已核验" in drawn
    assert 'popovertarget="pd-open-1-1"' in drawn and 'id="pd-open-1-1"' in drawn


def test_surroundings_are_cut_and_say_so() -> None:
    long = "前" * 200 + QUOTE + "后" * 200
    cited = citation(span=Span(200, 200 + len(QUOTE)))
    (passage,) = cited_passages(
        [Statement("甲", Voice.COURT_REASONING, (cited,))], lambda _: judgment(long)
    )
    assert (passage.before, passage.after) == ("前" * AROUND, "后" * AROUND)
    assert passage.cut_before and passage.cut_after


def test_a_forged_quote_is_never_marked_or_called_verified() -> None:
    forged = citation(quote="赔偿九百万元", verified=False)
    finding = Finding(Fault.QUOTE_NOT_FOUND, "出处里没有“赔偿九百万元”。")
    statement = Statement("赔九百万元。", Voice.COURT_REASONING, (forged,), (finding,))
    drawn = answer_html(exchange((statement,)))
    assert "<mark>" not in drawn
    assert "✓" not in drawn
    assert "未通过核验" in drawn and "引文在出处中找不到" in drawn
    assert "<s>赔偿九百万元</s>" in drawn


def test_a_finding_takes_the_tick_away_though_the_quote_is_real() -> None:
    finding = Finding(Fault.VOICE_MISMATCH, "引文是原告的话。")
    drawn = answer_html(exchange((replace(VERIFIED, findings=(finding,)),)))
    assert "✓" not in drawn
    assert "说话人与引文不符：引文是原告的话。" in drawn


def test_an_uncited_statement_is_not_verified() -> None:
    drawn = answer_html(exchange((Statement("无据。", Voice.OTHER, ()),)))
    assert "未通过核验" in drawn and "出处</h3>" not in drawn


def test_a_citation_without_place_says_so() -> None:
    unknown = citation(span=None, verified=False)
    drawn = answer_html(exchange((Statement("甲", Voice.OTHER, (unknown,)),)))
    assert "位置不明" in drawn


def test_the_same_place_has_one_number_and_new_ones_count_on() -> None:
    other = citation(span=Span(0, 4), quote=TEXT[:4], voice=Voice.PLAINTIFF_CLAIM)
    statements = (VERIFIED, Statement("乙", Voice.PLAINTIFF_CLAIM, (other, citation())))
    drawn = answer_html(exchange(statements))
    # ① twice as a mark, once at its passage, once where it opens in its context; ② once each
    assert (drawn.count("①"), drawn.count("②"), drawn.count("③")) == (4, 3, 0)


def test_marks_go_on_past_the_circled_digits() -> None:
    assert [mark(1), mark(20), mark(21)] == ["①", "⑳", "(21)"]


def test_foreign_text_is_escaped_everywhere() -> None:
    evil = citation(quote=EVIL, title=EVIL, verified=False)
    statement = Statement(EVIL, Voice.OTHER, (evil,), (Finding(Fault.UNCITED, EVIL),))
    drawn = answer_html(
        replace(
            exchange((statement,), warnings=(EVIL,), model=EVIL, outcome=Outcome.PREMISE_REJECTED),
            scope=EVIL,
        )
    )
    declined = exchange((), text=EVIL, outcome=Outcome.DECLINED, hits=(hit(Voice.OTHER, EVIL),))
    for html_text in (drawn, answer_html(declined), alert_html(EVIL), nearest_html(())):
        assert "<img" not in html_text


def test_each_outcome_but_an_answer_has_its_own_banner() -> None:
    assert set(BANNERS) == set(Outcome) - {Outcome.ANSWERED}
    assert len({css_class for css_class, _ in BANNERS.values()}) == len(BANNERS)
    assert "pd-banner" not in answer_html(exchange((VERIFIED,)))


def test_a_declined_answer_shows_the_nearest_passages_folded() -> None:
    near = (hit(Voice.PLAINTIFF_CLAIM, "还钱。", digest=True), hit(Voice.OTHER, "丙", spun=True))
    drawn = answer_html(exchange((), outcome=Outcome.DECLINED, text="没有说明。", hits=near))
    assert "<details" in drawn and "最接近的 2 个段落" in drawn
    assert "没有说明。" in drawn and "原告主张" in drawn
    assert "案例摘要 · 非原文" in drawn and "疑似改写" in drawn


def test_a_digest_is_told_beside_the_statement_and_labelled_at_the_passage() -> None:
    statement = replace(VERIFIED, citations=(citation(digest=True),))
    drawn = answer_html(exchange((statement,)))
    assert drawn.count("由判读据公开报道自撰") == 1
    assert drawn.count("案例摘要 · 非原文") == 2  # at the passage, and where it opens


def test_what_was_told_beside_one_sentence_is_a_label_beside_the_next() -> None:
    digest = replace(VERIFIED, citations=(citation(digest=True),))
    drawn = answer_html(exchange((digest, replace(digest, text="再说一句。"))))
    assert drawn.count("由判读据公开报道自撰") == 1
    assert drawn.count("案例摘要 · 非原文") == 3


def test_a_garbled_source_is_labelled() -> None:
    passage = CitedPassage(1, citation(), spun=True, partial=True)
    drawn = answer_html(replace(exchange((VERIFIED,)), cited=(passage,)))
    assert "疑似改写" in drawn and "文字可能不全" in drawn


def test_a_page_is_named_where_the_source_has_pages() -> None:
    statement = replace(VERIFIED, citations=(citation(page=3),))
    assert "第 3 页，第 " in answer_html(exchange((statement,)))


def test_a_failed_model_is_named_above_the_answer() -> None:
    said = "语言模型没有给出可用的回答：超时。 以下为不经模型的原文摘录。"
    made = exchange((VERIFIED,), warnings=(said, "另一条。"))
    drawn = answer_html(replace(made, model_failure="超时。"))
    assert drawn.index(said) < drawn.index("✓ 已核验") < drawn.index("另一条。")
    assert drawn.count(said) == 1


def test_who_wrote_it_is_told() -> None:
    assert "未经语言模型" in answer_html(exchange((VERIFIED,)))
    assert "由语言模型 甲型 撰写" in answer_html(exchange((VERIFIED,), model="甲型"))


def test_a_draft_shows_what_is_there_so_far() -> None:
    cited = cited_passages((VERIFIED,), lambda _: judgment())
    assert "✓ 已核验" in draft_html((VERIFIED,), cited, 1)


def test_no_answer_draws_nothing() -> None:
    assert answer_html(Exchange(1, "问", "全部")) == ""


def test_unanswered_questions_are_no_turns() -> None:
    # A follow-up must not lean on a question that was interrupted.
    turns = turns_of([exchange((VERIFIED,)), Exchange(2, "断了", "全部")])
    assert [turn.question for turn in turns] == ["还不还？"]


def test_places_count_as_the_json_does() -> None:
    assert place(Span(0, 3)) == "第 0–3 字"


def test_an_answer_without_a_place_is_still_shown() -> None:
    # 没有一份是二审文书: a count of none has nothing to quote.
    drawn = answer_html(exchange((), text="文库共 3 份，没有一份是二审<b>文书</b>。"))
    assert "文库共 3 份，没有一份是二审&lt;b&gt;文书&lt;/b&gt;。" in drawn


@pytest.mark.parametrize("outcome", [Outcome.PREMISE_REJECTED, Outcome.ANSWERED])
def test_what_is_said_beside_the_statements_is_shown(outcome: Outcome) -> None:
    shown = answer_html(exchange((VERIFIED,), outcome=outcome, note="判决主文没有这一项。"))

    assert "判决主文没有这一项。" in shown
    assert "应当归还" in shown
