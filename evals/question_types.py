"""What kinds of questions are called: in files by an English name, to a reader in Chinese."""

TYPES = {
    "amount": "金额",
    "claim_support": "诉请依据",
    "claim_supported": "诉请是否支持",
    "comparison": "比较两案",
    "fact": "事实",
    "factor": "考量因素",
    "factors": "考量因素",
    "false_premise": "错误前提",
    "finding": "查明事实",
    "follow_up": "追问",
    "legal_basis": "法律依据",
    "liability": "责任",
    "order": "判决结果",
    "paraphrase": "换说法",
    "party_argument": "当事人主张",
    "procedure": "程序",
    "reason": "理由",
    "remedy": "救济",
    "rule": "规则",
    "trap": "易混淆",
    "unanswerable": "不可答",
    "voice_attribution": "谁说的",
    "who_liable": "谁担责",
    "yes_no": "是否",
}
"""Question types of our own files; any other is shown by its own name."""


def type_label(name: str) -> str:
    """What a reader calls a question type."""
    return TYPES.get(name, name)


def type_named(words: str) -> str:
    """The type that a reader means; words that mean none of ours are a type of their own.

    >>> type_named("错误前提"), type_named("false_premise"), type_named("继承")
    ('false_premise', 'false_premise', '继承')
    """
    return next((name for name, label in TYPES.items() if label == words), words)
