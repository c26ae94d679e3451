"""What a seat rests on: an election's result, a meeting's decision, or a paper from before."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import (
    Candidate,
    Committee,
    Election,
    MeetingKind,
    Resolution,
    SeatedBy,
)
from committees.selectors.places import community_has_begun
from committees.workflows import ResolutionStatus
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.papers import paper_add

OPEN_TERM = "committees.open_term"
WIDER = (MeetingKind.REPRESENTATIVES, MeetingKind.RESIDENTS)


@dataclass(frozen=True, kw_only=True)
class SeatGround:
    """One of the three, as somebody at a screen names it; ``document`` is an uploaded PDF."""

    election: Election | None = None
    resolution: Resolution | None = None
    document: object = None


def ground_check(*, committee: Committee, user, seat: str, seated_by: str, valid_from, ground):
    """RuleViolated on ``election``, ``resolution`` or ``document`` when nothing seats ``user``."""
    if seated_by == SeatedBy.BEFORE:
        _from_before(committee, ground)
    elif ground.election is not None:
        _elected(committee, user, seat, ground.election)
    elif ground.resolution is not None:
        decision_check(committee.community_id, ground.resolution, valid_from, "resolution")
    else:
        words = _("没有选举结果或会议决定，不能登记委员。请选定是哪次选举或哪项决议。")
        raise RuleViolated(words, field="election", code="no_ground")


def _elected(committee: Committee, user, seat: str, election: Election) -> None:
    """The result seats whom it can by itself; left are those who had no account that day."""
    won = {
        candidate
        for key, tally in (election.result or {}).items()
        if key not in {"recall", "refused"}
        for candidate in tally["elected"]
    }
    rows = Candidate.objects.filter(pk__in=won, post__seat=seat, user=user)
    if election.committee_id != committee.pk or election.announced_at is None or not rows.exists():
        words = _("这次选举的结果里，没有此人当选这个职务。")
        raise RuleViolated(words, field="election", code="not_elected")


def decision_check(community_id: int, resolution: Resolution, on, field: str) -> None:
    """A decision in force of the residents' or representatives' meeting here, not after ``on``."""
    meeting = resolution.vote_event.meeting
    if meeting.community_id != community_id or meeting.kind not in WIDER:
        words = _("要选本社区居民会议或居民代表会议的决议。")
        raise RuleViolated(words, field=field, code="foreign")
    if resolution.status == ResolutionStatus.RESCINDED:
        raise RuleViolated(_("这项决议已经废止。"), field=field, code="rescinded")
    if on < timezone.localdate(resolution.adopted_at):
        raise RuleViolated(_("不能早于会议决定的那一天。"), field=field, code="early")


def _from_before(committee: Committee, ground: SeatGround) -> None:
    refuse_once_begun(committee.community_id)
    if ground.document is None:
        words = _("请附上任职的文件（PDF），例如当选证书或选举结果公告。")
        raise RuleViolated(words, field="document", code="required")


def refuse_once_begun(community_id: int) -> None:
    """TransitionRefused once the community has met or voted on the portal."""
    if community_has_begun(community_id):
        words = _("本社区已在平台上开会或选举，委员只能由选举结果或会议决定产生。")
        raise TransitionRefused(words, code="begun")


def document_keep(actor, committee: Committee, upload, name: str):
    """The paper beside the committee. RuleViolated on ``document``."""
    words = {"permission": OPEN_TERM, "upload": upload, "name": name[:80]}
    try:
        return paper_add(actor=actor, subject=committee, **words)
    except RuleViolated as error:
        raise RuleViolated(error.message, field="document", code=error.code) from error
