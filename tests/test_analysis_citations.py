"""Every citation leads to its words, whoever answers; and the checks that say so can fail.

benchmarks/citations.py asks the same of real judgments, thousands of times.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from citation_checks import doubtful, from_others, kept, wrongs
from citation_runs import MODES, Desk, asked_again, desk_of, removals, told_of, without
from drawn_cases import case_of
from drawn_questions import TEMPLATES, questions_of
from made_up_cases import Appeal, FirstInstance, read

from analysis.answer import Answer, Citation, Fault, Finding, Outcome, Statement
from corpus.judgment import Judgment
from corpus.passage import Span
from corpus.voice import Voice


def made_up(number: int) -> list[tuple[str, str]]:
    """Source id and text of so many cases, each decided twice, all with other people and sums."""
    rng = random.Random(5)
    rows = []
    for place in range(number):
        case, other = case_of(rng), case_of(rng)
        first = FirstInstance(
            court=f"{case.city}市人民法院",
            number=case.case_number,
            plaintiff=case.company,
            defendant=other.company,
            claimed=case.sums[0] + case.sums[1],
            awarded=case.sums[0],
        )
        appealed = Appeal(
            order=f"撤销一审判决，改判驳回{case.company}的全部诉讼请求。",
            first=first,
            number=case.case_number.replace("民初", "民终"),
            reasoning=f"{other.company}提交的{case.goods}凭证真实，应当采信，一审认定有误。",
        )
        rows += [(f"first-{place}", first.text), (f"appeal-{place}", appealed.text)]
    return rows


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_of(tmp_path_factory.mktemp("citations"), made_up(10)) as opened:
        yield opened


def test_every_citation_leads_to_its_words(desk: Desk) -> None:
    told = list(told_of(desk, 30, seed=2))
    cited = [c for t in told if t.answer for s in t.answer.statements for c in s.citations]
    failed = [s for t in told if t.answer for s in t.answer.statements if not s.verified]
    sys.stdout.write(f"{len(told)} answers, {len(cited)} citations, {len(failed)} marked\n")
    assert not [w for t in told for w in t.wrong]
    assert {t.mode for t in told} == set(MODES)
    assert len(cited) > 30 and len(failed) > 5  # the models did lie


def test_what_is_cut_out_is_not_shown(desk: Desk, tmp_path: Path) -> None:
    cut = list(islice(removals(desk, seed=3), 10))
    again = [told for _, told in asked_again(tmp_path, cut)]
    assert len(cut) == 10
    assert Counter(t.mode for t in again) == {"none": 10, "honest": 10, "remembering": 10}
    assert not [w for t in again for w in t.wrong]
    marked = [s for t in again if t.answer for s in t.answer.statements if not s.verified]
    assert len(marked) >= 10  # what is remembered is tried, and marked


# The checks themselves -----------------------------------------------------------------------

TEXT = (
    "原告甲公司诉称，乙公司欠款五万元。被告乙公司辩称，欠款已经还清。一审法院认为，欠款属实。"
    "本院认为，乙公司应当还款三万元。"
)
PLEA, DEFENCE, BELOW, HELD = (sentence + "。" for sentence in TEXT.split("。")[:4])
JUDGMENT = replace(
    read(TEXT),
    sentences=tuple(
        replace(s, voice=voice)
        for s, voice in zip(
            read(TEXT).sentences,
            (
                Voice.PLAINTIFF_CLAIM,
                Voice.DEFENDANT_ARGUMENT,
                Voice.LOWER_COURT,
                Voice.COURT_REASONING,
            ),
            strict=True,
        )
    ),
)


def cite(quote: str, voice: Voice, *, by: int = 0, judgment: Judgment = JUDGMENT) -> Citation:
    """A citation of these words, its span moved `by` so many characters."""
    start = judgment.text.index(quote) + by
    span = Span(start, start + len(quote))
    return Citation(judgment.id, "a.txt", "甲乙案", span, quote, voice, verified=True)


def answer_of(*statements: Statement, model: str = "none") -> Answer:
    text = "\n".join(s.text for s in statements)
    return Answer("问", "问", Outcome.ANSWERED, text, statements, (), (), model, 0.0)


def kinds(answer: Answer) -> list[str]:
    return [wrong.kind for wrong in wrongs(answer, {JUDGMENT.id: JUDGMENT})]


COURT = cite(HELD, Voice.COURT_REASONING)
CLAIM = cite(PLEA, Voice.PLAINTIFF_CLAIM)
LOWER = cite(BELOW, Voice.LOWER_COURT)


@pytest.mark.parametrize(
    ("text", "citation", "kind"),
    [
        # as the extraction writes: nothing is wrong
        (f"法院认为：“{HELD}”", COURT, None),
        (f"3万元。法院认为：“{HELD}”", COURT, None),
        (f"原告一方主张：“{PLEA}”", CLAIM, None),
        (f"下级裁判（一审或仲裁）曾认定：“{BELOW}”", LOWER, None),
        # as a list writes
        (f"1. 甲乙案（a.txt）。文书写明：“{PLEA}”", CLAIM, None),
        # deliberately broken: one character beside its place
        (f"法院认为：“{HELD}”", cite(HELD, Voice.COURT_REASONING, by=-1), "other words"),
        # one character more than there is
        (f"法院认为：“{HELD}”", cite(HELD, Voice.COURT_REASONING, by=1), "no such place"),
        # a sum that is not there
        (
            f"法院认为：“{HELD.replace('三', '五')}”",
            replace(COURT, quote=HELD.replace("三", "五")),
            "other words",
        ),
        (f"法院认为：“{HELD}”", replace(COURT, span=None), "no such place"),
        (f"法院认为：“{HELD}”", replace(COURT, judgment_id="0" * 16), "no such judgment"),
        # a plea, labelled as the court's reasoning
        (f"法院认为：“{PLEA}”", replace(CLAIM, voice=Voice.COURT_REASONING), "other speaker"),
        # labelled rightly and introduced as the court's
        (f"法院认为：“{PLEA}”", CLAIM, "plea without its speaker"),
        (f"“{PLEA}”", CLAIM, "quote not shown"),
        # introduced as the other side's
        (f"被告一方抗辩：“{PLEA}”", CLAIM, "plea without its speaker"),
        (f"法院认为：“{BELOW}”", LOWER, "lower court as the court"),
        # something else in the quotation marks
        ("法院认为：“应当还款。”", COURT, "quote not shown"),
        # an extract that does not count as verified
        (f"法院认为：“{HELD}”", replace(COURT, verified=False), "extract that is not verified"),
    ],
)
def test_a_broken_citation_is_told(text: str, citation: Citation, kind: str | None) -> None:
    found = kinds(answer_of(Statement(text, citation.voice, (citation,))))
    assert kind in found if kind else not found


@pytest.mark.parametrize(
    ("text", "citation", "kind"),
    [
        ("法院认为乙公司应当还款。", COURT, None),
        ("原告主张乙公司欠款五万元。", CLAIM, None),
        ("一审法院认为欠款属实。", LOWER, None),
        ("法院认定乙公司欠款五万元。", CLAIM, "plea without its speaker"),
        ("欠款五万元。", CLAIM, "plea without its speaker"),  # nobody is said to speak
        ("法院认为欠款属实。", LOWER, "lower court as the court"),
    ],
)
def test_who_speaks_in_a_models_sentence(text: str, citation: Citation, kind: str | None) -> None:
    found = kinds(answer_of(Statement(text, citation.voice, (citation,)), model="m"))
    assert found == ([kind] if kind else [])


def test_a_failed_sentence_is_no_part_of_the_text() -> None:
    finding = Finding(Fault.QUOTE_NOT_FOUND, "找不到。")
    failed = Statement("法院判决赔偿九万元。", Voice.ORDER, (COURT,), (finding,))
    assert kinds(answer_of(failed, model="m")) == ["failed sentence in the text"]
    assert not kinds(replace(answer_of(failed, model="m"), text=""))


def test_what_reads_like_another_speaker_is_doubted() -> None:
    mistaken = replace(CLAIM, voice=Voice.COURT_FINDING)
    below = replace(LOWER, voice=Voice.COURT_REASONING)
    told = [Statement("法院查明", c.voice, (c,)) for c in (mistaken, below, COURT)]
    assert [w.kind for w in doubtful(answer_of(*told))] == ["法院查明?", "法院说理?"]


def test_a_ruling_told_by_others_is_told() -> None:
    told = [Statement("称", c.voice, (c,)) for c in (CLAIM, LOWER, COURT)]
    assert len(from_others(answer_of(*told))) == 2


def test_words_that_were_cut_out_are_missed() -> None:
    old = Statement(f"法院认为：“{HELD}”", Voice.COURT_REASONING, (COURT,))
    text = without(TEXT, old)
    assert HELD not in text and text == TEXT.replace(HELD, "")
    same = answer_of(old)
    other = answer_of(replace(old, citations=(CLAIM,), text=old.text))
    on_other = answer_of(replace(old, citations=(CLAIM,), text="乙公司应当还款。"))
    before = [replace(old, text="乙公司应当还款。")]
    assert [w.kind for w in kept(same, [old], text)] == ["removed words shown"]
    assert [w.kind for w in kept(other, [old], text)] == ["removed words shown"]
    assert [w.kind for w in kept(on_other, before, text)] == ["statement kept"]
    assert not kept(same, [old], TEXT)  # they stand elsewhere
    marked = replace(old, findings=(Finding(Fault.QUOTE_NOT_FOUND, "找不到。"),))
    assert not kept(answer_of(marked), [old], text)


def test_questions_are_drawn_from_the_judgment() -> None:
    name, text = made_up(1)[1]
    judgment = read(text)

    def drawn(seed: int) -> list[str]:
        rng = random.Random(seed)
        return [d.text for d in islice(questions_of(judgment, name, ["b"], rng), 60)]

    assert drawn(1) == drawn(1) != drawn(2)
    assert not [q for q in drawn(1) if "{" in q]
    made = {d.kind for d in islice(questions_of(judgment, name, ["b"], random.Random(4)), 300)}
    assert made == {t.kind for t in TEMPLATES}
