"""Courses, enrolments and the hours of a year."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q, Sum

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, Level
from portal.selectors.papers import papers_of
from workstations.models import Course, Enrolment
from workstations.workflows.training import APPROVE, KEEP, TAKES_SEAT, EnrolStatus

VIEW = "workstations.view_courses"
PAGE = 20


def enrolments_by_ids(ids) -> dict[int, Enrolment]:
    """For notices; one statement."""
    return {row.pk: row for row in _enrolments().filter(pk__in=list(ids))}


def _enrolments():
    return Enrolment.objects.select_related("course__subdistrict", "user", "community")


def may_see_enrolment(access: Access, enrolment: Enrolment) -> bool:
    """The person, who approves and who keeps the course."""
    if enrolment.user_id == access.user.pk:
        return True
    return access.is_granted(APPROVE, enrolment) or access.is_granted(KEEP, enrolment)


def _courses(access: Access):
    """The courses of the sub-districts along the viewer's posts."""
    reach = Q(pk__in=[])
    granted = {(post.level, post.division_id) for post in access.posts_with(VIEW)}
    for row in access.assignments:
        if (Level(row.division.level), row.division_id) not in granted:
            continue
        if row.division.level == Level.DISTRICT:
            reach |= Q(subdistrict__parent=row.division_id)
        elif row.division.level == Level.SUBDISTRICT:
            reach |= Q(subdistrict=row.division_id)
        else:
            reach |= Q(subdistrict=row.division.parent_id)
    taken = Count("enrolments", filter=Q(enrolments__status__in=sorted(TAKES_SEAT)))
    rows = Course.objects.filter(reach).select_related("subdistrict")
    return rows.annotate(taken=taken)


def courses_visible(access: Access):
    """The same with ``taken`` seats, for paging by whoever asks."""
    return _courses(access)


def enrolments_visible(access: Access):
    """One's own, and those one approves or keeps, for paging by whoever asks."""
    return _enrolments().filter(Q(user=access.user) | access.scope(APPROVE) | access.scope(KEEP))


def courses_listed(access: Access, group: str, before: int | None = None) -> list[Course]:
    """Up to 21; ``group`` coming (soonest first) or past (newest first). Each with ``taken`` seats
    and ``mine``, the viewer's enrolment or None; two statements."""
    rows = _courses(access)
    if group == "past":
        rows = rows.exclude(pk__in=Course.objects.coming())
        rows = rows.filter(pk__lt=before) if before else rows
        found = list(rows.order_by("-id")[: PAGE + 1])
    else:
        found = list(rows.filter(pk__in=Course.objects.coming()).order_by("starts_at", "id")[:100])
    own = Enrolment.objects.filter(user=access.user, course__in=found)
    mine = {row.course_id: row for row in own.order_by("id")}
    for course in found:
        course.mine = mine.get(course.pk)
    return found


def course_for(access: Access, pk: int, permission: str = "") -> Course:
    """One course the viewer may see (and on which ``permission`` holds); NotFound."""
    course = _courses(access).filter(pk=pk).first()
    if course is None or (permission and not access.can(permission, course)):
        raise NotFound()
    return course


def enrolments_of_course(access: Access, course: Course) -> list[Enrolment]:
    """Who goes: all for who keeps the course, the station's own for its head, else one's own."""
    rows = _enrolments().filter(course=course)
    if not access.can(KEEP, course):
        rows = rows.filter(access.scope(APPROVE) | Q(user=access.user))
    return list(rows.order_by("status", "community__code", "id"))


def enrolment_for(access: Access, pk: int) -> Enrolment:
    """One the viewer may see; NotFound."""
    row = _enrolments().filter(pk=pk).first()
    if row is None or not may_see_enrolment(access, row):
        raise NotFound()
    return row


def enrolment_papers(enrolment: Enrolment) -> list:
    """Its certificate, if it was laid beside it."""
    return papers_of(enrolment)


def enrolments_waiting(access: Access) -> list[Enrolment]:
    """Those the viewer may approve: a head's own go to the sub-district, which does not decide
    for a head's people as long as there is one."""
    rows = _enrolments().filter(access.scope(APPROVE), status=EnrolStatus.ASKED)
    rows = rows.exclude(user=access.user)
    return list(rows.order_by("course__starts_at", "id")[:50])


def _year(year: int) -> Q:
    zone = ZoneInfo(settings.TIME_ZONE)
    first, last = (
        datetime.combine(clock.today().replace(year=n, month=1, day=1), time.min, zone)
        for n in (year, year + 1)
    )
    return Q(course__starts_at__gte=first, course__starts_at__lt=last)


def training_hours(community_id: int, year: int) -> dict[int, int]:
    """``{user_id: hours}`` counted at a station in ``year``; one statement."""
    rows = Enrolment.objects.filter(
        _year(year), community=community_id, status=EnrolStatus.ATTENDED
    )
    return dict(rows.values_list("user_id").annotate(Sum("hours")).order_by())


def enrolments_of(access: Access, year: int) -> list[Enrolment]:
    """The person's own of one year, newest first; one statement."""
    rows = _enrolments().filter(_year(year), user=access.user)
    return list(rows.order_by("-course__starts_at", "-id"))


def subdistrict_kept(access: Access) -> Division:
    """The sub-district for which the viewer keeps courses; NotFound."""
    kept = {post.division_id for post in access.posts_with(KEEP)}
    for row in access.assignments:
        if row.division_id in kept:
            return row.division
    raise NotFound()
