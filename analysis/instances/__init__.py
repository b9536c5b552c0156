"""Several decisions of one case: which stands, and which was overturned by which words."""

from analysis.instances.fate import OVERTURNED, Fate
from analysis.instances.kin import Kin
from analysis.instances.later import ToldReview, reviews_told
from analysis.instances.settle import Search, settle
from analysis.instances.settled import Settled
from analysis.instances.standing import Review, Standing, reviews_among, standings

__all__ = [
    "OVERTURNED",
    "Fate",
    "Kin",
    "Review",
    "Search",
    "Settled",
    "Standing",
    "ToldReview",
    "reviews_among",
    "reviews_told",
    "settle",
    "standings",
]
