"""Resolutions: what hangs on the board, one with its progress, and the authority in force."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from committees.models import ActionItem, Resolution
from committees.selectors.arithmetic import article_of, outcome_words, steps_of
from committees.services.resolutions import resolution_text_intact
from committees.workflows import ResolutionStatus
from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Division
from portal.selectors.timelines import records_of, timeline_entries

VIEW = "committees.view_deliberation"
PAGE = 20
TOLD_TWICE = {("motion", "adopt"), ("motion", "open_vote"), ("motion", "recuse")}
RUNNING = (
    ResolutionStatus.ADOPTED,
    ResolutionStatus.PUBLISHED,
    ResolutionStatus.IN_EXECUTION,
)


@dataclass(frozen=True)
class ResolutionPage:
    """One resolution as a viewer may see it."""

    resolution: Resolution
    actions: list[ActionItem]
    timeline: list
    is_insider: bool
    is_intact: bool

    @property
    def steps(self) -> list[dict]:
        """The arithmetic of its adoption."""
        return steps_of(self.resolution.vote_event.result)

    @property
    def result(self) -> str:
        """The outcome in words."""
        return outcome_words(self.resolution.vote_event.outcome)

    @property
    def short_hash(self) -> str:
        """Enough of the fingerprint to compare by eye."""
        digest = self.resolution.text_hash
        return f"{digest[:8]}…{digest[-8:]}"

    @property
    def article(self) -> str:
        """The law it was adopted by."""
        return article_of(self.resolution.vote_event.rules)


def may_read(access: Access, resolution: Resolution) -> bool:
    """Everybody once it was published; before that, those who may see deliberation."""
    return resolution.published_at is not None or access.can(VIEW, resolution)


def resolutions_public(community_id: int | None = None, before: int | None = None):
    """Published resolutions, newest first; of one community if asked."""
    rows = Resolution.objects.public().select_related("community", "motion__issue")
    if community_id:
        rows = rows.filter(community=community_id)
    if before:
        rows = rows.filter(pk__lt=before)
    return rows.order_by("-id")


def resolutions_visible(access: Access):
    """Published ones, and unpublished ones of the person's committees."""
    rows = Resolution.objects.filter(Q(published_at__isnull=False) | access.scope(VIEW))
    return rows.select_related("community", "motion", "superseded_by")


def resolutions_listed(community_id: int | None, before: int | None = None) -> list[Resolution]:
    """Up to 21 for a public page."""
    return list(resolutions_public(community_id, before)[: PAGE + 1])


def community_named(pk: int) -> Division:
    """The community a public list is about."""
    found = Division.objects.filter(pk=pk).select_related("parent").first()
    if found is None:
        raise NotFound()
    return found


def resolutions_to_publish(
    access: Access, permission: str = "committees.publish_resolution"
) -> list[Resolution]:
    """What the leaders still owe the board: resolutions and results not hung out yet, where the
    viewer holds ``permission``."""
    rows = Resolution.objects.filter(access.scope(permission))
    adopted = rows.filter(published_at__isnull=True).in_force()
    done = rows.filter(status=ResolutionStatus.IMPLEMENTED)
    return list((adopted | done).select_related("community").order_by("id")[:20])


def resolutions_for_board(community_id: int, size: int = 5) -> list[Resolution]:
    """The newest on the public board."""
    return list(resolutions_public(community_id)[:size])


def resolutions_replaceable(committee_id: int) -> list[Resolution]:
    """What a new motion may replace: resolutions in force that are not finished."""
    rows = Resolution.objects.filter(motion__committee=committee_id, status__in=RUNNING)
    return list(rows.order_by("-id")[:100])


def resolution_for(access: Access, pk: int) -> Resolution:
    """One resolution, for a step on it or its PDF; NotFound unless readable."""
    rows = Resolution.objects.select_related(
        "community", "motion__issue", "motion__committee", "vote_event", "superseded_by"
    )
    resolution = rows.filter(pk=pk).first()
    if resolution is None or not may_read(access, resolution):
        raise NotFound()
    return resolution


def resolution_page(access: Access, pk: int) -> ResolutionPage:
    """One resolution with its items and way; three statements."""
    resolution = resolution_for(access, pk)
    is_insider = access.can(VIEW, resolution)
    actions = list(resolution.action_items.all())
    records = records_of(
        [("motion", [resolution.motion_id]), ("resolution", [resolution.pk])],
        public_only=not is_insider,
    )
    _mark_progress(actions, records)
    records = [row for row in records if (row.subject_type, row.verb) not in TOLD_TWICE]
    return ResolutionPage(
        resolution,
        actions,
        timeline_entries(records, names=is_insider),
        is_insider,
        resolution_text_intact(resolution, actions),
    )


def actions_told(resolution: Resolution) -> list[ActionItem]:
    """What the station does for a resolution and how far it is, as everybody may know it; two
    statements."""
    actions = list(resolution.action_items.all())
    _mark_progress(actions, records_of([("resolution", [resolution.pk])], public_only=True))
    return actions


def _mark_progress(actions: list[ActionItem], records: list) -> None:
    """``action.progress``: the newest fact that execution wrote down about it."""
    newest = {}
    for record in records:
        item = record.data.get("action_item") if record.verb == "progress" else None
        if item is not None:
            newest.setdefault(item, record)
    words = {
        "task_assigned": _("已派人"),
        "task_accepted": _("正在办"),
        "task_progress": _("正在办"),
        "task_unblocked": _("正在办"),
        "task_blocked": _("遇到困难，暂停"),
        "task_delivered": _("已办好，等验收"),
        "task_verified": _("已验收"),
        "task_rework": _("退回再做"),
        "extension_granted": _("经批准延期"),
    }
    for action in actions:
        found = newest.get(action.pk)
        action.progress = found
        action.state_label = words.get(found.data.get("what"), _("有了新进展")) if found else ""


def standing_resolution_for(community_id: int) -> Resolution | None:
    """The authority under which the station does routine work: the newest standing resolution
    in force."""
    rows = Resolution.objects.filter(
        community=community_id, is_standing=True, superseded_by__isnull=True
    )
    return rows.in_force().order_by("-id").first()


def resolutions_by_ids(ids) -> dict[int, Resolution]:
    """{id: resolution}, one statement."""
    rows = Resolution.objects.filter(pk__in=list(ids)).select_related(
        "community", "motion", "vote_event"
    )
    return {row.pk: row for row in rows}
