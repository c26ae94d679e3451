"""Why an issue came to this very person: by its category, its route, and the post they hold."""

from django.utils.translation import gettext as _

from portal.access.policies import policy_named
from portal.models import Role

ASKED = (
    "resident_affairs.handle_district_issue",
    "resident_affairs.handle_escalated_issue",
    "resident_affairs.triage_issue",
    "resident_affairs.message_issue",
    "resident_affairs.view_issue",
)
# A right that only matters while the issue lies with its holder.
WAITS_IN = {ASKED[0]: "at_district", ASKED[1]: "escalated"}


def why_here(access, issue) -> str:
    """One sentence, or "" for somebody who is here as a reader only."""
    for name in ASKED:
        post = access.post_for(name, issue)
        if post is None:
            continue
        if issue.status != WAITS_IN.get(name, issue.status):
            continue
        places = {a.division_id: a.division.short_name for a in access.assignments}
        return _(
            "这件事属于“%(category)s”，默认去向是%(route)s；您是%(place)s的%(role)s，"
            "有“%(permission)s”的职责，所以到了您这里。"
        ) % {
            "category": issue.category.label,
            "route": issue.category.get_default_route_display(),
            "place": places[post.division_id],
            "role": Role(post.role).label,
            "permission": policy_named(name).label,
        }
    return ""
