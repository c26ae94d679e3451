"""What every registration of a term shares: lock the place, check the term, roles come and go."""

from datetime import date

from django.utils.translation import gettext as _

from committees.models import Committee, Ground
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Role, RoleAssignment
from portal.services.roles import role_end, role_grant


def place_lock(community: Division) -> None:
    """Registrations of one community happen one after the other."""
    Division.objects.select_for_update(no_key=True).get(pk=community.pk)


def term_check(
    community: Division, valid_from: date | None, valid_to: date | None
) -> tuple[date, date]:
    """The term: without an end, to the end of the committee's own term. RuleViolated on
    ``valid_from`` (no committee that day) or ``valid_to``."""
    valid_from = valid_from or clock.today()
    committee = Committee.objects.filter(
        community=community, term_from__lte=valid_from, term_to__gt=valid_from
    ).first()
    if committee is None:
        raise RuleViolated(_("这一天没有在任的居委会。"), field="valid_from", code="term")
    valid_to = valid_to or committee.term_to
    if not valid_from < valid_to <= committee.term_to:
        words = _("任期要晚于开始，且不超过本届居委会的任期。")
        raise RuleViolated(words, field="valid_to", code="term")
    return valid_from, valid_to


def term_lapse(rows, on: date) -> None:
    """Terms that ran out by themselves are marked so, and make room for a new one."""
    rows.filter(ended_ground="", valid_to__lte=on).update(ended_ground=Ground.TERM_OVER)


def role_begin(
    actor, user, role: Role, community: Division, valid_from: date, valid_to: date
) -> None:
    """The role that goes with a seat, for people with an account."""
    if user is not None:
        term = {"valid_from": valid_from, "valid_to": valid_to}
        role_grant(actor=actor, user=user, role=role, division=community, **term)


def role_finish(actor, user, role: Role, community: Division, on: date) -> None:
    """And its end."""
    if user is None:
        return
    held = RoleAssignment.objects.filter(user=user, role=role, division=community)
    for assignment in held.active(on):
        role_end(actor=actor, assignment=assignment, on=on)
