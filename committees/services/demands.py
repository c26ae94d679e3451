"""Demands for a meeting: started, signed online and on paper, reached, lapsed, withdrawn."""

import hashlib
import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import DemandSignature, MeetingDemand, MeetingKind, Representative
from committees.models.polls import Source
from committees.selectors.demands import demand_count, roll_sizes
from committees.services.answers import PaperSlip, door_normal
from committees.services.bodies import chain_of
from committees.services.signers import (
    ONCE,
    group_of,
    person_key,
    refuse_known,
    refuse_namesake,
    seat_of,
)
from committees.workflows import DemandStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact, end_of
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import Division, User
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.files import pictures_take
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock, transition_apply

DEMAND, ENTER = "committees.demand_meeting", "committees.enter_signature"


def demand_start(
    *, actor, community: Division, kind: str, title: str, reasons: str, submit_key
) -> MeetingDemand:
    """Start a demand and sign it. The rules and the sizes of the rolls are frozen. The same
    ``submit_key`` is the same demand. RuleViolated on ``kind``, ``title`` or ``reasons``."""
    known = MeetingDemand.objects.filter(submit_key=submit_key, started_by=actor).first()
    if known:
        return known
    for name, value in (("title", title), ("reasons", reasons)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=name, code="required")
    if kind not in {MeetingKind.REPRESENTATIVES, MeetingKind.RESIDENTS}:
        raise RuleViolated(_("请选择要求召开哪种会议。"), field="kind", code="invalid")
    try:
        return _start(actor, community, kind, title.strip(), reasons.strip(), submit_key)
    except IntegrityError:
        known = MeetingDemand.objects.filter(submit_key=submit_key, started_by=actor).first()
        if known is None:
            raise
        return known


