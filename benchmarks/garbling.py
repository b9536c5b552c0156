"""Measure how garbled reposts are told: python benchmarks/garbling.py [path to shared].

1. False flags among sound documents.
2. Judgments rewritten by made-up engines. An engine swaps words by a table of which a share is
   in ours (it was seen, or had to end at the same rare synonym) and the rest is not; it swaps a
   share of the occurrences of its words.
3. The same by broken formulas alone, learned from other judgments than those that are told.
"""

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ingest.spin import garbling_of, substitutes
from ingest.spin_formulas import formulas_in, frames_of
from ingest.spin_formulas_train import LAW_SHARE, laws_of, learn
from ingest.spin_reading import likely_reading

SHARED = Path(__file__).parents[1].parent / "shared"
KINDS = (
    "civil-judgments/divorce", "civil-judgments/labor", "civil-judgments/loan",
    "criminal-judgments/judge",
)  # fmt: skip
REWRITTEN = 150
"""Judgments that each engine rewrites."""

# Synonyms that are ordinary Chinese, so that no table of unlikely words can hold them.
ORDINARY = (
    "认为 觉得;约定 商定;请求 要求;履行 实行;损失 亏损;规定 规则;证明 证实;情况 状况;进行 开展;"
    "应当 应该;因此 所以;但是 不过;继续 持续;产生 出现;共同 一起;承担 负担;通过 经过;问题 事项;"
    "根据 按照;导致 造成;管理 治理;电话 手机;通知 告知;知道 了解;如果 倘若;可能 或许;支付 付给;"
    "工资 薪水;解除 取消;借款 贷款;公司 企业;抚养 养育;合同 契约;证据 凭证;事实 真相;审理 审判;"
    "判决 裁判;偿还 还清;金额 数额;没有 未曾;由于 因为;受伤 负伤;治疗 诊治;费用 花费;提供 给予;"
    "故意 有意;盗窃 偷窃;行为 做法;构成 组成;处罚 惩处;发现 察觉;购买 采购;交付 移交;标准 准则;"
    "主张 声称;理由 原因;异议 不同意见;支持 赞同;驳回 退回;决定 决议;检查 检验;人员 人士;申请 请求;"
    "登记 备案;同意 答应;拒绝 不肯;返还 退还;房屋 住房;财产 资产;孩子 小孩;父母 双亲;朋友 友人"
)

# Another engine, whose words are in no table of ours.
INDEPENDENT = (
    "认为 以为;应当 理应;原告 诉方;双方 两方;提供 供应;证据 佐证;事实 实情;本院 我院;支付 付出;"
    "约定 约好;合同 契书;签订 订立;履行 践行;规定 规矩;请求 恳请;主张 倡导;要求 需求;承担 担负;"
    "责任 职责;行为 行径;构成 组建;违反 违犯;法律 法条;依法 照章;判决 判定;驳回 打回;支持 撑持;"
    "认定 判断;情况 景况;存在 存有;进行 实施;没有 并无;由于 鉴于;但是 可是;因此 是以;以及 及其;"
    "其他 别的;相关 有关联;具有 拥有;属于 归于;产生 发生;造成 酿成;损失 亏折;赔偿 赔付;费用 开销;"
    "金额 款额;利息 息金;借款 借债;偿还 清偿;返还 归返;工作 任职;工资 薪酬;公司 商号;单位 部门;"
    "员工 职员;劳动 劳作;解除 废除;终止 停止;时间 时刻;期间 时期;期限 限期;日期 日子;生活 日常;"
    "感情 情感;夫妻 夫妇;子女 儿女;抚养 养活;财产 财物;房屋 房子;共同 一道;结婚 成家;分居 分住;"
    "矛盾 冲突;争吵 吵架;破裂 决裂;准许 允准;同意 应允;不同 相异;有效 管用;无效 失效;真实 确切;"
    "合法 正当;成立 建起;发生 出现;知道 知悉;了解 明了;证明 证实;提交 呈交;出具 开具;陈述 述说;"
    "辩称 辩驳称;诉称 诉说;审理 审办;查明 查清;调解 调停;鉴定 评定;检查 查验;治疗 医治;受伤 挂彩;"
    "交通 交往;车辆 车子;驾驶 开车;事故 变故;死亡 亡故;被害人 受害者;犯罪 犯法;盗窃 偷盗;"
    "故意 存心;过失 疏失;自首 投案;坦白 招认;从轻 从宽;处罚 责罚;处理 处置;量刑 定刑;缓刑 缓期;"
    "社会 世间;危害 损害;明显 显著;主要 首要;重要 紧要;严重 深重;一定 必定;全部 悉数;部分 局部;"
    "继续 接着;开始 起始;结束 完结;完成 达成;增加 增多;减少 缩减;超过 越过;达到 抵达;包括 涵盖;"
    "根据 按照;通过 借助;对于 针对;关于 有关;按照 遵循;为了 以便;必须 务必;不能 无法;需要 须要;"
    "已经 业已;曾经 曾;目前 当前;现在 如今;之后 随后;之前 此前;同时 与此同时;另外 此外;如果 假如;"
    "虽然 尽管;所以 因而;而且 并且;或者 抑或;是否 可否;上述 前述;该案 此案;当事人 事主;"
    "代理人 代办人;负责人 主管;法定 法规;登记 注册;转账 汇款;银行 钱庄;账户 户头;担保 保证;"
    "抵押 质押"
)


