"""Totals: what was claimed and what was awarded, side by side, where either sum is asked for."""

from analysis.extract.checks import sum_wanted
from analysis.extract.fit import Fit
from analysis.question import Kind
from analysis.reader import Reading

_TEN_THOUSAND = 10_000


def totals_beside(fit: Fit, reading: Reading) -> str:
    """A line that sets both totals of the judgment side by side; empty unless a sum as a whole is
    asked for and the head of the judgment has both.
    """
    question, header = fit.question, fit.judgment.header
    of_sums = question.asks_sum and question.kind in (Kind.AMOUNT, Kind.PARTY_POSITION)
    if not of_sums or header.claimed_amount is None or header.awarded_amount is None:
        return ""
    if sum_wanted(fit, reading) is not None or question.stage not in (None, header.instance):
        return ""
    claimed, awarded = _shown(header.claimed_amount), _shown(header.awarded_amount)
    return f"对照：请求的总额是{claimed}，判令给付的总额是{awarded}。"


def _shown(yuan: float) -> str:
    """As judgments write round sums: 3万元; others to the last place."""
    if yuan and yuan % (_TEN_THOUSAND / 100) == 0 and yuan >= _TEN_THOUSAND:
        return f"{yuan / _TEN_THOUSAND:g}万元"
    return f"{yuan:.2f}".rstrip("0").rstrip(".") + "元"
