"""Who speaks: each document sets one trap, its sentences are marked by hand."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.voice import HOLDING_VOICES, Voice
from ingest.sentences import sentences_of
from ingest.voices import voices_of

DATA = Path(__file__).parents[1].parent / "shared" / "data" / "civil-judgments"


def _voices(text: str, *, shuffled: bool = False) -> list[tuple[str, str]]:
    spans = sentences_of(text, shuffled=shuffled)
    voices = voices_of(text, spans, shuffled=shuffled)
    return [(v.value, s.of(text).strip()) for s, v in zip(spans, voices, strict=True)]


DOCUMENTS: dict[str, list[tuple[str, str]]] = {
    "the plain flow of a first instance": [
        ("原告主张", "原告甲某诉称，被告借款未还。"),
        ("原告主张", "请求判令被告还款。"),
        ("被告抗辩", "被告乙某辩称，款已还清。"),
        ("被告抗辩", "原告的请求应予驳回。"),
        ("法院查明", "经审理查明，双方签有借条。"),
        ("法院采信证据", "上述事实，有借条在案佐证。"),
        ("法院说理", "本院认为，借款关系成立。"),
        ("法院说理", "被告辩称款已还清，但未举证，本院不予采信。"),
        ("法院说理", "依照《中华人民共和国民法典》第六百七十五条，判决如下："),
        ("判决主文", "一、被告乙某于本判决生效之日起十日内还款1,000元；"),
        ("判决主文", "二、驳回原告的其他诉讼请求。"),
        ("费用与告知", "案件受理费50元，由被告负担。"),
        ("费用与告知", "如不服本判决，可在十五日内上诉。"),
        ("其他", "审判员丙某"),
    ],
    "a defendant who mentions what the plaintiff said": [
        ("被告抗辩", "被告乙某辩称，款已还清。"),
        ("被告抗辩", "原告诉称的事实不属实。"),
        ("被告抗辩", "二、原告提出的第二项诉讼请求没有依据。"),
    ],
    "a party who quotes an earlier 本院认为 is still the party": [
        ("被告抗辩", "被告乙公司辩称，另案判决写明：“合同有效。"),
        ("被告抗辩", "本院认为，该合同应继续履行。”"),
        ("被告抗辩", "故原告无权解除。"),
    ],
    "a plea that asks for an order is not one": [
        ("原告主张", "原告甲某诉称，被告违约。"),
        ("原告主张", "请求依照合同法判决如下："),
        ("原告主张", "一、被告赔偿损失。"),
        ("法院说理", "本院认为，被告没有违约。"),
    ],
    "the lower court's order comes before the court that decides speaks": [
        ("原告主张", "上诉人甲公司上诉请求："),
        ("原告主张", "撤销一审判决。"),
        ("原告主张", "一、一审法院认为合同有效，属于认定错误。"),
        ("被告抗辩", "被上诉人乙某辩称，一审判决正确。"),
        ("下级裁判", "一审法院认定事实：双方签订合同。"),
        ("下级裁判", "一审法院认为，合同有效。"),
        ("下级裁判", "依照《中华人民共和国合同法》第六十条，判决如下："),
        ("下级裁判", "一、甲公司付款；"),
        ("程序", "二审中，当事人没有提交新证据。"),
        ("法院查明", "本院对一审查明的事实予以确认。"),
        ("法院说理", "本院认为，上诉理由不能成立。"),
        ("法院说理", "依照《中华人民共和国民事诉讼法》第一百七十条，判决如下："),
        ("判决主文", "驳回上诉，维持原判。"),
        ("费用与告知", "本判决为终审判决。"),
    ],
    "an award told among the findings is not what the court found": [
        ("法院查明", "经审理查明，甲某于2015年入职。"),
        ("下级裁判", "某县劳动人事争议仲裁委员会作出裁决书，裁决乙公司支付工资5,000元；"),
        ("下级裁判", "驳回甲某的其他请求。"),
        ("法院查明", "另查明，乙公司已停产。"),
    ],
    "an assertion told among the findings is the party's": [
        ("法院查明", "经审理查明，原告甲某与被告乙公司签有合同。"),
        ("被告抗辩", "庭审中，被告乙公司主张已经付清。"),
        ("法院查明", "合同约定价款10万元。"),
    ],
    "no answer: what follows is not the plaintiff's": [
        ("原告主张", "原告甲某诉称，被告借款未还。"),
        ("程序", "被告乙某未作答辩。"),
        ("程序", "双方就此事多有往来。"),
    ],
    "parties go on speaking after the issue is named": [
        ("法院查明", "经审理查明，双方签有合同。"),
        ("争议焦点", "双方当事人争议的焦点为：合同是否已经解除。"),
        ("原告主张", "原告甲某认为，原告提交的证据已经确认合同解除。"),
        ("原告主张", "解除通知依法应当有效。"),
        ("被告抗辩", "被告乙公司认为，通知没有送达。"),
        ("被告抗辩", "请求驳回原告的诉讼请求。"),
        ("法院说理", "本院认为，通知已经送达。"),
        ("法院说理", "被告乙公司认为没有送达，缺乏依据，本院不予采纳。"),
    ],
    "within the reasoning, we is a party: the court says 本院": [
        ("法院说理", "本院认为，是否离婚，应以感情是否破裂为标准。"),
        ("原告主张", "我与被告已经分居一年左右了。"),
        ("法院说理", "我国法律规定婚姻自由，被告应当珍惜。"),
    ],
    "a claim that tells of an earlier judgment is no order": [
        ("原告主张", "原告甲某诉称，因劳动争议一案，根据（2005）某民初字第9号民事判决书，判决："),
        ("原告主张", "被告每月支付生活费260元。"),
        ("被告抗辩", "被告乙公司辩称，已经付清。"),
        ("法院说理", "本院认为，应予支付。"),
    ],
    "an order whose lead-in quotes the law, and begins within the quotation": [
        ("法院说理", "本院认为，感情确已破裂。"),
        ("法院说理", "依照婚姻法第三十二条“应当进行调解；"),
        ("法院说理", "如感情确已破裂，应准予离婚”的规定，判决如下："),
        ("判决主文", "一、准予原告甲某与被告乙某离婚；"),
        ("判决主文", "二、驳回其他诉讼请求。"),
    ],
    "a quotation whose end was lost does not swallow what follows": [
        ("法院查明", "经审理查明，甲某于2015年入职。"),
        ("下级裁判", "某县劳动人事争议仲裁委员会作出裁决：“撤销解除决定。"),
        ("法院采信证据", "上述事实，有裁决书在卷佐证，足以认定。"),
        ("法院说理", "本院认为，解除违法。"),
    ],
    "after a plea, an order whose reasons were cut out": [
        ("被告抗辩", "被告乙公司辩称，已经付清。"),
        ("判决主文", "一、被告乙公司于本判决生效后十日内支付货款1万元；"),
        ("判决主文", "二、驳回原告其他诉讼请求。"),
        ("费用与告知", "案件受理费10元，由被告乙公司负担。"),
    ],
    "after a plea, facts that are confirmed without 查明": [
        ("被告抗辩", "被告乙公司辩称，已经付清。"),
        ("法院查明", "基于原告提供的合同及庭审陈述，对本案的事实确认如下：双方签有合同。"),
        ("法院查明", "合同约定价款10万元。"),
        ("法院说理", "本院认为，合同有效。"),
    ],
    "the issue and its list": [
        ("法院查明", "经审理查明，双方签有合同。"),
        ("争议焦点", "本案的争议焦点为：一、合同是否有效；"),
        ("争议焦点", "二、价款是否付清。"),
        ("法院说理", "合同系真实意思表示。"),
    ],
    "evidence: shown, contested, ruled on, before the reasoning": [
        ("当事人举证质证", "原告甲某为证明其主张，向本院提交了以下证据：借条一份。"),
        ("当事人举证质证", "被告乙某对借条的真实性无异议。"),
        ("法院采信证据", "本院认为，该证据真实、合法，予以认定。"),
        ("法院查明", "经审理，本院查明事实如下：借款1万元。"),
        ("法院说理", "本院认为，借款关系成立。"),
    ],
    "a text that starts in the middle of the plea": [
        ("原告主张", "双方婚后经常争吵。"),
        ("被告抗辩", "被告乙某辩称，感情尚好。"),
    ],
    "a text that starts in the middle, whose voice nothing tells": [
        ("其他", "2013年6月，某行发放贷款。"),
        ("法院说理", "本院认为，贷款合同有效。"),
    ],
    "a text that starts in the middle of the findings": [
        ("法院查明", "2013年6月，某行发放贷款。"),
        ("法院查明", "另查明，利息付至2014年。"),
    ],
    "a criminal judgment": [
        ("程序", "被告人甲某，男，1980年1月1日出生。"),
        ("原告主张", "某县人民检察院指控：甲某盗窃手机一部。"),
        ("被告抗辩", "被告人甲某对指控的事实没有异议。"),
        ("被告抗辩", "辩护人提出，被告人系初犯。"),
        ("法院查明", "经审理查明的事实与指控一致。"),
        ("法院说理", "本院认为，被告人甲某的行为构成盗窃罪。"),
        ("法院说理", "辩护人提出系初犯的意见，予以采纳。"),
    ],
}


@pytest.mark.parametrize("trap", DOCUMENTS)
def test_traps(trap: str) -> None:
    expected = DOCUMENTS[trap]
    assert _voices("".join(words for _, words in expected)) == expected


def test_headings_of_a_digest_set_the_voice_of_their_part() -> None:
    text = (
        "# 某案\n## 诉请\n赔偿三万元。\n## 抗辩\n本院认为的不构成侵权。\n"
        "## 说理\n原告诉称的事实成立。\n## 裁判结果\n赔偿一万元。\n"
        "## 评述\n此案重要。\n## 来源\n某处。\n"
    )
    spoken = [voice for voice, words in _voices(text) if not words.startswith("#")]
    assert spoken == ["原告主张", "被告抗辩", "法院说理", "判决主文", "评论", "其他"]
    assert {voice for voice, words in _voices(text) if words.startswith("#")} == {"其他"}


def test_headings_of_a_page_turn_and_cues_go_on() -> None:
    text = (
        "【案情简介】\n甲某起诉。\n上诉人诉称\n判决错误。\n"
        "【裁判结果】\n驳回上诉。\n案件受理费50元，由甲某负担。\n"
    )
    assert [v for v, w in _voices(text)] == [
        *("其他", "其他"),
        *("其他", "原告主张"),
        *("其他", "判决主文"),
        "费用与告知",
    ]


def test_in_a_shuffled_text_each_clause_speaks_for_itself() -> None:
    text = "被告辩称:仅供给平台,不形成侵权。故诉请被告遏制侵权。判决被告补偿3万元,手艺具有中立性。"
    assert [voice for voice, _ in _voices(text, shuffled=True)] == [
        "被告抗辩",
        "其他",  # nobody knows who said so: the clause before may come from anywhere
        "原告主张",
        "判决主文",
        "其他",
    ]


def test_a_swapped_role_is_restored_before_the_voice_is_told() -> None:
    assert _voices("被告诉称:侵权。", shuffled=True)[0][0] == "原告主张"


@given(st.text(alphabet="原告被诉辩称本院认为查明判决如下，。：；“”一、\n# 【】"), st.booleans())
def test_every_sentence_has_one_voice(text: str, shuffled: bool) -> None:
    spans = sentences_of(text, shuffled=shuffled)
    assert len(voices_of(text, spans, shuffled=shuffled)) == len(spans)


@pytest.mark.skipif(not DATA.exists(), reason="shared/data is not here")
def test_no_plea_of_the_marked_judgments_is_told_as_a_holding() -> None:
    texts = {
        row["id"]: row["text"]
        for kind in ("divorce", "labor", "loan")
        for row in map(json.loads, (DATA / f"{kind}.jsonl").read_text("utf-8").splitlines())
    }
    parties = {"plaintiff_claim", "defendant_argument", "third_party", "lower_court"}
    wrong = 0
    for row in map(json.loads, (DATA / "voices-dev.jsonl").read_text("utf-8").splitlines()):
        text = texts[row["id"]]
        spans = sentences_of(text, shuffled=False)
        voices = voices_of(text, spans, shuffled=False)
        held: list[Voice | None] = [None] * len(text)
        for span, voice in zip(spans, voices, strict=True):
            held[span.start : span.end] = [voice] * (span.end - span.start)
        for piece in row["voices"]:
            if {piece["voice"], *piece.get("also", [])} <= parties:
                wrong += sum(v in HOLDING_VOICES for v in held[piece["start"] : piece["end"]])
    assert wrong == 0
