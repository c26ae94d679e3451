"""How deliberation is told of, and what it does when a resident takes an issue back."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.selectors import audience
from committees.selectors.following import may_follow
from committees.selectors.meetings import meetings_by_ids
from committees.selectors.motions import motion_of_issue, motions_by_ids
from committees.selectors.resolutions import may_read, resolutions_by_ids
from committees.selectors.votes import votes_by_ids
from committees.services.motions import motion_lapse
from committees.workflows import MEETING, MOTION, RESOLUTION
from portal.kernel.events import subscribe
from portal.services.kinds import SubjectKind, Verb, kind_register
from resident_affairs.events import IssueWithdrawn

VIEW = "committees.view_deliberation"
HAND = "deliberation"


def can_see(access, subject) -> bool:
    """Whether the person may still open the page of a motion or a meeting."""
    return access.can(VIEW, subject)


kind_register(
    SubjectKind(
        subject_type="motion",
        label=_("议案"),
        workflow=MOTION,
        verbs={
            "propose": Verb(_("提出了议案"), HAND),
            "raise": Verb(_("居委会把这件事列为议案"), HAND),
            "edit": Verb(_("修改了议案"), HAND, public=False),
            "recuse": Verb(_("有人声明回避"), HAND, public=False),
            "amendment_propose": Verb(_("有人提出修正案"), HAND),
            "amendment_enter": Verb(_("录入了纸质修正案"), HAND),
            "amendment_confirm": Verb(_("复核了纸质修正案"), HAND),
            "amendment_refuse": Verb(_("退回了纸质修正案"), HAND),
            "amendment_withdraw": Verb(_("撤回了修正案"), HAND),
        },
        load=motions_by_ids,
        title=lambda motion: motion.title,
        url=lambda motion: reverse("committees:motion_detail", args=[motion.pk]),
        can_see=can_see,
        audience=audience.motion_audience,
        needs=audience.motion_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="meeting",
        label=_("会议"),
        workflow=MEETING,
        verbs={
            "convene": Verb(_("筹备会议"), HAND),
            "arrange": Verb(_("调整了议程"), HAND, public=False),
            "attend": Verb(_("登记了出席"), HAND, public=False),
            "note": Verb(_("记下了讨论"), HAND, public=False),
            "add_point": Verb(_("列入了报告或通报"), HAND, public=False),
            "remove_point": Verb(_("撤下了报告或通报"), HAND, public=False),
            "hear_point": Verb(_("听取了报告或通报"), HAND, public=False),
        },
        load=meetings_by_ids,
        title=lambda meeting: meeting.title,
        url=lambda meeting: reverse("committees:meeting_detail", args=[meeting.pk]),
        can_see=may_follow,
        audience=audience.meeting_audience,
    )
)
kind_register(
    SubjectKind(
        subject_type="vote",
        label=_("表决"),
        verbs={
            "open": Verb(_("开始表决"), HAND),
            "cast": Verb(_("投了票"), HAND, public=False),
            "count": Verb(_("录入了计票"), HAND, public=False),
            "record_hands": Verb(_("录入了举手结果"), HAND, public=False),
            "close": Verb(_("表决结束，公布结果"), HAND),
        },
        load=votes_by_ids,
        title=lambda event: event.motion.title,
        url=lambda event: reverse("committees:vote_detail", args=[event.pk]),
        can_see=lambda access, event: access.can(VIEW, event.motion),
        audience=audience.vote_audience,
        needs=audience.vote_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="resolution",
        label=_("决议"),
        workflow=RESOLUTION,
        verbs={"adopt": Verb(_("决议通过"), HAND)},
        load=resolutions_by_ids,
        title=lambda resolution: resolution.title,
        url=lambda resolution: reverse("committees:resolution_detail", args=[resolution.pk]),
        can_see=may_read,
        audience=audience.resolution_audience,
        needs=audience.resolution_needs,
    )
)


def on_issue_withdrawn(event: IssueWithdrawn) -> None:
    """An open motion that rests on the issue ends with it; a running vote is finished."""
    motion = motion_of_issue(event.issue_id)
    if motion:
        motion_lapse(motion=motion)


subscribe(IssueWithdrawn, on_issue_withdrawn)
