"""Residents register themselves (§16): asked on the portal, compared at the table, told why not."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import ApplicationState, Election, VoterApplication, Willing
from committees.services.identity import number_digest, number_normal
from committees.services.rolls import VoterDraft, roll_check, voter_store
from committees.workflows.elections import RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock

REGISTER = "committees.register_voter"
ASKED = ("name", "born_on", "basis", "group_name", "household", "worker_since", "living_since")


def _registering(election: Election) -> Election:
    election = subject_lock(election)
    if election.status != ElectionStatus.REGISTRATION:
        raise TransitionRefused(_("现在不是选民登记的时间。"), code="state")
    return election


@transaction.atomic
def application_file(
    *, actor, election: Election, draft: VoterDraft, is_affirmed: bool
) -> VoterApplication:
    """Ask to be registered, for oneself. Asking twice is asking once.

    is_affirmed  "I have not lost my political rights, and want to be registered here"
    RuleViolated on ``is_affirmed`` or the field of ``draft`` that is wrong.
    """
    access = access_of(actor)
    access.require(REGISTER, election)
    election = _registering(election)
    mine = election.applications.filter(user=actor).exclude(state=ApplicationState.REFUSED).first()
    if mine is not None:
        return mine
    if not is_affirmed:
        raise RuleViolated(_("请确认。"), field="is_affirmed", code="required")
    rows, faults = roll_check(election, [draft], decided=False)
    if faults:
        raise RuleViolated(faults[0].words, field=faults[0].field, code="voter")
    number = number_normal(draft.id_number)
    try:
        with transaction.atomic():
            mine = VoterApplication.objects.create(
                election=election,
                user=actor,
                id_digest=number_digest(number) if number else "",
                id_tail=number[-4:],
                filed_at=clock.now(),
                **{name: getattr(rows[0], name) for name in ASKED},
            )
    except IntegrityError:
        return election.applications.exclude(state=ApplicationState.REFUSED).get(user=actor)
    _noted(election, actor, access.post_for(REGISTER, election), "apply", mine)
    return mine


@transaction.atomic
def application_decide(
    *, actor, application: VoterApplication, is_accepted: bool, why: str = "", admission: str = ""
) -> VoterApplication:
    """Put the person on the voters' roll, or say why not; nobody decides on themselves.
    ``admission`` as in ``VoterDraft``. RuleViolated on ``why``, or on the field that stands
    against it."""
    election = subject_lock(application.election)
    access = access_of(actor)
    access.require(RUN, election)
    election = _registering(election)
    row = VoterApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if row.state != ApplicationState.WAITING:
        raise TransitionRefused(_("这份申请已经处理过了。"), code="decided")
    if row.user_id == actor.pk:
        raise TransitionRefused(_("自己的申请由另一位成员处理。"), code="own")
    if not is_accepted and not why.strip():
        raise RuleViolated(_("请写明理由。"), field="why", code="required")
    if is_accepted:
        row.registration = voter_store(election, _draft(row, admission))
    row.state = ApplicationState.ACCEPTED if is_accepted else ApplicationState.REFUSED
    row.why, row.decided_by, row.decided_at = why.strip()[:200], actor, clock.now()
    row.save()
    _noted(election, actor, access.post_for(RUN, election), "decide_application", row)
    return row


def _draft(row: VoterApplication, admission: str) -> VoterDraft:
    return VoterDraft(
        id_digest=row.id_digest,
        id_tail=row.id_tail,
        has_rights=True,
        willing=Willing.ONLINE,
        user=row.user,
        admission=admission,
        **{name: getattr(row, name) for name in ASKED},
    )


def _noted(election: Election, actor, post, verb: str, row: VoterApplication) -> None:
    data = {"application": row.pk, "state": row.state}
    words = {"post": post, "data": data, "is_public": False}
    record_append(subject=election, verb=verb, actor=actor, **words)
