import pytest
from made_up_library import MadeUpJudgment, reader_of

from analysis.answer import Outcome
from analysis.extract import Extraction, extract
from analysis.question import understand
from analysis.question.follow_up import Standalone
from corpus.voice import Voice

CASE = MadeUpJudgment(
    [
        (Voice.PROCEDURE, "东城区人民法院受理本案，案号为（2021）京0101民初1号。"),
        (Voice.PLAINTIFF_CLAIM, "原告甲公司诉称，平台构成帮助侵权，请求赔偿经济损失30万元。"),
        (Voice.DEFENDANT_ARGUMENT, "被告乙公司辩称，平台不构成帮助侵权，图片由用户上传。"),
        (Voice.COURT_FINDING, "经审理查明，用户在平台首页上传侵权图片。"),
        (Voice.COURT_REASONING, "本院认为，平台应知侵权而未采取必要措施，构成帮助侵权。"),
        (Voice.COURT_REASONING, "依照《中华人民共和国著作权法》第五十四条之规定，判决如下："),
        (Voice.ORDER, "被告乙公司赔偿原告甲公司经济损失3万元。"),
    ],
    places={"case_number": "（2021）京0101民初1号"},
)
OTHER_CASE = MadeUpJudgment(
    [(Voice.ORDER, "被告丁饭店赔偿原告丙商行货款损失8万元。")], title="丙商行诉丁饭店案"
)


def answered(question: str, *cases: MadeUpJudgment) -> Extraction:
    hits = [hit for case in cases for hit in case.hits(*[1.0] * len(case.sentences))]
    return extract(understand(Standalone(question, question)), hits, reader_of(*cases))


def voices(extraction: Extraction) -> set[Voice]:
    return {s.voice for s in extraction.statements}


@pytest.mark.parametrize(
    ("question", "quoted", "voice"),
    [
        # 30万元 is what was asked for, 3万元 what was awarded.
        ("法院判决乙公司赔偿多少经济损失？", "3万元", Voice.ORDER),
        ("原告甲公司请求赔偿多少？", "30万元", Voice.PLAINTIFF_CLAIM),
        # Three voices speak of 帮助侵权.
        ("平台构成帮助侵权吗？", "构成帮助侵权", Voice.COURT_REASONING),
        ("被告对帮助侵权是怎么答辩的？", "不构成帮助侵权", Voice.DEFENDANT_ARGUMENT),
        ("法院引用了哪些条文？", "第五十四条", Voice.COURT_REASONING),
        # Read from where the document speaks of itself.
        ("本案的案号是多少？", "（2021）京0101民初1号", Voice.PROCEDURE),
    ],
)
def test_the_sentence_that_answers_comes_first(question: str, quoted: str, voice: Voice) -> None:
    extraction = answered(question, CASE)

    assert extraction.outcome is Outcome.ANSWERED
    assert quoted in extraction.statements[0].citations[0].quote
    assert extraction.statements[0].voice is voice


def test_every_citation_is_the_slice_it_names() -> None:
    for question in ("平台构成帮助侵权吗？", "法院判决赔偿多少？", "被告是怎么答辩的？"):
        for statement in answered(question, CASE).statements:
            for citation in statement.citations:
                assert citation.verified and citation.span is not None
                assert citation.span.of(CASE.text) == citation.quote


def test_a_plea_never_stands_for_a_holding() -> None:
    pleas = MadeUpJudgment([s for s in CASE.sentences if s[0] is Voice.PLAINTIFF_CLAIM])

    extraction = answered("法院认为平台构成帮助侵权吗？", pleas)

    assert extraction.outcome is Outcome.DECLINED
    assert "当事人" in extraction.reason


@pytest.mark.parametrize(
    "question",
    [
        "甲公司的服务器成交价是多少？",  # a sum nobody speaks of
        "本案的二审是怎么判的？",  # a stage the text never mentions
        "平台使用的是Midjourney吗？",  # a name the text never mentions
        "判决是什么时候作出的？",  # a header field that was not found
    ],
)
def test_what_the_judgment_does_not_say_is_declined(question: str) -> None:
    extraction = answered(question, CASE)

    assert extraction.outcome is Outcome.DECLINED
    assert extraction.statements == ()
    assert extraction.reason


