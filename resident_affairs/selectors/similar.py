"""Open public issues that may be the same as the one somebody is typing."""

from dataclasses import dataclass

from portal.kernel.search import bigrams
from resident_affairs.models import Issue

CANDIDATES, LIMIT, ENOUGH = 300, 5, 0.3
SAME_CATEGORY, SAME_PLACE = 0.12, 0.15
# Pairs that nearly every report holds say nothing about what it is about.
COMMON = frozenset(
    bigrams("没有 没人 我们 小区 社区 居民 希望 问题 反映 请来 看看 这里 一下").split()
)


@dataclass(frozen=True)
class Similar:
    """One offer."""

    issue: Issue
    score: float


def issues_similar(
    *,
    community_id: int,
    text: str,
    category_id: int | None = None,
    place: str = "",
    leave_out: int | None = None,
) -> list[Similar]:
    """Up to five open public issues of the community, best first: share of common bigrams, the
    same category, the same place. One statement over the newest 300."""
    words = set(bigrams(f"{text} {place}").split()) - COMMON
    if len(words) < 3:
        return []
    rows = Issue.objects.public().open().filter(community=community_id).order_by("-id")
    if leave_out:
        rows = rows.exclude(pk=leave_out)
    spot = set(bigrams(place).split())
    found = []
    for row in rows.select_related("category", "community", "subdistrict")[:CANDIDATES]:
        score = _score(words, spot, row, category_id)
        if score >= ENOUGH:
            found.append(Similar(row, score))
    found.sort(key=lambda offer: (-offer.score, -offer.issue.pk))
    return found[:LIMIT]


def _score(words: set, spot: set, row, category_id) -> float:
    theirs = set(row.search_bigrams.split()) - COMMON
    if not theirs:
        return 0.0
    score = len(words & theirs) / min(len(words), len(theirs))
    if score and category_id and row.category_id == category_id:
        score += SAME_CATEGORY
    if score and spot and len(spot & theirs) * 2 >= len(spot):
        score += SAME_PLACE
    return score
