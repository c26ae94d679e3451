"""Why an issue is late, in a sentence: on whose table it lies."""

from django.utils.translation import gettext as _

from resident_affairs.workflows import IssueStatus

S = IssueStatus


def issues_why(issues) -> dict[int, str]:
    """{issue: why}; no statement."""
    words = {
        S.SUBMITTED: _("社区还没有受理"),
        S.ACCEPTED: _("受理了，还没有决定怎么办"),
        S.REOPENED: _("居民说没解决，还没有重新安排"),
        S.REFERRED: _("等居委会议事"),
        S.ESCALATED: _("报到街道，等街道处理"),
        S.ASSIGNED: _("交给社工站，还没有人接"),
        S.IN_PROGRESS: _("社工站正在办"),
    }
    return {issue.pk: words.get(issue.status, issue.status_name()) for issue in issues}
