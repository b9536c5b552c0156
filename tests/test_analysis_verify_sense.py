"""Verification: whether a statement says yes for no, names others, or has others speaking."""

import pytest
from cited import check, faults, hit

from analysis.answer import Fault
from analysis.verify import verify_statement
from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice
from prompts.schema import ReplyCitation, ReplyStatement

# Polarity ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("法院认为被告构成违约。", "被告的行为不构成违约"),
        ("法院认为被告不构成违约。", "被告的行为构成违约"),
        ("法院支持了该请求。", "对该项请求，本院不予支持"),
        ("法院驳回了该请求。", "对该项请求，本院予以支持"),
        ("法院支持了原告的诉讼请求。", "驳回原告的诉讼请求"),
        ("法院认定合同有效。", "该合同无效"),
        ("法院认定合同无效。", "该合同合法有效"),
        ("法院认为被告无须承担责任。", "被告应当承担责任"),
        ("法院认为抗辩成立。", "该抗辩不能成立"),
        ("法院准许离婚。", "不准原告与被告离婚"),
        ("法院查明被告已支付货款。", "被告未支付货款"),
        ("法院认为不能不承担责任的说法不成立，被告不承担责任。", "被告不得不承担责任"),
        ("法院认为被告无过错。", "被告有过错"),
    ],
)
def test_a_statement_turned_over_is_flagged(text: str, quote: str) -> None:
    assert Fault.POLARITY_MISMATCH in faults(check(text, quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("法院认为被告构成违约。", "被告的行为构成违约"),
        ("法院没有支持该请求。", "对该项请求，本院不予支持"),
        ("法院驳回了该请求。", "对该项请求，本院不予支持"),  # other words, one sense
        ("法院认为被告须承担责任。", "被告并非不应承担责任"),  # two negators
        ("法院支持利息，未支持违约金。", "利息请求予以支持；违约金请求不予支持"),
        ("法院支持除利息外的请求。", "除利息外，其余请求本院予以支持"),
        ("法院认为合同有效期为一年。", "合同有效期为一年"),
        ("法院认为被告违约。", "被告未支付货款"),  # nothing to compare
    ],
)
def test_a_statement_of_the_same_sense_is_not_flagged(text: str, quote: str) -> None:
    assert Fault.POLARITY_MISMATCH not in faults(check(text, quote))


@pytest.mark.parametrize(
    ("text", "quote", "source"),
    [
        # the negator just before the quote
        ("法院认为被告构成违约。", "构成违约", "本院认为，被告的行为不构成违约。"),
        ("法院认为证据充分。", "证据证明", "原告没有证据证明其主张。"),
        # a claim that the same sentence rejects
        (
            "法院认为被告应当支付违约金。",
            "被告应当支付违约金",
            "原告主张被告应当支付违约金，本院不予支持。",
        ),
        ("法院认为被告应付利息。", "被告支付利息", "驳回原告要求被告支付利息的诉讼请求。"),
    ],
)
def test_a_quote_cut_to_say_the_opposite_is_flagged(text: str, quote: str, source: str) -> None:
    assert Fault.POLARITY_MISMATCH in faults(check(text, quote, source))


@pytest.mark.parametrize(
    ("text", "quote", "source"),
    [
        ("法院未支持违约金。", "被告应当支付违约金", "原告主张被告应当支付违约金，本院不予支持。"),
        (
            "法院支持利息。",
            "原告主张的利息，本院予以支持",
            "原告主张的利息，本院予以支持；违约金，不予支持。",
        ),
        ("法院判决维持原判。", "维持原判", "驳回上诉，维持原判。"),
    ],
)
def test_a_fair_cut_is_not_flagged(text: str, quote: str, source: str) -> None:
    assert Fault.POLARITY_MISMATCH not in faults(check(text, quote, source))


# Parties and speakers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "flagged"),
    [
        ("法院判决王某返还借款。", "被告张某返还借款", True),
        ("法院判决张某返还借款。", "被告张某返还借款", False),
        ("法院判决张某乙返还借款。", "被告张某甲返还借款", True),
        ("法院认为被告陈明违约。", "被告李明违约", True),
        ("法院认为被告主张有理。", "被告的主张有理", False),  # a verb after the role
        ("法院判决万盛公司付款。", "河南万家商贸有限公司付款", True),
        ("法院判决万家公司付款。", "河南万家商贸有限公司付款", False),  # the short name
        ("法院判决甲公司付款。", "由甲公司付款", False),
        ("法院判决被告赔偿原告。", "原告赔偿被告", True),
        ("法院判决张某甲支付张某乙。", "张某乙支付张某甲", True),
        ("法院判决被告赔偿原告。", "被告赔偿原告", False),
    ],
)
def test_names_and_directions(text: str, quote: str, flagged: bool) -> None:
    assert (Fault.PARTY_MISMATCH in faults(check(text, quote))) is flagged


def test_a_name_may_stand_in_another_passage_of_the_same_judgment_only() -> None:
    statement = ReplyStatement(
        text="法院认为左某违约。", citations=(ReplyCitation(passage="p-1", quote="被告违约"),)
    )
    same, other = hit("被告左某", judgment="j"), hit("被告左某", judgment="k")
    first = hit("被告违约")
    assert faults(verify_statement(statement, {"p-1": first, "p-2": same})) == set()
    assert Fault.PARTY_MISMATCH in faults(verify_statement(statement, {"p-1": first, "p-2": other}))


@pytest.mark.parametrize("voice", sorted({*PARTY_VOICES, Voice.LOWER_COURT, Voice.COMMENTARY}))
@pytest.mark.parametrize(
    "text", ["本院认为被告违约。", "法院认定被告违约。", "法院判决被告违约。", "被告违约。"]
)
def test_a_plea_is_never_a_holding(text: str, voice: Voice) -> None:
    found = check(text, "被告违约", voice=voice)
    assert Fault.VOICE_MISMATCH in faults(found) and found.voice is voice


@pytest.mark.parametrize("voice", sorted(HOLDING_VOICES))
def test_a_holding_may_be_told_as_one(voice: Voice) -> None:
    assert check("法院认为被告违约。", "被告违约", voice=voice).verified


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("原告主张被告违约。", Voice.PLAINTIFF_CLAIM),
        ("被告辩称并未说过被告违约。", Voice.DEFENDANT_ARGUMENT),
        (
            "被告请求法院依法判决，称被告违约。",
            Voice.DEFENDANT_ARGUMENT,
        ),  # the court's verb, asked for
        ("一审法院认为被告违约。", Voice.LOWER_COURT),
        ("评论认为被告违约。", Voice.COMMENTARY),
    ],
)
def test_what_others_say_may_be_told_as_theirs(text: str, voice: Voice) -> None:
    assert Fault.VOICE_MISMATCH not in faults(check(text, "被告违约", voice=voice))


def test_the_voice_is_the_least_authoritative_one_cited_never_the_models_word() -> None:
    statement = ReplyStatement(
        text="原告主张违约，法院认为成立。",
        voice="判决主文",
        citations=(
            ReplyCitation(passage="p-1", quote="违约"),
            ReplyCitation(passage="p-2", quote="成立"),
        ),
    )
    given_ = {"p-1": hit("违约", Voice.PLAINTIFF_CLAIM), "p-2": hit("成立")}
    found = verify_statement(statement, given_)
    assert found.voice is Voice.PLAINTIFF_CLAIM and found.verified
