"""Secondments (S54): recorded by the sub-district, with the role for the term."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import Role, User
from portal.services.records import record_append
from workstations.models import Secondment, SecondmentKind, Workstation
from workstations.services.posts import KEEP
from workstations.services.term_roles import term_role_end, term_role_grant

BACK_DAYS = 90
LONGEST_DAYS = 3 * 366


@dataclass(frozen=True, kw_only=True)
class SecondmentDraft:
    """Who is sent by whom, for what and for how long."""

    user: User
    kind: str
    sent_by: str
    duty: str
    starts_on: date
    ends_on: date


def _check(actor, station, draft: SecondmentDraft) -> None:
    if actor.pk == draft.user.pk:
        raise RuleViolated(_("不能给自己登记。"), field="login", code="self")
    if draft.kind not in SecondmentKind.values:
        raise RuleViolated(_("请选择类别。"), field="kind", code="invalid")
    for field in ("sent_by", "duty"):
        if not getattr(draft, field).strip():
            raise RuleViolated(_("请填写。"), field=field, code="required")
    _check_term(station, draft)


def _check_term(station, draft: SecondmentDraft) -> None:
    if draft.starts_on < clock.today() - timedelta(days=BACK_DAYS):
        raise RuleViolated(_("开始的日子太早。"), field="starts_on", code="past")
    if draft.ends_on < draft.starts_on:
        raise RuleViolated(_("止日不能早于始日。"), field="ends_on", code="order")
    if (draft.ends_on - draft.starts_on).days > LONGEST_DAYS:
        raise RuleViolated(_("一次选派最长三年。"), field="ends_on", code="long")
    others = Secondment.objects.filter(user=draft.user, station=station, ended_on__isnull=True)
    if others.filter(starts_on__lte=draft.ends_on, ends_on__gte=draft.starts_on).exists():
        raise RuleViolated(_("这段时间此人已在这个站。"), field="login", code="twice")


@transaction.atomic
def secondment_add(
    *, actor, station: Workstation, draft: SecondmentDraft, submit_key
) -> Secondment:
    """Record one; the role of the staff comes with it for the term. The same ``submit_key`` is the
    same secondment. NotFound; RuleViolated on ``login``, ``kind``, ``sent_by``, ``duty`` or the
    term."""
    access = access_of(actor)
    if not access.can(KEEP, station):
        raise NotFound()
    known = Secondment.objects.filter(submit_key=submit_key, station=station).first()
    if known is not None:
        return known
    Workstation.objects.select_for_update(of=("self",)).get(pk=station.pk)
    _check(actor, station, draft)
    words = {"user": draft.user, "role": Role.STATION_STAFF, "division": station.community}
    try:
        assignment = term_role_grant(
            actor=actor, first=draft.starts_on, last=draft.ends_on, **words
        )
    except RuleViolated as error:
        raise RuleViolated(error.message, field="login", code=error.code) from error
    row = Secondment.objects.create(
        station=station,
        user=draft.user,
        kind=draft.kind,
        sent_by=draft.sent_by.strip(),
        duty=draft.duty.strip(),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        assignment=assignment,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    data = {"station": station.pk, "until": draft.ends_on.isoformat()}
    words = {"post": access.post_for(KEEP, station), "data": data, "is_public": False}
    record_append(subject=row, verb="second", actor=actor, **words)
    return row


@transaction.atomic
def secondment_end(*, actor, secondment_id: int, last_day: date, reason: str) -> Secondment:
    """End one before its time; the role ends with it. NotFound; TransitionRefused when it is over;
    RuleViolated on ``last_day`` or ``reason``."""
    rows = Secondment.objects.select_for_update(of=("self",))
    rows = rows.select_related("station__community__parent", "assignment")
    row = rows.filter(pk=secondment_id).first()
    access = access_of(actor)
    if row is None or not access.can(KEEP, row):
        raise NotFound()
    if row.ended_on is not None or row.is_over:
        raise TransitionRefused(_("这次选派已经结束。"), code="over")
    if not reason.strip():
        raise RuleViolated(_("请写明理由。"), field="reason", code="required")
    if not clock.today() <= last_day <= row.ends_on:
        words = _("要在今天到 %(last)s 之间。") % {"last": row.ends_on.isoformat()}
        raise RuleViolated(words, field="last_day", code="range")
    row.ended_on, row.end_reason = last_day, reason.strip()[:200]
    row.save(update_fields=["ended_on", "end_reason"])
    term_role_end(actor=actor, assignment=row.assignment, last=last_day)
    data = {"station": row.station_id, "until": last_day.isoformat()}
    words = {"post": access.post_for(KEEP, row), "data": data, "is_public": False}
    record_append(subject=row, verb="end_secondment", actor=actor, **words)
    return row
