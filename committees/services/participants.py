"""The roll of a meeting: laid from who is in office, with guests beside it."""

from datetime import date

from django.utils.translation import gettext as _

from committees.models import (
    Meeting,
    MeetingKind,
    Membership,
    Participant,
    Representative,
    UnitDelegate,
)
from committees.selectors.representatives import composition_of_reps_meeting, share_is_met
from committees.workflows import SealedStatus
from portal.kernel.errors import RuleViolated
from portal.selectors.rules import rule_set_for

# Boxes in which somebody may have voted; a box that is only prepared lets its places go.
HELD = [
    SealedStatus.OPEN,
    SealedStatus.CLOSED,
    SealedStatus.OPENED,
    SealedStatus.PUBLISHED,
    SealedStatus.DESTROYED,
]
SEATS = ("membership_id", "representative_id", "delegate_id")


def _members(meeting: Meeting, on: date):
    rows = Membership.objects.active(on).filter(committee__community=meeting.community_id)
    return rows.select_related("user")


def _as_member(seat: Membership) -> Participant:
    return Participant(membership=seat, user=seat.user, name=seat.user.name)


def _as_representative(seat: Representative) -> Participant:
    return Participant(representative=seat, user_id=seat.user_id, name=seat.name)


def _of_committee(meeting: Meeting, on: date) -> list[Participant]:
    """The members; the delegates of units with a vote where a pilot's rules give them one (X1)."""
    rows = [_as_member(seat) for seat in _members(meeting, on)]
    if rule_set_for(on, meeting.community).rules.get("unit_delegates_vote"):
        delegates = UnitDelegate.objects.active(on).filter(community=meeting.community_id)
        seated = {row.user_id for row in rows}
        rows += [
            Participant(delegate=seat, user_id=seat.user_id, name=seat.name)
            for seat in delegates
            if seat.user_id is None or seat.user_id not in seated
        ]
    return rows


def _of_representatives(meeting: Meeting, on: date) -> list[Participant]:
    """§28: the representatives and the committee's members; who is both comes as the former."""
    seats = Representative.objects.active(on).filter(community=meeting.community_id)
    rows = [_as_representative(seat) for seat in seats]
    people = {row.user_id for row in rows if row.user_id}
    return rows + [_as_member(seat) for seat in _members(meeting, on) if seat.user_id not in people]


BODIES = {
    MeetingKind.COMMITTEE: _of_committee,
    MeetingKind.REPRESENTATIVES: _of_representatives,
    MeetingKind.RESIDENTS: lambda meeting, on: [],
}


def _key(row: Participant) -> tuple:
    return tuple(getattr(row, name) for name in SEATS)


def roll_lay(meeting: Meeting, on: date) -> None:
    """Bring the roll into line with who is in office on the date ``on``; three statements when
    nothing changed. Who left office and neither voted nor moved anything is taken off; who signed
    in stays."""
    wanted = {_key(row): row for row in BODIES[meeting.kind](meeting, on)}
    seated = [row for row in meeting.participants.all() if any(_key(row)) and row.has_vote]
    gone = [row.pk for row in seated if _key(row) not in wanted]
    known = {_key(row) for row in seated}
    new = [row for key, row in wanted.items() if key not in known]
    if gone:
        rows = meeting.participants.filter(pk__in=gone, votes__isnull=True)
        rows = rows.exclude(sealed_entries__vote__status__in=HELD)
        rows.filter(amendments__isnull=True).delete()
    if new:
        people = [row.user_id for row in new if row.user_id]
        # A guest who has taken a seat meanwhile comes as the holder of the seat.
        meeting.participants.filter(user__in=people, has_vote=False).delete()
        for row in new:
            row.meeting = meeting
        Participant.objects.bulk_create(new)


def roll_check(kind: str, community, on: date) -> None:
    """RuleViolated on ``kind`` when a representatives' meeting has nobody to meet, or when too
    few of it are representatives (§28)."""
    if kind != MeetingKind.REPRESENTATIVES:
        return
    rules = rule_set_for(on, community).rules["reps_meeting"]
    composition = composition_of_reps_meeting(community.pk, on)
    if not composition["representatives"]:
        words = _("还没有登记居民代表，先登记居民代表才能召集。")
        raise RuleViolated(words, field="kind", code="nobody")
    if not share_is_met(composition, rules.get("share_of_composition")):
        share = rules["share_of_composition"]
        words = _(
            "居民代表应占会议组成人员的 %(numerator)d/%(denominator)d 以上，"
            "现在 %(representatives)d 人、委员 %(others)d 人（%(article)s）。"
        )
        values = {**share, **composition, "article": rules["composition_article"]}
        raise RuleViolated(words % values, field="kind", code="composition")
