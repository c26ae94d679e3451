"""Wordings for replies: those a person keeps, and those that fit a task, filled in."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import formats, timezone

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, Level
from workstations.addresses import joined
from workstations.models import ReplyTemplate, Task
from workstations.policies.replies import KEEP
from workstations.wording import filled
from workstations.workflows import WORKING

EXECUTE = "workstations.execute_task"
MOST = 200
OFFERED = 12


def place_of_keeper(access: Access) -> Division:
    """The community or sub-district for which the person keeps wordings; NotFound."""
    places = [post.division_id for post in access.posts_with(KEEP)]
    place = Division.objects.filter(pk__in=places).select_related("parent").order_by("id").first()
    if place is None:
        raise NotFound()
    return place


def replies_listed(access: Access) -> list[ReplyTemplate]:
    """The person's own and, for a head, the sub-district's above them, each with ``is_kept``
    (whether this person changes it); those in use first; two statements."""
    place = place_of_keeper(access)
    own = Q(community=place) if place.level == Level.COMMUNITY else Q(subdistrict=place)
    above = Q(community__isnull=True)
    reach = own | (above & Q(subdistrict=place.parent_id))
    if place.level == Level.SUBDISTRICT:
        reach = own & above
    rows = ReplyTemplate.objects.filter(reach).select_related("category")
    found = list(rows.order_by("-is_active", "community_id", "title", "id")[:MOST])
    for row in found:
        row.is_kept = access.can(KEEP, row)
    return found


def reply_for(access: Access, pk: int) -> ReplyTemplate:
    """One that the person keeps; NotFound for foreign and missing ones."""
    rows = ReplyTemplate.objects.select_related("category", "community__parent", "subdistrict")
    return access.fetch(rows, KEEP, pk=pk)


@dataclass(frozen=True)
class Reply:
    """A wording with the task's facts in it."""

    pk: int
    title: str
    text: str


def replies_for_task(access: Access, task: Task) -> list[Reply]:
    """Those in use that fit the task's category, its own ones first, the station's before the
    sub-district's; nothing for whoever has not the task in hand. One statement."""
    if task.status not in WORKING or not access.can(EXECUTE, task):
        return []
    if not getattr(task, "has_replies", True):  # a page reads this with the task itself
        return []
    issue = task.root.issue
    fits = Q(category__isnull=True)
    if issue is not None:
        fits |= Q(category=issue.category_id)
    place = Q(community=task.community_id) | Q(
        community__isnull=True, subdistrict=task.subdistrict_id
    )
    rows = list(ReplyTemplate.objects.filter(fits, place, is_active=True).order_by("title")[:MOST])
    rows.sort(key=lambda row: (row.category_id is None, row.community_id is None))
    values = values_of(task)
    return [Reply(row.pk, row.title, filled(row.text, values)) for row in rows[:OFFERED]]


def values_of(task: Task) -> dict[str, str]:
    """What the placeholders stand for: nothing of whoever reported it."""
    issue = task.root.issue
    return {
        "标题": task.title,
        "编号": (issue or task).reference,
        "地点": joined(issue.building, issue.place) if issue else "",
        "社区": task.community.short_name,
        "社工站": task.station.name,
        "经办人": task.assignee.name if task.assignee else "",
        "期限": formats.date_format(timezone.localtime(task.due_at).date()),
        "今天": formats.date_format(clock.today()),
    }
