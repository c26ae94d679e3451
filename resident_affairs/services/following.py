"""Following an issue, and "me too": joining one instead of filing it again."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.errors import NotFound, Refused, RuleViolated
from portal.services.records import record_append
from resident_affairs.models import Follower, Issue

FOLLOW = "resident_affairs.follow_issue"


def _locked(actor, issue) -> Issue:
    """The issue, locked, if ``actor`` may see it and has an account."""
    row = Issue.objects.select_for_update(of=("self",)).filter(pk=issue.pk).first()
    if not actor.is_authenticated:
        raise Refused()
    if row is None or not access_of(actor).can(FOLLOW, row):
        raise NotFound()
    return row


def _supporters_count(issue) -> Issue:
    issue.support_count = issue.followers.filter(is_supporter=True).count()
    issue.save(update_fields=["support_count"])
    return issue


@transaction.atomic
def issue_support(*, actor, issue) -> Issue:
    """ "Me too": counted once per person, and they follow it from now on."""
    issue = _locked(actor, issue)
    if issue.reporter_id == actor.pk:
        raise RuleViolated(_("这是您自己反映的事，不用再附议。"), code="own")
    if not issue.is_open:
        raise RuleViolated(_("这件事已经结束，不能再附议。"), code="closed")
    row, made = Follower.objects.get_or_create(
        issue=issue, user=actor, defaults={"is_supporter": True}
    )
    if not made and row.is_supporter:
        return issue
    if not made:
        row.is_supporter = True
        row.save(update_fields=["is_supporter"])
    record_append(subject=issue, verb="support", actor=actor, data={"category": issue.category_id})
    return _supporters_count(issue)


@transaction.atomic
def issue_follow(*, actor, issue) -> Issue:
    """Hear of every further step."""
    issue = _locked(actor, issue)
    made = Follower.objects.get_or_create(issue=issue, user=actor)[1]
    if made:
        record_append(subject=issue, verb="follow", actor=actor, is_public=False)
    return issue


@transaction.atomic
def issue_unfollow(*, actor, issue) -> Issue:
    """Hear no more of it; a "me too" is taken back with it."""
    issue = _locked(actor, issue)
    gone, _kinds = Follower.objects.filter(issue=issue, user=actor).delete()
    if gone:
        record_append(subject=issue, verb="unfollow", actor=actor, is_public=False)
    return _supporters_count(issue)
