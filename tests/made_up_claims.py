"""True statements on made-up judgments.

Each frame is a passage as courts write them and what one may truly say of it, in the judgment's
own words and in others. Nothing is copied from a judgment.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from drawn_cases import Case, case_of

from corpus.numeral import chinese_of
from corpus.voice import Voice


@dataclass(frozen=True, slots=True)
class Truth:
    """A passage and a true statement on it; the quote is the passage but for its last mark."""

    voice: Voice
    passage: str
    statement: str


def truths(rng: random.Random) -> Iterator[Truth]:
    """True statements on one case, one for each frame, its words drawn."""
    case = case_of(rng)
    for voice, passage, statements in _frames(case, rng):
        yield Truth(voice, passage, rng.choice(statements))


def _frames(c: Case, rng: random.Random) -> list[tuple[Voice, str, tuple[str, ...]]]:
    return [
        *_orders(c, rng),
        *_reasons(c, rng),
        *_findings(c, rng),
        *_pleas(c, rng),
        *_earlier(c, rng),
    ]


def _orders(c: Case, rng: random.Random) -> list[tuple[Voice, str, tuple[str, ...]]]:
    big, small, order = (
        _sum(c.sums[0], rng),
        _sum(c.sums[1], rng),
        Voice.ORDER,
    )
    say = _said(c.sums[0], rng)
    days = rng.choice((str(c.days), chinese_of(c.days)))
    return [
        (
            order,
            f"一、被告{c.defendant}于本判决生效之日起{c.days}日内支付原告{c.plaintiff}{c.goods}{big}及逾期利息；",
            (
                f"法院判决{c.defendant}在判决生效后{days}日内向{c.plaintiff}支付{c.goods}{say}及逾期利息。",
                f"法院判令被告{c.defendant}支付{c.plaintiff}{c.goods}{say}，并支付逾期利息。",
                f"判决主文：被告{c.defendant}支付原告{c.plaintiff}{c.goods}{say}及逾期利息。",
            ),
        ),
        (
            order,
            f"二、被告{c.guarantor}对上述第一项债务承担连带清偿责任；",
            (
                f"法院判决{c.guarantor}对第一项债务承担连带清偿责任。",
                f"法院判令{c.guarantor}对上述债务负连带清偿责任。",
            ),
        ),
        (
            order,
            f"三、驳回原告{c.plaintiff}的其他诉讼请求。",
            (f"法院驳回了{c.plaintiff}的其他诉讼请求。", "法院判决驳回原告的其余诉讼请求。"),
        ),
        (
            order,
            f"不准原告{c.plaintiff}与被告{c.defendant}离婚。",
            (f"法院没有准许{c.plaintiff}与{c.defendant}离婚。", "法院判决不准双方离婚。"),
        ),
        (
            order,
            f"被告{c.company}赔偿原告{c.plaintiff}{c.harm}{small}，限判决生效后{c.days}日内付清。",
            (
                f"法院判决{c.company}赔偿{c.plaintiff}{c.harm}{_said(c.sums[1], rng)}。",
                f"法院判令{c.company}在{days}日内赔偿{c.harm}{_said(c.sums[1], rng)}。",
            ),
        ),
        (
            order,
            f"被告人{c.defendant}犯盗窃罪，判处有期徒刑{chinese_of(c.months)}个月，并处罚金人民币{big}。",
            (
                f"法院以盗窃罪判处{c.defendant}有期徒刑{c.months}个月，并处罚金{say}。",
                f"法院判处被告人{c.defendant}有期徒刑{chinese_of(c.months)}个月。",
            ),
        ),
    ]


def _reasons(c: Case, rng: random.Random) -> list[tuple[Voice, str, tuple[str, ...]]]:
    why, small, say = Voice.COURT_REASONING, _sum(c.sums[1], rng), _said(c.sums[1], rng)
    article, paragraph = chinese_of(c.article), chinese_of(c.paragraph)
    return [
        (
            why,
            f"本院认为，被告{c.defendant}未按合同约定支付{c.goods}，其行为已构成违约，应当承担违约责任。",
            (
                f"法院认为{c.defendant}没有按照合同约定支付{c.goods}，构成违约，应承担违约责任。",
                f"法院认定{c.defendant}构成违约，理由是其未按约定支付{c.goods}。",
            ),
        ),
        (
            why,
            f"原告{c.plaintiff}主张的{c.harm}{small}，因其未提供证据证明，本院不予支持。",
            (
                f"法院没有支持{c.plaintiff}主张的{c.harm}{say}，因为其没有提供证据证明。",
                f"对{c.plaintiff}主张的{c.harm}{say}，法院不予支持。",
                f"{c.plaintiff}要求的{c.harm}{say}未得到法院支持。",
            ),
        ),
        (
            why,
            f"依照《中华人民共和国民法典》第{article}条第{paragraph}款之规定，判决如下：",
            (
                f"法院依据《民法典》第{c.article}条第{c.paragraph}款作出判决。",
                f"法院依照民法典第{article}条第{paragraph}款判决。",
            ),
        ),
        (
            why,
            f"双方约定的违约金过分高于实际损失，本院依法予以调整，酌定为{small}。",
            (
                f"法院认为约定的违约金过分高于实际损失，酌定为{say}。",
                f"法院把双方约定的违约金调整为{say}。",
            ),
        ),
        (
            why,
            f"{c.company}在收到通知后{c.days}日内采取了删除、断开链接等必要措施，不构成帮助侵权，不应承担赔偿责任。",
            (
                f"法院认为{c.company}收到通知后已采取必要措施，不构成帮助侵权，不承担赔偿责任。",
                f"法院认为{c.company}在{c.days}日内采取了删除等必要措施，无须承担赔偿责任。",
            ),
        ),
        (
            why,
            f"{c.defendant}负事故主要责任，{c.plaintiff}负事故次要责任，本院确定由{c.defendant}承担{c.percent}%的赔偿责任。",
            (
                f"法院确定{c.defendant}承担{c.percent}%的赔偿责任。",
                f"法院认为{c.defendant}负主要责任，由其承担百分之{chinese_of(c.percent)}的赔偿责任。",
            ),
        ),
        (
            why,
            f"被告{c.defendant}关于诉讼时效已过的抗辩理由不能成立，本院不予采纳。",
            (
                f"法院认为{c.defendant}关于诉讼时效的抗辩不成立。",
                f"法院没有采纳{c.defendant}关于诉讼时效已过的抗辩。",
            ),
        ),
        (
            why,
            f"本院{c.case_number}民事判决已认定双方签订的协议无效，该判决已经生效。",
            (
                f"法院认为，{c.case_number}民事判决已认定双方的协议无效。",
                f"法院指出{c.case_number}判决认定协议无效，且已经生效。",
            ),
        ),
    ]


def _findings(c: Case, rng: random.Random) -> list[tuple[Voice, str, tuple[str, ...]]]:
    big, say, small = _sum(c.sums[0], rng), _said(c.sums[0], rng), _sum(c.sums[1], rng)
    return [
        (
            Voice.COURT_FINDING,
            f"经审理查明，{c.date}，原告{c.plaintiff}与被告{c.defendant}签订合同，约定{c.goods}为{big}，分{c.months}个月付清。",
            (
                f"法院查明，{c.plaintiff}与{c.defendant}于{c.date}签订合同，{c.goods}为{say}。",
                f"法院查明双方在{c.year}年{c.month}月签订合同，约定{c.goods}{say}，{c.months}个月付清。",
            ),
        ),
        (
            Voice.COURT_FINDING,
            f"{c.date}，{c.plaintiff}通过银行转账向{c.defendant}交付{big}，{c.defendant}出具借条，但至今未归还。",
            (
                f"法院查明{c.plaintiff}于{c.date}向{c.defendant}转账{say}，{c.defendant}至今没有归还。",
                f"法院查明，{c.defendant}出具了借条，尚未归还{say}。",
            ),
        ),
        (
            Voice.EVIDENCE_RULING,
            f"对原告{c.plaintiff}提交的金额为{small}的收据，被告{c.defendant}对其真实性没有异议，本院予以采信。",
            (
                f"法院采信了{c.plaintiff}提交的收据。",
                f"{c.defendant}对收据的真实性没有异议，法院予以采信。",
            ),
        ),
    ]


def _pleas(c: Case, rng: random.Random) -> list[tuple[Voice, str, tuple[str, ...]]]:
    big, say = _sum(c.sums[0], rng), _said(c.sums[0], rng)
    return [
        (
            Voice.PLAINTIFF_CLAIM,
            f"原告{c.plaintiff}诉称，{c.date}被告{c.defendant}向其借款{big}，约定{c.months}个月内归还，至今未还。",
            (
                f"{c.plaintiff}主张{c.defendant}于{c.date}向其借款{say}，至今未还。",
                f"原告诉称被告借款{say}，约定{c.months}个月归还，但没有归还。",
            ),
        ),
        (
            Voice.DEFENDANT_ARGUMENT,
            f"被告{c.defendant}辩称，涉案款项系投资款而非借款，且其已归还{big}，不同意原告的诉讼请求。",
            (
                f"{c.defendant}辩称该款项是投资款，不是借款，并称已归还{say}。",
                f"被告抗辩称涉案款项并非借款，且已归还{say}，不同意原告的诉讼请求。",
            ),
        ),
    ]


def _earlier(c: Case, rng: random.Random) -> list[tuple[Voice, str, tuple[str, ...]]]:
    small, say = _sum(c.sums[1], rng), _said(c.sums[1], rng)
    return [
        (
            Voice.LOWER_COURT,
            f"一审法院认为，{c.company}未尽到安全保障义务，应承担{c.percent}%的赔偿责任，遂判决其赔偿{small}。",
            (
                f"一审法院认为{c.company}未尽到安全保障义务，判决其赔偿{say}。",
                f"一审判决认定{c.company}应承担{c.percent}%的赔偿责任。",
            ),
        ),
        (
            Voice.LOWER_COURT,
            f"{c.city}市劳动人事争议仲裁委员会于{c.date}裁决{c.company}支付{c.plaintiff}经济补偿金{small}。",
            (
                f"仲裁裁决{c.company}支付{c.plaintiff}经济补偿金{say}。",
                f"仲裁委员会于{c.date}裁决{c.company}支付经济补偿金{say}。",
            ),
        ),
    ]


def _sum(yuan: int, rng: random.Random) -> str:
    """As a court writes it."""
    return rng.choice((f"{yuan}元", f"{yuan:,}元", f"人民币{yuan}元", f"{yuan}.00元"))


def _said(yuan: int, rng: random.Random) -> str:
    """As somebody may tell it."""
    ways = [f"{yuan}元", f"{yuan:,}元"]
    if yuan % 1000 == 0:
        ways.append(f"{yuan / 10000:g}万元")
    if yuan < 9999:
        ways.append(f"{chinese_of(yuan)}元")
    return rng.choice(ways)
