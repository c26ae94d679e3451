"""Triage: the community decides what becomes of an issue; the sub-district of what reached it."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, RuleViolated
from portal.services.records import record_append
from portal.services.transitions import transition_apply
from resident_affairs.events import IssueAssigned, IssueWithdrawn
from resident_affairs.models import Follower, Issue
from resident_affairs.services.clocks import (
    clock_begun,
    clock_resumed,
    facts_of_settlement,
)
from resident_affairs.services.responses import repeat_fact, response_facts

# The first of these steps takes an issue up as one of its own.
TAKES_UP = frozenset({"accept", "answer", "assign", "refer", "escalate"})


def _step(name: str, actor, issue, version=None, **words) -> Issue:
    """One plain transition that carries for the figures the category and, as the first word to an
    issue, whether it came in time and whether the trouble came before."""
    data = {"category": issue.category_id, **words.pop("data", {})}
    if name in TAKES_UP:
        data |= repeat_fact(issue, data["category"])
    with response_facts(issue, is_response=name != "withdraw") as facts:
        step = transition_apply(
            issue, name, actor=actor, version=version, data=data | facts, **words
        )
    return step.subject


def issue_accept(*, actor, issue, category=None, version: int | None = None) -> Issue:
    """Take the issue in; a better-fitting ``category`` moves the deadline with it."""
    changes = {}
    data = {}
    if category is not None and category.pk != issue.category_id:
        if category.parent_id is None or not category.is_active:
            raise RuleViolated(_("请选择具体的类别。"), field="category", code="category")
        changes = {"category": category, **clock_begun(category, issue.clock_paused_at)}
        data = {"category": category.pk, "category_before": issue.category_id}
        data |= clock_fact("moved", issue.due_at, changes["due_at"])
    return _step("accept", actor, issue, version, changes=changes, data=data)


def issue_decline(
    *, actor, issue, remark: str, where_to_go: str, version: int | None = None
) -> Issue:
    """Not the community's business: why, and where to go instead. Both are told to the resident."""
    if not where_to_go.strip():
        raise RuleViolated(_("请告诉居民该去哪里办。"), field="where_to_go", code="required")
    words = f"{remark.strip()}\n{_('请到：')}{where_to_go.strip()}" if remark.strip() else ""
    changes = {"closed_at": clock.now(), "clock_paused_at": None}
    return _step(
        "decline", actor, issue, version, remark=words, remark_is_public=True, changes=changes
    )


def issue_answer(*, actor, issue, remark: str, version: int | None = None) -> Issue:
    """Answer at once; the resident is asked whether that settles it."""
    return _settled("answer", actor, issue, remark, version)


def issue_assign(*, actor, issue, remark: str = "", version: int | None = None) -> Issue:
    """Hand it to the community's station, which opens a task in the same transaction."""
    return _step(
        "assign",
        actor,
        issue,
        version,
        remark=remark,
        event=lambda subject: IssueAssigned(issue_id=subject.pk, actor_id=actor.pk),
    )


def issue_refer(*, actor, issue, remark: str = "", version: int | None = None) -> Issue:
    """It concerns everybody: onto the committee's intake list."""
    return _step("refer", actor, issue, version, remark=remark)


def issue_escalate(*, actor, issue, remark: str, version: int | None = None) -> Issue:
    """Beyond the community: to the sub-district, with the reason."""
    words = {"remark": remark, "remark_is_public": True, "data": clock_fact("handed_up")}
    return _step("escalate", actor, issue, version, **words)


def issue_hand_back(*, actor, issue, remark: str, version: int | None = None) -> Issue:
    """The sub-district gives its opinion and hands the issue back."""
    words = {"remark": remark, "remark_is_public": True, "data": clock_fact("handed_back")}
    return _step("hand_back", actor, issue, version, **words)


def issue_escalate_district(*, actor, issue, remark: str, version: int | None = None) -> Issue:
    """Beyond the sub-district: to the district, with the reason. The deadline stays as it is."""
    return _step("escalate_district", actor, issue, version, remark=remark, remark_is_public=True)


