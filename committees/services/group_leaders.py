"""Registering whom a residents' group chose as its leader (§13); the role follows the term."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from committees.appraisal_tally import least_of
from committees.models import GroupLeader
from committees.selectors.places import Place
from committees.services.seats import place_lock, role_begin, role_finish, term_check, term_lapse
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Level, Role, RoleAssignment
from portal.selectors.rules import rule_set_for
from portal.services.records import record_append

MANAGE = "committees.manage_bodies"
MOST = 32767


@dataclass(frozen=True)
class GroupMeeting:
    """The meeting that chose: its day, and how many belong to it, came, and agreed."""

    on: date
    entitled: int
    present: int
    votes: int


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


def _check(community: Division, group: Division | None, meeting: GroupMeeting) -> None:
    if group is None or group.level != Level.GROUP or group.parent_id != community.pk:
        raise _wrong("group", _("请选择本社区的居民小组。"), "foreign")
    if meeting.on > clock.today():
        raise _wrong("meeting_on", _("小组会议开过以后再登记。"), "future")
    _check_numbers(meeting)
    rules = rule_set_for(meeting.on, community).rules["group_leader"]
    quorum = rules.get("quorum")
    if quorum and meeting.present < least_of(quorum, meeting.entitled):
        words = _("到会的没有达到应到人数的三分之二（%(article)s）。")
        raise _wrong("present", words % {"article": rules["quorum_article"]}, "quorum")
    if meeting.votes < least_of(rules["majority"], meeting.present):
        words = _("同意的没有超过到会人数的半数（%(article)s）。")
        raise _wrong("votes", words % {"article": rules["majority_article"]}, "short")


def _check_numbers(meeting: GroupMeeting) -> None:
    if not 1 <= meeting.entitled <= MOST:
        raise _wrong("entitled", _("请填写应到人数。"), "range")
    if not 1 <= meeting.present <= meeting.entitled:
        raise _wrong("present", _("到会人数要在 1 和应到人数之间。"), "range")
    if not 0 <= meeting.votes <= meeting.present:
        raise _wrong("votes", _("同意人数不能超过到会人数。"), "range")


def _known(community: Division, submit_key) -> GroupLeader | None:
    if submit_key is None:
        return None
    return GroupLeader.objects.filter(submit_key=submit_key, community=community).first()


def _role_pass(actor, row: GroupLeader) -> None:
    """The role goes with the term: whoever held it at the group without one holds it no longer."""
    held = RoleAssignment.objects.active(row.valid_from)
    for post in held.filter(role=Role.GROUP_LEADER, division=row.group).select_related("user"):
        role_finish(actor, post.user, Role.GROUP_LEADER, row.group, row.valid_from)
    role_begin(actor, row.user, Role.GROUP_LEADER, row.group, row.valid_from, row.valid_to)


@transaction.atomic
def leader_register(
    *,
    actor,
    community: Division,
    group: Division,
    user,
    meeting: GroupMeeting,
    valid_from: date | None = None,
    valid_to: date | None = None,
    submit_key=None,
) -> GroupLeader:
    """Register the leader that the group's meeting chose, with the role at the group.

    RuleViolated on ``group`` (elsewhere, or has one), ``user``, the numbers of the meeting,
    ``meeting_on`` or the term. The same ``submit_key`` gives the same one."""
    if actor is not None:
        access_of(actor).require(MANAGE, Place(community))
    place_lock(community)
    if found := _known(community, submit_key):
        return found
    if user is None:
        raise _wrong("user", _("请填写这一项。"), "required")
    _check(community, group, meeting)
    valid_from, valid_to = term_check(community, valid_from, valid_to)
    if meeting.on > valid_from:
        raise _wrong("valid_from", _("任职不能早于小组会议。"), "early")
    rows = GroupLeader.objects.filter(group=group)
    term_lapse(rows, valid_from)
    if rows.filter(ended_ground="").exists():
        raise _wrong("group", _("这个小组已有组长，请先终止再登记。"), "taken")
    row = GroupLeader(
        community=community, group=group, user=user, valid_from=valid_from, valid_to=valid_to
    )
    row.meeting_on, row.entitled = meeting.on, meeting.entitled
    row.present, row.votes = meeting.present, meeting.votes
    if submit_key:
        row.submit_key = submit_key
    row.save()
    _role_pass(actor, row)
    data = {"group": group.pk, "present": meeting.present, "votes": meeting.votes}
    record_append(subject=row, verb="leader_register", actor=actor, data=data)
    return row
