"""The guards of the issue's steps: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

MAX_REOPENED = 2


def reopened_less_than_twice(issue, actor):
    """DOMAIN d: an issue may be reopened at most twice."""
    if issue.reopen_count >= MAX_REOPENED:
        return _("已经重办过两次；请到社区当面反映，或由街道复核。")
    return None
