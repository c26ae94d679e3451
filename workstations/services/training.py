"""Courses and who goes to them: enrolled, approved by the head, attended, hours counted (S55)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import Division, Level
from portal.services.records import record_append
from portal.services.transitions import subject_create, transition_apply
from workstations.models import Course, Enrolment, Topic
from workstations.workflows.training import ENROL, KEEP, TAKES_SEAT, EnrolStatus

MOST_HOURS, MOST_SEATS = 400, 500
STEPS = frozenset({"approve", "refuse", "withdraw", "miss"})


@dataclass(frozen=True, kw_only=True)
class CourseDraft:
    """What is taught by whom, where and when; ``hours`` whole hours of class."""

    title: str
    organiser: str
    topic: str
    hours: int
    place: str
    starts_at: datetime
    seats: int


def _check(draft: CourseDraft) -> None:
    for field in ("title", "organiser", "place"):
        if not getattr(draft, field).strip():
            raise RuleViolated(_("请填写。"), field=field, code="required")
    if draft.topic not in Topic.values:
        raise RuleViolated(_("请选择类别。"), field="topic", code="invalid")
    for field, most in (("hours", MOST_HOURS), ("seats", MOST_SEATS)):
        if not 1 <= getattr(draft, field) <= most:
            words = _("要在 1 到 %(most)d 之间。") % {"most": most}
            raise RuleViolated(words, field=field, code="range")
    if draft.starts_at <= clock.now():
        raise RuleViolated(_("开始时间要在以后。"), field="starts_at", code="past")


@transaction.atomic
def course_add(*, actor, subdistrict: Division, draft: CourseDraft, submit_key) -> Course:
    """Announce a course to the stations of ``subdistrict``; the same ``submit_key`` is the same
    course. NotFound; RuleViolated on the field."""
    course = Course(subdistrict=subdistrict, submit_key=submit_key, created_at=clock.now())
    access = access_of(actor)
    if not access.can(KEEP, course):
        raise NotFound()
    known = Course.objects.filter(submit_key=submit_key, subdistrict=subdistrict).first()
    if known is not None:
        return known
    _check(draft)
    for field, value in vars(draft).items():
        setattr(course, field, value.strip() if isinstance(value, str) else value)
    course.save(force_insert=True)
    _recorded(course, "announce_course", actor, access)
    return course


def _recorded(course: Course, verb: str, actor, access, **words) -> None:
    data = {"topic": course.topic, "hours": course.hours, "seats": course.seats}
    through = access.post_for(KEEP, course)
    words |= {"division_id": course.subdistrict_id, "data": data}
    record_append(subject=course, verb=verb, actor=actor, post=through, **words)


def _locked(course_id: int) -> Course:
    rows = Course.objects.select_for_update(of=("self",)).select_related("subdistrict")
    course = rows.filter(pk=course_id).first()
    if course is None:
        raise NotFound()
    return course


@transaction.atomic
def course_cancel(*, actor, course_id: int, reason: str) -> Course:
    """Call off a course that has not begun; who enrolled is told. NotFound; TransitionRefused;
    RuleViolated on ``reason``."""
    course = _locked(course_id)
    access = access_of(actor)
    if not access.can(KEEP, course):
        raise NotFound()
    if not course.is_open:
        raise TransitionRefused(_("这门课已经开始或取消。"), code="state")
    if not reason.strip():
        raise RuleViolated(_("请写明理由。"), field="reason", code="required")
    course.cancelled_at = clock.now()
    course.save(update_fields=["cancelled_at"])
    _recorded(course, "cancel_course", actor, access, remark=reason.strip())
    waiting = (EnrolStatus.ASKED, EnrolStatus.APPROVED)
    for row in course.enrolments.filter(status__in=waiting).order_by("pk"):
        transition_apply(row, "cancel_with_course", remark=reason.strip())
    return course


def _station_of(access, course: Course) -> Division:
    """The community of the sub-district at whose station the person works. Refused."""
    posts = {post.division_id for post in access.posts_with(ENROL)}
    rows = Division.objects.filter(pk__in=posts, level=Level.COMMUNITY)
    place = rows.filter(parent=course.subdistrict_id).order_by("pk").first()
    if place is None:
        raise NotFound()
    return place


@transaction.atomic
def enrolment_ask(*, actor, course_id: int) -> Enrolment:
    """Enrol oneself; a second click finds the first. NotFound for a foreign course;
    TransitionRefused when it has begun, was called off or is full."""
    access = access_of(actor)
    access.require(ENROL)
    course = _locked(course_id)
    place = _station_of(access, course)
    taken = course.enrolments.filter(status__in=sorted(TAKES_SEAT))
    known = taken.filter(user=actor).first()
    if known is not None:
        return known
    if not course.is_open:
        raise TransitionRefused(_("这门课已经开始或取消，不能报名。"), code="closed")
    if taken.count() >= course.seats:
        raise TransitionRefused(_("名额已满。"), code="full")
    row = Enrolment(
        community=place,
        subdistrict_id=place.parent_id,
        district_id=course.subdistrict.parent_id,
        course=course,
        user=actor,
        created_at=clock.now(),
    )
    data = {"course": course.pk}
    words = {"verb": "enrol", "data": data, "is_public": False}
    subject_create(row, actor=actor, post=access.post_for(ENROL, row), **words)
    return row


def enrolment_step(
    *, actor, enrolment: Enrolment, name: str, remark: str = "", version=None
) -> Enrolment:
    """approve, refuse, withdraw, miss. NotFound for any other."""
    if name not in STEPS:
        raise NotFound()
    words = {"remark": remark, "version": version}
    return transition_apply(enrolment, name, actor=actor, **words).subject


def enrolment_attend(
    *, actor, enrolment: Enrolment, hours: int, certificate: str = "", version=None
) -> Enrolment:
    """Write down that they came and how many hours count, at most the course's. RuleViolated on
    ``hours`` or ``certificate``."""
    if not 1 <= hours <= enrolment.course.hours:
        words = _("要在 1 到 %(most)d 之间。") % {"most": enrolment.course.hours}
        raise RuleViolated(words, field="hours", code="range")
    certificate = certificate.strip()
    if len(certificate) > 60:
        raise RuleViolated(_("最多 60 字。"), field="certificate", code="max_length")
    rows = Enrolment.objects.filter(Q(certificate=certificate), ~Q(certificate=""))
    if rows.filter(course=enrolment.course_id).exclude(pk=enrolment.pk).exists():
        raise RuleViolated(_("这个编号已登记给别人。"), field="certificate", code="twice")
    changes = {"hours": hours, "certificate": certificate}
    words = {"changes": changes, "data": {"hours": hours}, "version": version}
    return transition_apply(enrolment, "attend", actor=actor, **words).subject
