"""Objections to the published roll and their rulings (§17)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Election, ObjectionKind, RollKind, RollObjection, VoterRegistration
from committees.services.candidates import voter_left
from committees.services.proxies import proxies_fall
from committees.services.roll_forms import households_check, households_store
from committees.services.rolls import VoterDraft, row_remove, voter_store
from committees.workflows.elections import RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock

OBJECT = "committees.object_roll"
# Between the publication and the vote a ruling may change the roll.
OPEN = {ElectionStatus.ROLL_PUBLISHED, ElectionStatus.NOMINATED, ElectionStatus.MET_RESIDENTS}


def objections_until(election: Election):
    """The last day for objections, or None before the roll is published."""
    published = election.roll_published_on
    return published and published + timedelta(days=election.rules["roll"]["objection_days"])


@transaction.atomic
def objection_file(
    *,
    actor,
    election: Election,
    kind: str,
    name: str,
    text: str,
    registration: VoterRegistration | None = None,
    roll: str = RollKind.VOTERS,
) -> RollObjection:
    """Object to the roll within its days. The same words by the same person are one objection.
    RuleViolated on ``kind``, ``name``, ``text`` or ``registration``."""
    election = subject_lock(election)
    access = access_of(actor)
    access.require(OBJECT, election)
    last = objections_until(election)
    if last is None or clock.today() > last or election.status not in OPEN:
        words = _("异议在名单公布后 %(days)d 天内提出（%(article)s）。") % {
            "days": election.rules["roll"]["objection_days"],
            "article": election.rules["roll"]["article"],
        }
        raise TransitionRefused(words, code="closed")
    for field, value in (("name", name), ("text", text)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=field, code="required")
    if kind not in ObjectionKind.values:
        raise RuleViolated(_("请选择。"), field="kind", code="invalid")
    if roll not in {RollKind.VOTERS, election.form}:
        raise RuleViolated(_("请选择。"), field="roll", code="invalid")
    if registration is None and kind == ObjectionKind.WRONG:
        raise RuleViolated(_("请填名单上的序号。"), field="number", code="required")
    row, made = RollObjection.objects.get_or_create(
        election=election,
        kind=kind,
        roll=roll,
        name=name.strip(),
        text=text.strip(),
        registration=registration,
        filed_by=actor,
        defaults={
            "due_on": clock.today() + timedelta(days=election.rules["roll"]["ruling_days"]),
            "received_on": clock.today(),
        },
    )
    if made:
        post = access.post_for(OBJECT, election)
        words = {"post": post, "data": {"objection": row.pk}, "is_public": False}
        record_append(subject=election, verb="object", actor=actor, **words)
    return row


@transaction.atomic
def objection_rule(
    *,
    actor,
    objection: RollObjection,
    is_accepted: bool,
    ruling: str,
    draft: VoterDraft | None = None,
) -> RollObjection:
    """Rule on an objection, in public; accepted, it changes the roll there and then. Late is
    late, and a vote cannot begin without. RuleViolated on ``ruling`` or a field of ``draft``."""
    election = subject_lock(objection.election)
    access = access_of(actor)
    access.require(RUN, election)
    row = RollObjection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if row.ruled_on is not None or election.status not in OPEN:
        raise TransitionRefused(_("这条异议已有处理决定。"), code="ruled")
    if row.filed_by_id == actor.pk:
        raise TransitionRefused(_("自己提的异议由另一位成员处理。"), code="own")
    if not ruling.strip():
        raise RuleViolated(_("请写明理由。"), field="ruling", code="required")
    if is_accepted:
        _change_roll(election, row, draft)
    row.is_accepted, row.ruling = is_accepted, ruling.strip()
    row.ruled_by, row.ruled_on = actor, clock.today()
    row.save()
    data = {"objection": row.pk, "accepted": is_accepted, "late": clock.today() > row.due_on}
    post = access.post_for(RUN, election)
    record_append(subject=election, verb="rule", actor=actor, post=post, data=data)
    return row


def _change_roll(election: Election, row: RollObjection, draft: VoterDraft | None) -> None:
    if row.kind == ObjectionKind.WRONG:
        struck = election.registrations.filter(pk=row.registration_id, removed_on__isnull=True)
        voter = struck.first()
        if voter is None:
            raise NotFound()
        why = _("异议成立，从名单上去掉")
        proxies_fall(election, voter, why)
        row_remove(election, voter)
        voter_left(election, voter, why)
        return
    if draft is None:
        raise RuleViolated(_("请填写要补上的人。"), field="household", code="required")
    row.registration = _added(election, row.roll, draft)


def _added(election: Election, roll: str, draft: VoterDraft) -> VoterRegistration:
    """The name that was missing: a voter, or of the households' roll somebody who is one."""
    if roll == RollKind.VOTERS:
        return voter_store(election, draft, added_by_ruling=True)
    if roll == RollKind.REPRESENTATIVES:
        words = _("居民代表名单按在任的居民代表生成，请先登记居民代表。")
        raise RuleViolated(words, field="ruling", code="representatives")
    voters, faults = households_check(election, [draft])
    if faults:
        raise RuleViolated(faults[0].words, field=faults[0].field, code="household")
    return households_store(election, voters, "household", added_by_ruling=True)[0]
