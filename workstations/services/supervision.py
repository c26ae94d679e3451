"""Supervision orders (督办): an official urges what is overdue; the community answers in words."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.selectors.calendar import deadline_after
from portal.services.records import record_append
from workstations.models import SupervisionOrder

URGE, ANSWER = "workstations.urge", "workstations.answer_order"
ANSWER_WORKING_DAYS = 2
RELATED = ["community", "subdistrict", "district", "issue", "task", "rectification"]


@transaction.atomic
def order_urge(*, actor, words: str, issue=None, task=None) -> SupervisionOrder:
    """Urge one overdue issue or task of one's own sub-district or district. It changes nothing of
    the affair itself. One open order at a time for one thing."""
    urged = issue or task
    access = access_of(actor)
    access.require(URGE, urged)
    if not words.strip():
        raise RuleViolated(_("请写明督办意见。"), field="words", code="required")
    if not is_urgeable(urged):
        raise TransitionRefused(_("没有超期的事不能督办。"), code="not_overdue")
    order = SupervisionOrder(
        community_id=urged.community_id,
        subdistrict_id=urged.subdistrict_id,
        district_id=urged.district_id,
        issue=issue,
        task=task,
        urged_by=actor,
        words=words,
        answer_due_at=deadline_after(clock.now(), ANSWER_WORKING_DAYS, "wd"),
    )
    order.clean_fields(exclude=RELATED)
    try:
        with transaction.atomic():
            order.save(force_insert=True)
    except IntegrityError as error:
        words = _("这件事已经在督办，正等社区答复。")
        raise TransitionRefused(words, code="already_urged") from error
    _recorded(actor, order, URGE, "urge", "urged", order.words)
    return order


def is_urgeable(urged) -> bool:
    """Whether it is still to be done and its clock, which is not paused, has run out."""
    return urged is not None and urged.is_overdue


@transaction.atomic
def order_answer(*, actor, order_id: int, words: str) -> SupervisionOrder:
    """The head of the station or the committee's chair says what is being done."""
    order = SupervisionOrder.objects.select_for_update(of=("self",)).filter(pk=order_id).first()
    access = access_of(actor)
    if order is None or not access.can("workstations.view_order", order):
        raise NotFound()
    access.require(ANSWER, order)
    if order.is_answered:
        raise TransitionRefused(_("这件督办已经答复过了。"), code="answered")
    if not words.strip():
        raise RuleViolated(_("请写明正在怎么办、何时办好。"), field="answer", code="required")
    in_time = clock.now() <= order.answer_due_at
    order.answer, order.answered_by, order.answered_at = words, actor, clock.now()
    order.in_place_of_id = access.post_for(ANSWER, order).in_place_of
    order.clean_fields(exclude=[*RELATED, "in_place_of"])
    order.save(update_fields=["answer", "answered_by", "answered_at", "in_place_of"])
    _recorded(actor, order, ANSWER, "answer", "urge_answered", words, on_time=in_time)
    return order


def _recorded(actor, order, permission, verb, verb_below, words, **facts) -> None:
    """One row about the order with the words, one about what was urged without them."""
    post = access_of(actor).post_for(permission, order)
    kind = "rectification" if order.rectification_id else "issue" if order.issue_id else "task"
    record_append(
        subject=order,
        verb=verb,
        actor=actor,
        post=post,
        remark=words,
        data={"source": kind, "urged": order.urged.pk, **facts},
        is_public=False,
    )
    if order.rectification_id:
        return  # the case behind it has a way of its own, which not everybody may read
    record_append(
        subject=order.urged, verb=verb_below, actor=actor, post=post, data={"order": order.pk}
    )
