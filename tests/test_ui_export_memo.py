"""What an export says before any format sets it: who speaks, what is proven, what is not."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_exchanges import (
    HOLDING,
    MADE,
    PLEA,
    TEXT,
    citation,
    exchange,
    forged,
    held,
    judgment,
    near,
    pleaded,
    quoting,
    reading,
)

from analysis.answer import Fault, Finding, Outcome, Statement
from corpus.judgment import ID_LENGTH, Header, Judgment, Quality
from corpus.passage import Span
from corpus.voice import HOLDING_VOICES, Voice
from ui.chat.conversation import Exchange
from ui.export.compose import INTERRUPTED, NEAREST_TOLD, NOT_ALL_CHECKED, OUTCOMES, memo_of
from ui.export.file_name import file_name
from ui.export.memo import Verdict
from ui.export.source import Check
from ui.export.visible import visible


def test_a_footnote_tells_the_source_and_the_place() -> None:
    (note,) = memo_of([exchange(held())], reading()).footnotes
    start = TEXT.index(HOLDING)
    assert note.source == "云川市平湖区人民法院，（2024）云0102民初3471号，林某甲借款案"
    assert note.place == f"第 3 页，第 {start}–{start + len(HOLDING)} 字"
    assert (note.quote, note.files) == (HOLDING, "loan.txt")
    assert (note.verdict, note.check) == (Verdict.SOUND, Check.EXACT)


def test_the_fingerprint_is_that_of_the_text_and_begins_with_the_judgment_s_id() -> None:
    (note,) = memo_of([exchange(held())], reading()).footnotes
    assert note.fingerprint == hashlib.sha256(TEXT.encode()).hexdigest()
    assert note.fingerprint[:ID_LENGTH] == judgment().id


CHANGED = judgment(TEXT.replace("6%", "9%"))


@pytest.mark.parametrize(
    ("cited", "source", "verdict", "check"),
    [
        (citation(), judgment(), Verdict.SOUND, Check.EXACT),
        # Gone from the library: nothing can be said of it now.
        (citation(judgment_id="0" * 16), judgment(), Verdict.UNCHECKED, Check.UNREADABLE),
        # Called verified, but its place says something else.
        (citation(span=Span(0, 5)), judgment(), Verdict.FAULTY, Check.DIFFERENT),
        # The catalog gives another text under this id.
        (citation(), replace(CHANGED, id=judgment().id), Verdict.FAULTY, Check.ALTERED),
        (citation(span=None, verified=False), judgment(), Verdict.FAULTY, Check.NOT_LOCATED),
        # An empty quote is in every text.
        (citation(quote=""), judgment(), Verdict.FAULTY, Check.DIFFERENT),
        # Verification said no when the answer was made; that the words are there is not enough.
        (citation(verified=False), judgment(), Verdict.FAULTY, Check.EXACT),
    ],
)
def test_every_quote_is_checked_anew(
    cited: object, source: Judgment, verdict: Verdict, check: Check
) -> None:
    statement = replace(held(), citations=(cited,))  # type: ignore[arg-type]
    made = Exchange(1, "问", "全部", exchange().answer)
    assert made.answer is not None
    made = replace(made, answer=replace(made.answer, statements=(statement,)))
    memo = memo_of([made], reading(source))
    assert (memo.footnotes[0].verdict, memo.footnotes[0].check) == (verdict, check)
    assert memo.asked[0].said[0].verdict is verdict  # the sentence is no better than its quote


def test_a_finding_makes_the_sentence_faulty_though_the_quote_is_real() -> None:
    finding = Finding(Fault.VOICE_MISMATCH, "引文是原告的话。")
    memo = memo_of([exchange(replace(held(), findings=(finding,)))], reading())
    (said,) = memo.asked[0].said
    assert said.verdict is Verdict.FAULTY
    assert said.findings == ("说话人与引文不符：引文是原告的话。",) == memo.footnotes[0].findings
    assert memo.footnotes[0].verdict is Verdict.SOUND


@pytest.mark.parametrize("citations", [(), (citation(verified=False),)])
def test_what_is_not_verified_always_has_a_reason(citations: tuple[object, ...]) -> None:
    statement = Statement("无据。", Voice.OTHER, citations)  # type: ignore[arg-type]
    (said,) = memo_of([exchange(statement)], reading()).asked[0].said
    assert (said.verdict, said.findings) == (Verdict.FAULTY, (NOT_ALL_CHECKED,))


@pytest.mark.parametrize("voice", list(Voice))
def test_whoever_is_not_the_deciding_court_is_said_not_to_be(voice: Voice) -> None:
    (said,) = memo_of([exchange(replace(held(), voice=voice))], reading()).asked[0].said
    assert bool(said.speaker.caveat) == (voice not in HOLDING_VOICES)


def test_numbers_run_through_the_document_and_a_place_has_one_in_its_exchange() -> None:
    first = exchange(held(), pleaded(), held())
    memo = memo_of([first, replace(first, number=2)], reading())
    numbers = [said.footnotes for asked in memo.asked for said in asked.said]
    assert numbers == [(1,), (2,), (1,), (3,), (4,), (3,)]
    assert [note.number for note in memo.footnotes] == [1, 2, 3, 4]
    assert [note.quote for note in memo.footnotes] == [HOLDING, PLEA] * 2


def test_each_judgment_is_read_once() -> None:
    asked_for: list[str] = []

    def read(judgment_id: str) -> Judgment:
        asked_for.append(judgment_id)
        return judgment()

    memo_of([exchange(held(), pleaded(), number=n) for n in range(1, 9)], read)
    assert asked_for == [judgment().id]


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.ANSWERED])
def test_what_is_not_answered_says_so_with_the_nearest_passages(outcome: Outcome) -> None:
    hits = (near(digest=True),) * (NEAREST_TOLD + 2)
    (asked,) = memo_of([exchange(outcome=outcome, text="没有说明。", hits=hits)], reading()).asked
    assert (asked.outcome, asked.note) == (OUTCOMES[outcome], "没有说明。")
    assert len(asked.nearest) == NEAREST_TOLD
    assert asked.nearest[0].labels == ("案例摘要 · 非原文",)
    assert asked.nearest[0].speaker.caveat == "当事人的说法，不是法院的认定"


def test_an_answer_does_not_tell_passages_that_it_did_not_use() -> None:
    assert memo_of([exchange(held(), hits=(near(),))], reading()).asked[0].nearest == ()


@pytest.mark.parametrize(("failure", "told"), [("没有回应。", "没有回应。"), ("", INTERRUPTED)])
def test_an_answer_that_broke_off_is_told(failure: str, told: str) -> None:
    (asked,) = memo_of([Exchange(1, "问", "全部", failure=failure)], reading()).asked
    assert (asked.alerts, asked.said, asked.writer) == ((told,), (), "")


def test_the_note_the_warnings_and_a_failed_model_are_told() -> None:
    warnings = ("语言模型没有给出可用的回答：超时。", "另一条。")
    made = exchange(held(), note="第二问没有说明。", warnings=warnings)
    (asked,) = memo_of([replace(made, model_failure="超时。")], reading()).asked
    assert (asked.alerts, asked.warnings) == (warnings[:1], warnings[1:])
    assert asked.note == "第二问没有说明。"


def test_a_follow_up_is_told_as_it_was_understood() -> None:
    (asked,) = memo_of([exchange(held(), standalone_question="甲案还不还？")], reading()).asked
    assert (asked.question, asked.understood) == ("还不还？", "甲案还不还？")


def test_sources_that_are_no_clean_originals_are_labelled() -> None:
    garbled = judgment(header=Header(doc_type="案例摘要"), quality=Quality(spun=True, partial=True))
    memo = memo_of([exchange(held())], reading(garbled))
    (note,) = memo.footnotes
    assert [label[:4] for label in note.labels] == ["案例摘要", "疑似改写", "文字可能"]
    assert memo.asked[0].said[0].labels == note.labels


def test_who_wrote_each_answer_is_told_once() -> None:
    asked = [exchange(held()), exchange(held(), model="甲型"), exchange(held(), model="甲型")]
    assert memo_of(asked, reading()).writers == (
        "原文摘录，未经语言模型",
        "由语言模型 甲型 撰写，逐句核验",
    )


@settings(deadline=None)
@given(st.text(st.characters(codec=None), min_size=1, max_size=30))
def test_a_quote_is_the_exact_slice_but_for_what_cannot_be_seen(text: str) -> None:
    cited, source = quoting(text)
    statement = Statement("甲", Voice.OTHER, (cited,))
    memo = memo_of([exchange(statement)], reading(source))
    (note,) = memo.footnotes
    assert note.quote == visible(text)
    assert note.check == Check.EXACT  # checked as it is in the source, not as it is shown
    assert memo.has_replaced == (visible(text) != text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲\x00乙", "甲⟦U+0000⟧乙"),
        ("甲\r\n乙\t丙", "甲⟦U+000D⟧\n乙\t丙"),
        ("3\u202e万", "3⟦U+202E⟧万"),  # would be read from the right
        ("\ud800", "⟦U+D800⟧"),
        ("\uffff", "⟦U+FFFF⟧"),
        ("　\u200b😀", "　\u200b😀"),  # harmless
    ],
)
def test_what_no_file_may_carry_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("借款案", "判读 借款案 20260304-0506.docx"),
        ('<a>:"/\\|?*', "判读 a 20260304-0506.docx"),
        ("", "判读 20260304-0506.docx"),
        ("../..", "判读 20260304-0506.docx"),
        ("甲\n乙\x00\u202e丙. ", "判读 甲 乙 丙 20260304-0506.docx"),
        ("CON", "判读 CON 20260304-0506.docx"),  # a name of its own only to Windows if alone
    ],
)
def test_a_file_name_is_taken_by_every_system(title: str, name: str) -> None:
    assert file_name(title, MADE.at, "docx") == name


def test_a_long_title_leaves_a_name_that_is_short_enough() -> None:
    assert len(file_name("😀" * 200, MADE.at, "docx").encode()) < 255


def test_nothing_was_invented() -> None:
    memo = memo_of([exchange(forged())], reading())
    assert not memo.footnotes[0].is_original
    assert memo.asked[0].said[0].verdict is Verdict.FAULTY
