"""Roles: what the parties of a court's paper are called, and how a party stands in its head."""

import re
from collections.abc import Sequence

# Longest first within the pattern, so that 被上诉人 is not read as 上诉人.
ROLES: tuple[tuple[str, str], ...] = (
    # role without the instance before it, a line of a head
    ("原告", "原告：甲某，男，住某县。"),
    ("原告人", "附带民事诉讼原告人甲某，男，系被害人之父。"),
    ("被告", "被告：乙某，女，住某县。"),
    ("被告人", "被告人乙某，男，因本案被刑事拘留。"),
    ("被告单位", "被告单位某甲公司。"),
    ("第三人", "第三人：丙某，男。"),
    ("上诉人", "上诉人（原审被告）：乙某，女。"),
    ("上诉单位", "上诉单位（原审被告单位）某甲公司。"),
    ("被上诉人", "被上诉人（原审原告）：甲某，男。"),
    ("申请人", "申请人：甲某，男。"),
    ("被申请人", "被申请人：乙某，男。"),
    ("申请再审人", "申请再审人（一审被告）：乙某，男。"),
    ("申诉人", "申诉人（原审原告）：甲某，男。"),
    ("被申诉人", "被申诉人（原审被告）：乙某，男。"),
    ("申请执行人", "申请执行人：甲某，男。"),
    ("被申请执行人", "被申请执行人：乙某，男。"),
    ("被执行人", "被执行人：乙某，男。"),
    ("复议申请人", "复议申请人（被执行人）：乙某，男。"),
    ("申请复议人", "申请复议人（利害关系人）：丙某，男。"),
    ("异议人", "异议人（案外人）：丙某，男。"),
    ("案外人", "案外人：丙某，男。"),
    ("利害关系人", "利害关系人：丙某，男。"),
    ("申请保全人", "申请保全人：甲某，男。"),
    ("被申请保全人", "被申请保全人：乙某，男。"),
    ("起诉人", "起诉人：甲某，男。"),
    ("被起诉人", "被起诉人：某县人民政府。"),
    ("公益诉讼起诉人", "公益诉讼起诉人：某县人民检察院。"),
    ("公诉机关", "公诉机关某县人民检察院。"),
    ("抗诉机关", "抗诉机关：某省人民检察院。"),
    ("自诉人", "自诉人甲某，男。"),
    ("被害人", "被害人甲某，女，住某县。"),
    ("被害单位", "被害单位某甲公司。"),
    ("罪犯", "罪犯乙某，男，现在某省某监狱服刑。"),
    ("执行机关", "执行机关：某省某监狱。"),
    ("赔偿请求人", "赔偿请求人：甲某，男。"),
    ("赔偿义务机关", "赔偿义务机关：某县公安局。"),
    ("复议机关", "复议机关：某市公安局。"),
    ("债权人", "债权人：甲某，男。"),
    ("债务人", "债务人：某甲公司。"),
    ("被罚款人", "被罚款人：乙某，男。"),
    ("被拘留人", "被拘留人：乙某，男。"),
)
INSTANCES: tuple[tuple[str, str], ...] = (
    # what may stand before a role, a line of a head
    ("原审", "原审被告：丙某，男。"),
    ("一审", "一审第三人：丙某，男。"),
    ("二审", "二审上诉人：丙某，男。"),
    ("一、二审", "一、二审第三人：某镇人民政府。"),
    ("再审", "再审申请人（一审原告、二审上诉人）：甲某，男。"),
    ("原", "原公诉机关某县人民检察院。"),
    ("反诉", "反诉原告：乙某，男。"),
    ("附带民事诉讼", "附带民事诉讼被告人乙某，男。"),
)


def _longest_first(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_BASE = f"(?:{_longest_first([word for word, _ in ROLES])})"
_INSTANCE = f"(?:{_longest_first([word for word, _ in INSTANCES])})"
_SEVERAL = f"{_INSTANCE}{_BASE}(?:、{_INSTANCE}{_BASE})+"  # 一审被告、二审上诉人
_ALSO = f"{_INSTANCE}?{_BASE}(?:[暨兼]{_INSTANCE}?{_BASE})+"  # 附带民事诉讼原告人暨被害人
ROLE = f"(?:{_SEVERAL}|{_ALSO}|{_INSTANCE}{{0,2}}{_BASE})"
"""A pattern of every role, instance included; no group of its own."""

IN_BRACKETS = re.compile(
    "原告|被告|第三人|上诉|申请|申诉|执行人|起诉|自诉|公诉|抗诉|异议|案外|债权|债务"
)
"""What makes brackets after a role tell an earlier role, and not a detail of the person."""

_ORGANISATIONS = (
    "公司", "合伙企业", "集团", "商行", "经营部", "营业部", "服务部", "门市部", "娱乐部",
    "项目部", "会所", "酒店", "饭店", "宾馆", "网吧", "超市", "商场", "市场", "农场", "林场",
    "煤矿", "银行", "支行", "分行", "信用社", "合作社", "分局", "分社", "政府", "委员会",
    "管委会", "居委会", "村委会", "办事处", "村民小组", "小组", "检察院", "监狱", "看守所",
    "中心", "医院", "卫生院", "学校", "大学", "中学", "小学", "幼儿园", "学院", "协会", "学会",
    "基金会", "商会", "研究所", "研究院", "设计院", "事务所",
)  # fmt: skip
_SHORT = tuple("厂局店站所处院社部队矿")

SURE_ORGANISATION = f"(?:{_longest_first(_ORGANISATIONS)}|合伙企业[（(][^（()）]*合伙[）)])"
"""Words that end the name of an organisation and are not found within other words."""

ORGANISATION = f"(?:{SURE_ORGANISATION}|[（(](?:有限|普通|特殊普通)合伙[）)]|[{''.join(_SHORT)}])"
"""How the name of an organisation ends."""