def issue_hand_down(*, actor, issue, remark: str, version: int | None = None) -> Issue:
    """The district gives its opinion and hands the issue down to the sub-district; same clock."""
    return _step("hand_down", actor, issue, version, remark=remark, remark_is_public=True)


def issue_settle_escalated(*, actor, issue, remark: str, version: int | None = None) -> Issue:
    """The sub-district has settled it: the resident is asked."""
    return _settled("settle_escalated", actor, issue, remark, version)


def issue_settle_district(*, actor, issue, remark: str, version: int | None = None) -> Issue:
    """The district has settled it: the resident is asked."""
    return _settled("settle_district", actor, issue, remark, version)


def _settled(name, actor, issue, remark, version) -> Issue:
    return _step(
        name,
        actor,
        issue,
        version,
        remark=remark,
        remark_is_public=True,
        changes={"settled_at": clock.now(), **clock_resumed(issue)},
        data=facts_of_settlement(issue),
    )


def issue_withdraw(*, actor, issue, remark: str = "", version: int | None = None) -> Issue:
    """The reporter takes the issue back; what rests on it alone can end."""
    return _step(
        "withdraw",
        actor,
        issue,
        version,
        remark=remark,
        changes={"closed_at": clock.now(), "clock_paused_at": None},
        event=lambda subject: IssueWithdrawn(issue_id=subject.pk, actor_id=actor.pk),
    )


@transaction.atomic
def issue_merge(*, actor, issue, target, version: int | None = None) -> Issue:
    """Join ``issue`` to ``target``, which goes on for both: followers and supporters move along,
    the reporter counts as a supporter; photos stay with the issue they were sent with."""
    target = _merge_target(actor, issue, target)
    with response_facts(issue) as facts:
        step = transition_apply(
            issue,
            "merge",
            actor=actor,
            version=version,
            changes={"merged_into": target, "closed_at": clock.now(), "clock_paused_at": None},
            data={"category": issue.category_id, "into": target.pk} | facts,
        )
    moved = _followers_move(step.subject, target)
    record_append(
        subject=target,
        verb="merged_in",
        actor=actor,
        post=access_of(actor).post_for("resident_affairs.triage_issue", target),
        data={"issue": issue.pk, "supporters": moved},
    )
    return step.subject


def _merge_target(actor, issue, target) -> Issue:
    """The locked issue to join, or why it cannot be joined."""
    both = Issue.objects.filter(pk__in=[issue.pk, getattr(target, "pk", None)]).order_by("pk")
    rows = {row.pk: row for row in both.select_for_update(of=("self",), no_key=True)}
    target = rows.get(getattr(target, "pk", None))
    if target is None or target.community_id != issue.community_id:
        raise RuleViolated(_("只能并入本社区的另一件事。"), field="target", code="foreign")
    if not access_of(actor).can("resident_affairs.view_issue", target):
        raise NotFound()
    if target.pk == issue.pk:
        raise RuleViolated(_("不能并入它自己。"), field="target", code="self")
    if not target.is_open:
        raise RuleViolated(_("那件事已经结束，不能再并入。"), field="target", code="closed")
    if target.visibility == "staff" and target.reporter_id != issue.reporter_id:
        raise RuleViolated(
            _("那件事只给办理人员看，并入后反映人就看不到了。"), field="target", code="hidden"
        )
    return target


def _followers_move(issue, target) -> int:
    """Everybody who followed ``issue`` follows ``target``; returns how many support it now."""
    supporters = {row.user_id: row.is_supporter for row in issue.followers.all()}
    if issue.reporter_id:
        supporters[issue.reporter_id] = True
    supporters.pop(target.reporter_id, None)
    there = {row.user_id: row for row in target.followers.filter(user_id__in=supporters)}
    Follower.objects.bulk_create(
        Follower(issue=target, user_id=user_id, is_supporter=is_supporter)
        for user_id, is_supporter in supporters.items()
        if user_id not in there
    )
    raised = [row.pk for row in there.values() if supporters[row.user_id] and not row.is_supporter]
    Follower.objects.filter(pk__in=raised).update(is_supporter=True)
    count = target.followers.filter(is_supporter=True).count()
    Issue.objects.filter(pk=target.pk).update(support_count=count)
    return count
