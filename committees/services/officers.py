"""The residents' election committee of an election (§15): who joins it, and who leaves by fact."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committees.models import Election, ElectionOfficer
from committees.services.kin import is_kin_of_any
from committees.services.seats import role_finish
from committees.workflows.elections import CALL, OVER, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.models import Role, RoleAssignment
from portal.services.records import record_append
from portal.services.roles import role_grant
from portal.services.transitions import subject_lock

AFTERWARDS = timedelta(days=60)  # complaints, runoff and handover still need the committee


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


@transaction.atomic
def officer_add(*, actor, election: Election, user, is_head: bool = False) -> ElectionOfficer:
    """Name somebody to the election committee, with its role until the affair is over.

    RuleViolated on ``user`` (already there, on the other side of I2) or ``is_head``.
    """
    election = subject_lock(election)
    access = access_of(actor)
    access.require(CALL, election)
    if election.status not in {ElectionStatus.PLANNED, ElectionStatus.COMMITTEE_FORMED}:
        raise TransitionRefused(_("登记开始以后，选举委员会只减不增。"), code="state")
    sitting = list(election.officers.filter(left_on__isnull=True))
    if any(officer.user_id == user.pk for officer in sitting):
        raise _wrong("user", _("此人已在选举委员会。"), "twice")
    if len(sitting) >= election.rules["election_committee"]["size"][1]:
        raise _wrong("user", _("选举委员会的人数已满。"), "full")
    if is_head and any(officer.is_head for officer in sitting):
        raise _wrong("is_head", _("已有一位选举委员会主任。"), "head")
    if election.is_recall and election.membership.user_id == user.pk:
        raise _wrong("user", _("被提请罢免的人不能进选举委员会。"), "recalled")
    officer, _made = ElectionOfficer.objects.update_or_create(
        election=election,
        user=user,
        defaults={"is_head": is_head, "left_on": None, "left_why": ""},
    )
    _role_begin(election, user)
    record_append(
        subject=election,
        verb="officer_add",
        actor=actor,
        post=access.post_for(CALL, election),
        data={"officer": user.pk, "is_head": is_head},
    )
    return officer


def _role_begin(election: Election, user) -> None:
    """The role until the affair is over; whoever still has it from another one keeps it longer."""
    until = max(election.election_day, clock.today()) + AFTERWARDS
    role = {"role": Role.ELECTION_MEMBER, "division": election.community}
    held = RoleAssignment.objects.filter(user=user, valid_to__gt=clock.today(), **role)
    last = held.aggregate(last=Max("valid_to"))["last"]
    if last is not None and last >= until:
        return
    begins = last or clock.today()
    role_grant(actor=None, user=user, valid_from=begins, valid_to=until, **role)


@transaction.atomic
def officer_leave(*, election: Election, user, why: str) -> bool:
    """The house: whoever stands, or is near kin of somebody who does, leaves (§15). Whether they
    were there."""
    officer = election.officers.filter(user=user, left_on__isnull=True).first()
    if officer is None:
        return False
    officer.left_on, officer.left_why, officer.is_head = clock.today(), why, False
    officer.save(update_fields=["left_on", "left_why", "is_head"])
    others = ElectionOfficer.objects.filter(user=user, left_on__isnull=True)
    running = others.filter(election__community=election.community_id)
    if not running.exclude(election__status__in=OVER).exists():
        role_finish(None, user, Role.ELECTION_MEMBER, election.community, clock.today())
    data = {"officer": user.pk, "why": why}
    record_append(subject=election, verb="officer_leave", actor=None, data=data)
    return True


def officers_clear_of(election: Election, candidate_user) -> None:
    """A candidate and near kin of one leave the election committee by that fact."""
    if candidate_user is None:
        return
    officer_leave(election=election, user=candidate_user, why=_("成为候选人"))
    for officer in election.officers.filter(left_on__isnull=True).select_related("user"):
        if is_kin_of_any(officer.user, [candidate_user.pk]):
            officer_leave(election=election, user=officer.user, why=_("是候选人的近亲属"))