def test_a_fitting_quote_from_another_case_is_no_answer() -> None:
    # 丙商行's order fits 赔偿损失 as well, and search may even put it first.
    hits = [*OTHER_CASE.hits(2.0), *CASE.hits()]

    asked = "乙公司要赔偿甲公司多少经济损失？"

    extraction = extract(understand(Standalone(asked, asked)), hits, reader_of(CASE, OTHER_CASE))

    cited = {c.judgment_id for s in extraction.statements for c in s.citations}
    assert cited == {CASE.judgment.id}


def test_no_hits_is_declined() -> None:
    assert answered("谁承担责任？").outcome is Outcome.DECLINED


def test_a_garbled_source_is_quoted_as_of_unknown_voice() -> None:
    spun = MadeUpJudgment([(Voice.OTHER, "平台形成帮帮侵权，应当赔偿。")], spun=True)
    clean = MadeUpJudgment([(Voice.OTHER, "平台构成侵权，应当赔偿。")])

    assert "说话人未能确定" in answered("平台侵权吗？", spun).statements[0].text
    # In a clean text a sentence without a voice is a heading or a stray line, no holding.
    assert answered("平台侵权吗？", clean).outcome is Outcome.DECLINED


def test_a_digest_is_named_as_one_in_every_statement() -> None:
    digest = MadeUpJudgment(CASE.sentences, digest=True)

    for statement in answered("平台构成帮助侵权吗？", digest).statements:
        assert statement.text.startswith("据案例摘要")
        assert statement.citations[0].digest


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        # The court found the opposite of what is taken for granted.
        ("法院为什么认定平台不构成帮助侵权？", Outcome.PREMISE_REJECTED),
        ("法院为什么认定平台构成帮助侵权？", Outcome.ANSWERED),
        # This one takes nothing for granted.
        ("法院认为平台不构成帮助侵权吗，为什么？", Outcome.ANSWERED),
    ],
)
def test_a_premise_that_the_court_contradicts_is_rejected(question: str, outcome: Outcome) -> None:
    extraction = answered(question, CASE)

    assert extraction.outcome is outcome
    assert "构成帮助侵权" in extraction.statements[0].citations[0].quote


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("丙商行诉丁饭店案判赔多少？", Outcome.ANSWERED),
        # Only 丙商行's case is in scope; its sum is no answer to a question about another case.
        ("甲公司诉乙公司案判赔多少？", Outcome.DECLINED),
    ],
)
def test_another_case_than_the_one_in_scope_is_declined(question: str, outcome: Outcome) -> None:
    assert answered(question, OTHER_CASE).outcome is outcome


def test_a_case_called_by_its_title_is_the_one_that_answers() -> None:
    # Search may put the other case first, and each may mention the other.
    asked = "甲公司诉乙公司案中法院判赔多少？"
    hits = [*OTHER_CASE.hits(2.0), *CASE.hits()]

    extraction = extract(understand(Standalone(asked, asked)), hits, reader_of(CASE, OTHER_CASE))

    assert "3万元" in extraction.statements[0].citations[0].quote


APPEALED = MadeUpJudgment(
    [
        (
            Voice.PROCEDURE,
            "东城区人民法院于2021年3月4日作出一审判决，案号为（2021）京0101民初1号。",
        ),
        (Voice.PROCEDURE, "二审的案号是（2021）京02民终9号，二审于2021年5月6日立案。"),
    ],
    places={"case_number": "（2021）京0101民初1号"},
)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("本案一审的案号是多少？", "（2021）京0101民初1号"),
        # The head tells of the first instance only; of the second, the passage that names it.
        ("本案二审的案号是多少？", "（2021）京02民终9号"),
        # A filing date is no date of decision.
        ("二审判决是哪一天作出的？", None),
    ],
)
def test_instances_are_told_apart(question: str, quoted: str | None) -> None:
    extraction = answered(question, APPEALED)

    if quoted is None:
        assert extraction.outcome is Outcome.DECLINED
    else:
        assert quoted in extraction.statements[0].citations[0].quote
