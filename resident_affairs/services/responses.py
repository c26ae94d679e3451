"""The first response to an issue: whether it came in time, and whether the trouble came before."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from portal.kernel import clock
from portal.models import Record
from portal.selectors.calendar import deadline_after
from portal.services.records import records_append_many
from portal.services.transitions import subject_lock
from resident_affairs.models import Issue
from resident_affairs.workflows import IssueStatus

S = IssueStatus
# DOMAIN d: acknowledged within one working day, what is urgent within two hours.
RESPONSE_WORKING_DAYS, URGENT_HOURS = 1, 2
# DOMAIN e: the same trouble at the same place again within so many days.
REPEAT_DAYS = 90
# What never was a complaint of its own is not what another one repeats.
NOT_ITS_OWN = (S.MERGED, S.WITHDRAWN, S.DECLINED)
NOTED = "response_late"
MOST = 5000
_NOISE = re.compile(r"[\W_]+")


def response_due_at(issue: Issue) -> datetime:
    """By when somebody has to take the issue in, decline or answer it: two hours where its
    category is given in hours, else the end of the next working day."""
    category = issue.category
    if category.deadline_unit == "h":
        hours = min(URGENT_HOURS, category.deadline_amount)
        return deadline_after(issue.created_at, hours, "h")
    return deadline_after(issue.created_at, RESPONSE_WORKING_DAYS, "wd")


@contextmanager
def response_facts(issue: Issue, *, is_response: bool = True) -> Iterator[dict]:
    """What the record keeps of the first step from the inbox, in whose transaction it is taken:
    ``response`` "in_time" or "late"; nothing when the house noted the delay already, or when the
    step is none (``is_response``: a withdrawal in time owes nobody an answer)."""
    if issue.status != S.SUBMITTED:
        yield {}
    elif clock.now() <= response_due_at(issue):
        yield {"response": "in_time"} if is_response else {}
    else:
        with transaction.atomic():
            subject_lock(issue)
            yield {} if _noted([issue.pk]) else {"response": "late"}


def _noted(issues: list[int]) -> set[int]:
    rows = Record.objects.filter(subject_type="issue", subject_id__in=issues, verb=NOTED)
    return set(rows.values_list("subject_id", flat=True))


@transaction.atomic
def responses_sweep() -> int:
    """The house: note which issues wait past their time without a word, once each; how many. A
    second run, or another worker at the same time, finds nothing left to note."""
    moment = clock.now()
    waiting = Issue.objects.filter(
        status=S.SUBMITTED, created_at__lt=moment - timedelta(hours=URGENT_HOURS)
    )
    rows = waiting.select_related("category").order_by("id")
    locked = rows.select_for_update(of=("self",), no_key=True, skip_locked=True)[:MOST]
    late = [issue for issue in locked if moment > response_due_at(issue)]
    known = _noted([issue.pk for issue in late])
    new = [issue for issue in late if issue.pk not in known]
    records_append_many(
        [
            {
                "subject": issue,
                "verb": NOTED,
                "data": {"category": issue.category_id},
                "is_public": False,
            }
            for issue in new
        ]
    )
    return len(new)


def place_key(issue: Issue) -> tuple | None:
    """Where it is, to tell whether two are about the same place: group, building and place, their
    words without spaces, punctuation and width; None where nobody said."""
    words = tuple(_plain(text) for text in (issue.building, issue.place))
    return (issue.group_id, *words) if issue.group_id or any(words) else None


def _plain(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def repeat_fact(issue: Issue, category_id: int) -> dict:
    """``repeat``: whether the same trouble (category) at the same place of the community was filed
    within the 90 days before; what was merged, withdrawn or declined does not count. {} for a
    step that is not the first one, and where the place is unknown. One statement."""
    here = place_key(issue)
    if issue.status != S.SUBMITTED or here is None:
        return {}
    earlier = Issue.objects.filter(
        community=issue.community_id,
        group=issue.group_id,
        category=category_id,
        pk__lt=issue.pk,
        created_at__gte=issue.created_at - timedelta(days=REPEAT_DAYS),
    )
    rows = earlier.exclude(status__in=NOT_ITS_OWN).only("group", "building", "place")
    return {"repeat": any(place_key(row) == here for row in rows.order_by("-id"))}