@transaction.atomic
def _start(actor, community, kind, title, reasons, submit_key) -> MeetingDemand:
    today = clock.today()
    rule_set = rule_set_for(today, community)
    frozen, _hash = rules_frozen(rule_set, kind)
    demand = MeetingDemand(
        **chain_of(community),
        kind=kind,
        title=title,
        reasons=reasons,
        rules=frozen["demand"] | {"title": frozen["title"], "code": frozen["code"]},
        sizes=roll_sizes(community, frozen["demand"]["shares"], today),
        closes_on=today + timedelta(days=frozen["demand"]["collect_days"]),
        salt=secrets.token_hex(16),
        started_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(DEMAND, demand)
    if not demand.sizes:
        words = _("还不知道名册有多少人：请先登记居民代表，或由管理员填写社区的户数和成年人口。")
        raise RuleViolated(words, field="kind", code="no_roll")
    post = access.post_for(DEMAND, demand)
    data = {"kind": kind, "sizes": demand.sizes}
    subject_create(demand, actor=actor, post=post, verb="start", data=data)
    if seat_of(demand, actor) or "adults" in demand.sizes:
        demand_sign(actor=actor, demand=demand)
    return MeetingDemand.objects.get(pk=demand.pk)


def _digest(demand: MeetingDemand, text: str) -> str:
    return hashlib.sha256(f"{demand.salt}\n{text}".encode()).hexdigest()


def _locked(demand: MeetingDemand) -> MeetingDemand:
    demand = subject_lock(demand)
    if not demand.takes_signatures:
        raise TransitionRefused(_("现在不收联名：人数已到，或已截止。"), code="not_taken")
    return demand


def _store(demand: MeetingDemand, *, person: str, door: str, **fields) -> DemandSignature:
    """RuleViolated on ``door`` when another one signed for the same household; TransitionRefused
    when the person is on the list already."""
    household = _digest(demand, f"door {door_normal(door)}") if door.strip() else None
    if household and len(door) > 60:
        raise RuleViolated(_("门牌太长。"), field="door", code="max_length")
    standing = demand.signatures.filter(refused_at__isnull=True)
    digest = _digest(demand, f"person {person}")
    refuse_namesake(standing, household, fields)
    if household and standing.filter(household_digest=household).exists():
        words = _("这一户已有人代表联名，每户只计一份；可不填门牌，只算您本人。")
        raise RuleViolated(words, field="door", code="household_twice")
    try:
        with transaction.atomic():
            return DemandSignature.objects.create(
                demand=demand,
                person_digest=digest,
                household_digest=household,
                door=door.strip(),
                entered_at=clock.now(),
                **fields,
            )
    except IntegrityError as error:
        raise TransitionRefused(ONCE, code="already_signed") from error


@transaction.atomic
def demand_sign(*, actor, demand: MeetingDemand, door: str = "") -> DemandSignature:
    """Sign online; with ``door`` also for one's household. Signing twice is one signature."""
    access = access_of(actor)
    access.require(DEMAND, demand)
    demand = _locked(demand)
    mine = demand.signatures.filter(user=actor, refused_at__isnull=True).first()
    if mine:
        return mine
    seat = seat_of(demand, actor)
    if demand.kind == MeetingKind.REPRESENTATIVES and seat is None:
        words = _("要求召开居民代表会议，由居民代表联名。")
        raise TransitionRefused(words, code="not_representative")
    row = _store(
        demand,
        person=actor.phone or f"account {actor.pk}",
        by_phone=bool(actor.phone),
        group=group_of(demand, actor),
        door=door,
        user=actor,
        representative=seat,
        name=actor.name,
        source=Source.ONLINE,
        entered_by=actor,
        confirmed_at=clock.now(),
    )
    _recorded(demand, "sign", actor, DEMAND, row)
    _reach(demand)
    return row


@transaction.atomic
def signature_enter(
    *,
    actor,
    demand: MeetingDemand,
    slip: PaperSlip,
    representative: Representative | None = None,
    scans=(),
) -> DemandSignature:
    """Write down a signature given on paper, with its scan; it counts once a second person has
    confirmed it. RuleViolated on ``name``, ``door``, ``phone`` or ``scan``."""
    access_of(actor).require(ENTER, demand)
    demand = _locked(demand)
    name = representative.name if representative else slip.name.strip()
    if not name or len(name) > 40:
        raise RuleViolated(_("请填姓名。"), field="name", code="required")
    if representative and representative.community_id != demand.community_id:
        raise NotFound()
    if demand.kind == MeetingKind.REPRESENTATIVES and representative is None:
        words = _("请选是哪一位居民代表。")
        raise RuleViolated(words, field="representative", code="required")
    if not slip.phone and not slip.door.strip() and representative is None:
        raise RuleViolated(_("请填手机号码或门牌，用来核对。"), field="phone", code="required")
    if not [scan for scan in scans if scan]:
        raise RuleViolated(_("请附上签名页的照片。"), field="scan", code="required")
    user = representative.user if representative else None
    user = user or (User.objects.filter(phone=slip.phone).first() if slip.phone else None)
    refuse_known(demand, user)
    row = _store(
        demand,
        person=person_key(slip, user, representative, name),
        by_phone=bool(slip.phone or (user and user.phone)),
        group=group_of(demand, user),
        door=slip.door,
        user=user,
        representative=representative or seat_of(demand, user),
        name=name,
        source=Source.PAPER,
        scan=pictures_take(actor=actor, uploads=scans, limit=1, field="scan")[0],
        entered_by=actor,
    )
    _recorded(demand, "enter_paper", actor, ENTER, row)
    return row


@transaction.atomic
def signature_check(
    *, actor, demand: MeetingDemand, signature_id: int, is_right: bool
) -> DemandSignature:
    """A second person compares the entry with its paper: right counts, wrong frees the place."""
    access_of(actor).require(ENTER, demand)
    demand = _locked(demand)
    row = demand.signatures.filter(pk=signature_id, source=Source.PAPER).first()
    if row is None:
        raise NotFound()
    if row.checked_by_id:
        raise TransitionRefused(_("这一份已经复核过了。"), code="checked")
    if row.entered_by_id == actor.pk:
        raise TransitionRefused(_("自己录入的由别人复核（I4）。"), code="own")
    row.checked_by = actor
    if is_right:
        row.confirmed_at = clock.now()
    else:
        row.refused_at = clock.now()
    row.save(update_fields=["checked_by", "confirmed_at", "refused_at"])
    _recorded(demand, "confirm" if is_right else "refuse", actor, ENTER, row)
    _reach(demand)
    return row


def _recorded(demand: MeetingDemand, verb: str, actor, permission: str, row) -> None:
    record_append(
        subject=demand,
        verb=verb,
        actor=actor,
        post=access_of(actor).post_for(permission, demand),
        data={"signature": row.pk},
        is_public=False,
    )


def _reach(demand: MeetingDemand) -> None:
    """The duty and its clock begin with the signature that reaches a share."""
    verdict = demand_count(demand)
    if verdict.outcome != "met":
        return
    due_on = clock.today() + timedelta(days=demand.rules["convene_days"])
    changes = {"reached_at": clock.now(), "due_on": due_on}
    data = {step.name: step.left for step in verdict.steps}
    data |= {"due_on": due_on.isoformat()} | clock_fact("started", after=end_of(due_on))
    transition_apply(demand, "reach", changes=changes, data=data)


def demand_withdraw(*, actor, demand: MeetingDemand, remark: str, version=None) -> MeetingDemand:
    """Whoever started it gives it up, with a reason."""
    return transition_apply(
        demand, "withdraw", actor=actor, version=version, remark=remark, remark_is_public=True
    ).subject


def demands_lapse() -> int:
    """Those whose time ran out without enough signatures; how many. Called by the daily job."""
    rows = MeetingDemand.objects.filter(status=DemandStatus.COLLECTING, closes_on__lt=clock.today())
    due = list(rows)
    for demand in due:
        transition_apply(demand, "lapse")
    return len(due)
