"""Verification: what is true in other words is not flagged."""

import pytest
from cited import check

from corpus.voice import Voice


@pytest.mark.parametrize(
    ("text", "quote", "voice"),
    [
        ("法院没有支持原告的请求。", "原告的请求于法无据，本院不予支持", Voice.COURT_REASONING),
        ("法院认为被告应当还款。", "被告理应偿还欠款，本院予以支持", Voice.COURT_REASONING),
        ("法院判决被告连带偿还。", "二被告承担连带清偿责任", Voice.COURT_REASONING),
        (
            "法院判决张某支付货款3万元及利息。",
            "被告张某于本判决生效之日起十日内支付原告李某货款30000元及利息",
            Voice.COURT_REASONING,
        ),
        ("法院驳回了原告的其余请求。", "驳回原告的其他诉讼请求", Voice.COURT_REASONING),
        ("法院驳回了其他请求。", "驳回原告的其他诉讼请求", Voice.COURT_REASONING),
        (
            "法院认为被告的抗辩不能成立。",
            "被告的抗辩理由不成立，本院不予采纳",
            Voice.COURT_REASONING,
        ),
        ("法院没有采信该证据。", "对该组证据，本院不予采信", Voice.COURT_REASONING),
        (
            "法院认为违约金约定过高，酌情调整为5万元。",
            "双方约定的违约金过高，本院酌定为50000元",
            Voice.COURT_REASONING,
        ),
        (
            "法院认为该合同合法有效。",
            "双方签订的合同系真实意思表示，不违反法律规定，合法有效",
            Voice.COURT_REASONING,
        ),
        (
            "法院查明双方于2019年5月签订合同。",
            "2019年5月6日，原、被告签订房屋买卖合同",
            Voice.COURT_REASONING,
        ),
        ("法院判决准许双方离婚。", "准予原告张某与被告李某离婚", Voice.COURT_REASONING),
        ("法院没有准许离婚。", "不准原告张某与被告李某离婚", Voice.COURT_REASONING),
        (
            "法院认为夫妻感情尚未破裂，判决不准离婚。",
            "原、被告夫妻感情尚未彻底破裂，对原告要求离婚的诉讼请求，本院不予支持",
            Voice.COURT_REASONING,
        ),
        ("法院认为原告没有证明损失。", "原告未提供证据证明其损失", Voice.COURT_REASONING),
        (
            "法院认定甲公司承担70%的责任。",
            "甲公司应承担百分之七十的赔偿责任",
            Voice.COURT_REASONING,
        ),
        ("法院判决受理费由被告承担。", "案件受理费50元，由被告负担", Voice.COURT_REASONING),
        (
            "法院认为保证人仅在300万元范围内担责。",
            "保证人在最高额300万元范围内承担连带保证责任",
            Voice.COURT_REASONING,
        ),
        (
            "法院认为平台及时采取了措施，不承担责任。",
            "平台在接到通知后及时采取了必要措施，不应承担侵权责任",
            Voice.COURT_REASONING,
        ),
        ("法院认定双方不存在劳动关系。", "原、被告之间不存在劳动关系", Voice.COURT_REASONING),
        ("法院认为时效没有过。", "本案未超过诉讼时效期间", Voice.COURT_REASONING),
        (
            "法院依照民法典第577条判决。",
            "依照《中华人民共和国民法典》第五百七十七条之规定，判决如下",
            Voice.COURT_REASONING,
        ),
        (
            "法院以被告违约为由支持了解除合同的请求。",
            "因被告违约，原告要求解除合同，符合法律规定，本院予以支持",
            Voice.COURT_REASONING,
        ),
        (
            "法院判决撤销一审判决。",
            "撤销某区人民法院（2020）某0101民初1号民事判决",
            Voice.COURT_REASONING,
        ),
        (
            "法院认为乙公司承担次要责任。",
            "甲公司承担主要责任，乙公司承担次要责任",
            Voice.COURT_REASONING,
        ),
        (
            "法院判决被告返还本金20万元。",
            "被告返还原告借款本金20万元及利息3万元",
            Voice.COURT_REASONING,
        ),
        (
            "法院认定被告人系从犯，依法从轻处罚。",
            "被告人在共同犯罪中起次要作用，系从犯，依法应当从轻处罚",
            Voice.COURT_REASONING,
        ),
        ("法院判决房屋归张某所有。", "位于某小区的房屋归原告张某所有", Voice.COURT_REASONING),
        (
            "法院认为，被告的行为不足以构成不正当竞争。",
            "被告的行为尚不足以构成不正当竞争",
            Voice.COURT_REASONING,
        ),
        ("法院认为原告的请求有事实依据。", "原告的请求并非没有事实依据", Voice.COURT_REASONING),
        (
            "法院支持医疗费，但没有支持误工费。",
            "对医疗费予以支持，对误工费不予支持",
            Voice.COURT_REASONING,
        ),
        (
            "法院不支持超过年利率24%的部分。",
            "利率超过年利率24%的部分，本院不予支持",
            Voice.COURT_REASONING,
        ),
        ("二审判决驳回上诉，维持原判。", "驳回上诉，维持原判", Voice.ORDER),
        (
            "法院认为公司违法解除劳动合同，应支付赔偿金。",
            "公司解除劳动合同违法，应当支付赔偿金",
            Voice.COURT_REASONING,
        ),
        (
            "法院认为平台已尽到合理注意义务，因此不承担责任。",
            "平台尽到了合理的注意义务，主观上没有过错，不承担侵权责任",
            Voice.COURT_REASONING,
        ),
        ("法院认定债务尚未清偿。", "该债务至今未清偿", Voice.COURT_REASONING),
        (
            "法院认为被告人不构成自首。",
            "被告人到案经过不符合自首的规定，不构成自首",
            Voice.COURT_REASONING,
        ),
        (
            "法院判决解除合同并返还押金五千元。",
            "一、解除双方签订的房屋租赁合同；二、被告返还原告押金5000元",
            Voice.ORDER,
        ),
        (
            "法院认为对方提交的证据不足以证明其主张。",
            "原告提交的证据不足以证明其主张",
            Voice.COURT_REASONING,
        ),
        ("法院以证据不足为由未予支持。", "因证据不足，本院不予支持", Voice.COURT_REASONING),
        (
            "原告主张被告违约并要求赔偿三万元。",
            "原告诉称，被告违约，请求判令被告赔偿损失30000元",
            Voice.PLAINTIFF_CLAIM,
        ),
        (
            "被告不认可原告的主张，称已经付清货款。",
            "被告辩称，货款已全部付清，不认可原告主张",
            Voice.DEFENDANT_ARGUMENT,
        ),
        ("一审法院判令被告赔偿2万元。", "一审法院判决：被告赔偿原告20000元", Voice.LOWER_COURT),
        (
            "劳动仲裁裁决公司支付工资8000元。",
            "仲裁委员会裁决：公司支付工资8000元",
            Voice.LOWER_COURT,
        ),
        ("法院归纳的争议焦点是被告是否违约。", "本案的争议焦点为被告是否违约", Voice.ISSUE),
        ("案件受理费50元由被告承担。", "案件受理费50元，由被告负担", Voice.COSTS_NOTICE),
        ("法院于2020年5月6日立案。", "本院于2020年5月6日立案受理", Voice.PROCEDURE),
        ("法院认为违约金过高，予以调减。", "约定的违约金过高，本院予以酌减", Voice.COURT_REASONING),
        ("法院认为原告作为承租人享有优先购买权。", "承租人享有优先购买权", Voice.COURT_REASONING),
        ("法院查明张三与李四系夫妻关系。", "张三、李四系夫妻", Voice.COURT_FINDING),
        (
            "法院判处被告人有期徒刑三年，并处罚金五千元。",
            "判处被告人有期徒刑三年，并处罚金人民币5000元",
            Voice.ORDER,
        ),
        (
            "法院认为抗辩不成立，被告仍应还款。",
            "被告的抗辩不能成立，其应当承担还款责任",
            Voice.COURT_REASONING,
        ),
        (
            "原告认为一审判决认定事实错误。",
            "上诉人上诉称，一审判决认定事实错误",
            Voice.PLAINTIFF_CLAIM,
        ),
        (
            "法院没有采纳被告关于时效的抗辩意见。",
            "被告关于诉讼时效的抗辩，本院不予采纳",
            Voice.COURT_REASONING,
        ),
        (
            "法院认为涉案合同应认定为无效。",
            "涉案合同违反法律强制性规定，应属无效",
            Voice.COURT_REASONING,
        ),
        ("法院未支持精神损害抚慰金。", "精神损害抚慰金于法无据，不予支持", Voice.COURT_REASONING),
        (
            "法院认为双方没有签订书面合同，但存在事实上的劳动关系。",
            "双方虽未签订书面劳动合同，但存在事实劳动关系",
            Voice.COURT_REASONING,
        ),
        # what others say of courts
        (
            "原告诉称，某区法院曾判决不准离婚。",
            "原告诉称，某区人民法院曾判决不准双方离婚",
            Voice.PLAINTIFF_CLAIM,
        ),
        ("原告请求法院判令被告赔偿3万元。", "请求法院判令被告赔偿3万元", Voice.PLAINTIFF_CLAIM),
        ("原告主张：判令被告赔偿3万元。", "判令被告赔偿3万元", Voice.PLAINTIFF_CLAIM),
        ("被告请求驳回原告的诉讼请求。", "请求驳回原告的诉讼请求", Voice.DEFENDANT_ARGUMENT),
        (
            "上诉人认为一审判决错误，请求改判。",
            "一审判决错误，请求二审法院依法改判",
            Voice.PLAINTIFF_CLAIM,
        ),
        ("被告一方认为原告应自担损失。", "原告应当自担损失", Voice.DEFENDANT_ARGUMENT),
        ("公诉机关指控被告人盗窃手机一部。", "被告人盗窃手机一部", Voice.PLAINTIFF_CLAIM),
        ("辩护人提出被告人系从犯。", "被告人系从犯，请求从轻处罚", Voice.DEFENDANT_ARGUMENT),
        ("第三人述称其不知情。", "第三人不知情", Voice.THIRD_PARTY),
        ("原告提交了借条一份。", "原告提交借条一份，证明借款事实", Voice.PARTY_EVIDENCE),
        ("仲裁委裁决公司支付工资。", "仲裁裁决公司支付工资", Voice.LOWER_COURT),
        ("一审判决被告赔偿，二审改判驳回。", "撤销一审判决，驳回原告的诉讼请求", Voice.ORDER),
        (
            "二审法院认为一审认定事实错误。",
            "一审判决认定事实错误，本院予以纠正",
            Voice.COURT_REASONING,
        ),
        (
            "法院认为原告关于违约金过高的主张成立。",
            "原告主张违约金过高，本院予以采纳",
            Voice.COURT_REASONING,
        ),
    ],
)
def test_what_is_true_in_other_words_is_not_flagged(text: str, quote: str, voice: Voice) -> None:
    found = check(text, quote, voice=voice)
    assert found.verified, found.findings