def sound_documents(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and texts of each set of sound documents."""
    data = shared / "data"
    yield "1,202 judgments", [text for kind in KINDS for text in texts_in(data / f"{kind}.jsonl")]
    for name, folder in (("statutes", "statutes"), ("local regulations", "local-regulations")):
        laws: dict[str, list[str]] = {}
        for line in (data / folder / "corpus.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            laws.setdefault(row["meta"]["law"], []).append(row["text"])
        whole = ["\n".join(articles) for articles in laws.values()]
        yield f"500 {name}", random.Random(7).sample(whole, 500)
        yield f"all {len(whole)} {name}", whole
    yield "cjrc fact sections", list(texts_in(data / "cjrc-dev" / "docs.jsonl"))
    yield "our notes on 23 cases", [p.read_text("utf-8") for p in (shared / "cases").glob("[0-2]*")]
    rows = map(json.loads, (shared / "seed" / "sentences.jsonl").read_text("utf-8").splitlines())
    yield "the seed's likely original", ["".join(row["restored"] for row in rows)]


def texts_in(path: Path) -> Iterator[str]:
    """The texts of a file of rows."""
    for line in path.open(encoding="utf-8"):
        yield json.loads(line)["text"]


def rewritten(text: str, table: dict[str, str], rate: float, chance: random.Random) -> str:
    """The text with this share of the table's words swapped."""
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return pattern.sub(lambda match: table[match[0]] if chance.random() < rate else match[0], text)


def engine(share: float, chance: random.Random) -> dict[str, str]:
    """A table in which this share of the words it knows ends at an unlikely word of ours."""
    table: dict[str, str] = dict(pair.split() for pair in ORDINARY.split(";"))
    ours: dict[str, list[str]] = {}
    for row in substitutes():
        ours.setdefault(row.usual, []).append(row.form)
    for usual, forms in ours.items():
        if chance.random() < share:
            table[usual] = chance.choice(forms)
    return table


def unseen_formulas(shared: Path) -> None:
    """Broken formulas alone, by frames that were learned from other judgments than those told."""
    kinds = {kind: list(texts_in(shared / "data" / f"{kind}.jsonl")) for kind in KINDS}
    laws = laws_of(shared / "data")[::LAW_SHARE]
    halves = learn([texts[::2] for texts in kinds.values()], laws)
    rest = [text for texts in kinds.values() for text in texts[1::2]]
    _told_by_formulas("the other half of the judgments", rest, halves)
    for kind, texts in kinds.items():
        others = learn([t for name, t in kinds.items() if name != kind], laws)
        _told_by_formulas(f"unseen kind {kind}", texts, others)


def _told_by_formulas(title: str, texts: list[str], learned: str) -> None:
    usual, chance = frames_of(learned), random.Random(5)
    flagged = sum(formulas_in(text, usual).rewritten for text in texts)
    found = [f"{flagged} of {len(texts)} sound ones flagged"]
    for name, words in (("ordinary", ORDINARY), ("independent", INDEPENDENT)):
        table = dict(pair.split() for pair in words.split(";"))
        for rate in (0.3, 0.6):
            made = [rewritten(text, table, rate, chance) for text in chance.sample(texts, 100)]
            told = sum(formulas_in(text, usual).rewritten for text in made)
            found.append(f"{name} engine swapping {rate:.0%}: {told} of 100 told")
    print(f"formulas, {title}: {'; '.join(found)}")  # noqa: T201


def main() -> None:
    """Print both measures, and the seed's figures."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    judgments: list[str] = []
    for name, texts in sound_documents(shared):
        judgments = judgments or texts
        flagged = [text for text in texts if garbling_of(text).spun]
        print(f"{name}: {len(flagged)} of {len(texts)} flagged")  # noqa: T201
    chance = random.Random(11)
    for share in (0.0, 0.1, 0.25, 0.5, 1.0):
        for rate in (0.1, 0.3, 0.6, 1.0):
            texts = chance.sample(judgments, REWRITTEN)
            made = [rewritten(text, engine(share, chance), rate, chance) for text in texts]
            found = sum(garbling_of(text).spun for text in made)
            print(  # noqa: T201
                f"engine sharing {share:.0%} of our table, swapping {rate:.0%}: "
                f"{found} of {REWRITTEN} told"
            )
    unseen_formulas(shared)
    raw = next((shared / "seed").glob("000_*.txt")).read_text("utf-8")
    garbling = garbling_of(raw)
    print(f"seed: told {garbling.spun}, score {garbling.score}, by {len(garbling.hits)} forms")  # noqa: T201
    rows = map(json.loads, (shared / "seed" / "sentences.jsonl").read_text("utf-8").splitlines())
    changed = [(r, likely_reading(r["raw"], raw)) for r in rows if r["n_subs"]]
    right = sum(_bare(read or r["raw"]) == _bare(r["restored"]) for r, read in changed)
    print(f"seed: {right} of {len(changed)} garbled clauses read exactly as in its study")  # noqa: T201


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


if __name__ == "__main__":
    main()
