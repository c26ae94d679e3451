"""How issues are told of: the kind that notices, timelines and the public record ask."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.selectors.pictures import picture_guard_add
from portal.services.kinds import ClockOf, SubjectKind, Verb, kind_register
from resident_affairs.selectors.audience import audience_of, clock_hears, needed_of
from resident_affairs.selectors.issues import issues_by_ids
from resident_affairs.selectors.photos import may_open_photo
from resident_affairs.selectors.why_late import issues_why
from resident_affairs.workflows import ISSUE

VERBS = {
    "file": Verb(_("居民反映了这件事"), "residents"),
    "merged_in": Verb(_("另一位居民反映的同一件事并了进来"), "residents"),
    "support": Verb(_("又有一位居民说“我也是”"), "residents"),
    "follow": Verb(_("有人关注"), "residents", public=False),
    "unfollow": Verb(_("有人不再关注"), "residents", public=False),
    "message": Verb(_("有新留言"), "residents", public=False),
    "note": Verb(_("有新的内部备注"), "residents", public=False),
    "clock_paused": Verb(_("请反映人补充情况，办理时限暂停"), "residents"),
    "clock_resumed": Verb(_("反映人作了补充，办理时限继续"), "residents"),
    "response_late": Verb(_("过了时限还没有人回应"), "calm", public=False),
    "reporter_seen": Verb(_("查看了反映人的联系方式"), "residents", public=False),
    # Written by the storeys above onto the issue itself.
    "urged": Verb(_("上级督促尽快办理"), "calm"),
    "urge_answered": Verb(_("对督办作了说明"), "calm"),
    "department": Verb(_("有关部门有了新进展"), "execution"),
}


def can_see(access, issue) -> bool:
    """Whether the person may still open the page of ``issue``."""
    names = ("resident_affairs.view_issue", "resident_affairs.view_public_issue")
    return any(access.can(name, issue) for name in names)


kind_register(
    SubjectKind(
        subject_type="issue",
        label=_("诉求"),
        workflow=ISSUE,
        verbs=VERBS,
        load=issues_by_ids,
        title=lambda issue: issue.title,
        url=lambda issue: reverse("resident_affairs:issue_detail", args=[issue.pk]),
        can_see=can_see,
        audience=audience_of,
        needs=needed_of,
        clock=ClockOf(reading=lambda issue: issue.clock_reading, hears=clock_hears, why=issues_why),
    )
)
picture_guard_add(may_open_photo)
