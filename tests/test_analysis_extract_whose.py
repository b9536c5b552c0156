import pytest
from made_up_library import MadeUpJudgment

from analysis.extract.rulings import decides, ways
from analysis.extract.sides import sides_named
from analysis.extract.whose import may_answer, only_tells, side_asked
from analysis.question import understand
from analysis.question.follow_up import stand_alone
from corpus.judgment import Party
from corpus.voice import Voice

CASE = MadeUpJudgment(
    [
        (Voice.PLAINTIFF_CLAIM, "原告张大山诉称，被告李小海欠款不还。"),
        (
            Voice.DEFENDANT_ARGUMENT,
            "被告李小海辩称，已经还清。被告东岭银行股份有限公司西城支行辩称，并不知情。",
        ),
        (Voice.THIRD_PARTY, "第三人王五述称，谁还都行。"),
        (Voice.ORDER, "驳回原告张大山的诉讼请求。"),
    ]
)
PLAINTIFF, DEFENDANT = Voice.PLAINTIFF_CLAIM, Voice.DEFENDANT_ARGUMENT


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("张大山请求什么？", PLAINTIFF),
        ("李小海对张大山的请求怎么答辩？", DEFENDANT),
        # Whoever is spoken to, or owed to, does not speak.
        ("对张大山的请求，被告是怎么答辩的？", DEFENDANT),
        ("李小海认不认张大山替他还了款？", DEFENDANT),
        # The parties of the case are not those who are asked about.
        ("在张大山与李小海的案件里，王五怎么说？", Voice.THIRD_PARTY),
        # A piece of an organisation's name will do, but not its parent's.
        ("西城支行怎么说？", DEFENDANT),
        ("东岭银行股份有限公司（总行）怎么答辩？", Voice.OTHER),
        ("赵六怎么说？", None),
    ],
)
def test_whose_position_is_asked_for(question: str, side: Voice | None) -> None:
    assert side_asked(question, CASE.judgment) is side


def test_a_word_of_every_companys_name_names_nobody() -> None:
    named = sides_named("东岭银行股份有限公司西城支行怎么说？", CASE.judgment)

    assert named == {"东岭银行股份有限公司西城支行": DEFENDANT}


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("被告称原告无故旷工，并提交考勤记录。", True),
        ("原告提交录音一份，拟证明口头约定。", True),
        ("被告称原告旷工，本院不予采信。", False),
        ("原告主张加班，故应举证。", False),
        ("双方于2015年签订合同。", False),
    ],
)
def test_telling_what_a_party_says_decides_nothing(text: str, tells: bool) -> None:
    assert only_tells(text) is tells


@pytest.mark.parametrize(
    ("voice", "text", "grants", "refuses"),
    [
        (Voice.COURT_REASONING, "该请求符合约定，本院予以支持。", True, False),
        (Voice.COURT_REASONING, "该请求缺乏依据，本院不予支持。", False, True),
        (Voice.COURT_REASONING, "本金予以支持，复利不予支持。", True, True),
        (Voice.COURT_REASONING, "另外请求的款项没有获得支持。", False, True),
        # 应承担举证不能的后果 orders nobody to pay.
        (Voice.COURT_REASONING, "原告应承担举证不能的不利后果。", False, False),
        # A plea that is accepted grants no claim.
        (Voice.COURT_REASONING, "要求丁某还款没有依据，对丁某的辩解意见予以采纳。", False, True),
        (Voice.COURT_REASONING, "公司虽主张已付，但未举证，应支付工资。", True, True),
        (Voice.ORDER, "被告支付原告3万元。", True, False),
        (Voice.ORDER, "驳回其他诉讼请求。", False, True),
        # What a contract says is no ruling.
        (Voice.COURT_FINDING, "协议约定由甲方应支付全部费用。", False, False),
    ],
)
def test_which_way_a_sentence_rules(voice: Voice, text: str, grants: bool, refuses: bool) -> None:
    assert ways(text, voice) == (grants, refuses)


def test_what_names_the_issue_decides_nothing() -> None:
    assert not decides("本案的争议焦点在于合同是否生效。")
    assert decides("故对该请求本院不予支持。")


APPEAL = MadeUpJudgment(
    [
        (Voice.PROCEDURE, "上诉人（原审被告）：蓝鲸平台公司。被上诉人（原审原告）：青禾绘本社。"),
        (Voice.PLAINTIFF_CLAIM, "青禾绘本社诉称，应当赔偿。"),
        (Voice.DEFENDANT_ARGUMENT, "蓝鲸平台公司辩称，只提供存储服务。"),
        (Voice.DEFENDANT_ARGUMENT, "请求驳回起诉。"),
    ],
    parties=(
        Party("蓝鲸平台公司", "上诉人", "原审被告"),
        Party("青禾绘本社", "被上诉人", "原审原告"),
    ),
    instance="二审",
)


@pytest.mark.parametrize(
    ("question", "answering"),
    [
        # On appeal the plaintiff answers as 被上诉人: its own plea is on the other side.
        ("青禾绘本社主张什么？", [1, 3]),  # whose the last is no name tells: the side decides
        ("蓝鲸平台公司怎么辩称？", [2]),
        ("原告主张什么？", [1]),  # by role, as the pleas are read
    ],
)
def test_a_party_named_speaks_where_its_name_does(question: str, answering: list[int]) -> None:
    asked = understand(stand_alone(question, ()))
    found = [
        number
        for number, passage in enumerate(APPEAL.passages)
        if may_answer(passage, asked, APPEAL.judgment, spun=False)
    ]
    assert found == answering


def test_a_branch_does_not_speak_for_its_parent() -> None:
    asked = understand(stand_alone("东岭银行股份有限公司（总行）怎么答辩？", ()))
    spoken = [p for p in CASE.passages if may_answer(p, asked, CASE.judgment, spun=False)]
    assert spoken == []
