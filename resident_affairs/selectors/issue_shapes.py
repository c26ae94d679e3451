"""The shape of a list of issues: which conditions it has, apart from their values.

Two lists of one shape are one statement with other values, so that it is put into SQL once.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q
from django.utils import timezone

from portal.kernel import clock
from portal.models.subjects import LEVEL_FIELDS
from resident_affairs.models.issues import NOT_YET_PUBLIC

VIEW, PUBLIC = "resident_affairs.view_issue", "resident_affairs.view_public_issue"
NUMBERS = ("category", "community", "subdistrict")
MOMENTS = ("since", "until")


@dataclass(frozen=True)
class Shape:
    """What makes one statement of a list differ from another one's but for its values.

    is_own  whether one's own issues are among them; posts  the columns that the person's posts
    reach by; given  the names of the conditions that have a value
    """

    is_own: bool
    posts: tuple[str, ...]
    state: str
    is_overdue: bool
    size: int
    given: tuple[str, ...]

    @property
    def places(self) -> dict[str, type]:
        """The name and the type of every value."""
        own = {"reporter": int} if self.is_own else {}
        posts = {f"post{number}": int for number, _column in enumerate(self.posts)}
        now = {"moment": datetime} if self.is_overdue else {}
        given = {name: datetime if name in MOMENTS else int for name in self.given}
        return own | posts | now | given


def reach_of(access) -> tuple[tuple[str, int], ...]:
    """(column, division) of every post by which ``access`` reads issues."""
    posts = [*access.posts_with(VIEW), *access.posts_with(PUBLIC)]
    return tuple(dict.fromkeys((LEVEL_FIELDS[post.level], post.division_id) for post in posts))


def visible_q(reporter: int | None, reach) -> Q:
    """Public issues, those of ``reporter``, and those that posts reach by (column, division)."""
    seen = Q(visibility="public") & ~Q(status__in=NOT_YET_PUBLIC)
    if reporter is not None:
        seen |= Q(reporter=reporter)
    for column, division in reach:
        seen |= Q(**{column: division})
    return seen


def shape_of(access, wanted, before: int | None) -> tuple[Shape, dict[str, Any]]:
    """The shape of what ``access`` wants to see, and the values of its places."""
    reach = reach_of(access) if access.user.is_authenticated else ()
    values: dict[str, Any] = {name: getattr(wanted, name) for name in NUMBERS}
    values |= {name: day and midnight(day) for name in MOMENTS if (day := getattr(wanted, name))}
    values |= {"before": before}
    values = {name: value for name, value in values.items() if value}
    shape = Shape(
        is_own=access.user.is_authenticated,
        posts=tuple(column for column, _division in reach),
        state=wanted.state,
        is_overdue=wanted.is_overdue,
        size=wanted.rows,
        given=tuple(values),
    )
    if shape.is_own:
        values["reporter"] = access.user.pk
    if shape.is_overdue:
        values["moment"] = clock.now()
    return shape, values | {f"post{n}": division for n, (_column, division) in enumerate(reach)}


def midnight(day: date) -> datetime:
    """When ``day`` begins where the portal stands; a moment stays itself."""
    if isinstance(day, datetime):
        return day
    return timezone.make_aware(datetime.combine(day, time.min))
