"""One called department: its arrival is seen, what it did is written down, it is scored once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.transitions import subject_lock, transition_apply
from workstations.models import Whistle, WhistleCall
from workstations.policies.units import unit_ids_of
from workstations.services.departments import affair_tell, text_checked
from workstations.workflows import WhistleStatus
from workstations.workflows.whistles import ANSWER, ARRIVE, BLOW

VIEW = "workstations.view_whistle"


def _locked(call_id: int, actor, *permissions: str) -> tuple[WhistleCall, Whistle, list]:
    """The call, its locked whistle and all calls of it; NotFound where the actor holds none of
    the ``permissions`` and may not even read it."""
    rows = WhistleCall.objects.select_related("whistle", "unit")
    call = rows.filter(pk=call_id).first()
    if call is None:
        raise NotFound()
    access = access_of(actor)
    if not any(access.can(name, call.whistle) for name in (VIEW, *permissions)):
        raise NotFound()
    whistle = subject_lock(call.whistle)
    calls = list(WhistleCall.objects.filter(whistle=whistle).select_related("unit"))
    for row in calls:
        row.whistle = whistle
    return next(row for row in calls if row.pk == call_id), whistle, calls


def _not_ones_own(actor, call) -> None:
    """I4: nobody attests or scores the department they act for."""
    if call.unit_id in unit_ids_of(access_of(actor)):
        raise TransitionRefused(_("不能登记或评价自己的部门。"), code="own")


@transaction.atomic
def call_arrive(*, actor, call_id: int, arrived_at: datetime | None = None) -> WhistleCall:
    """Somebody on the spot saw the department arrive (``arrived_at``, default now): once.
    RuleViolated on ``arrived_at``; TransitionRefused when it is written down already."""
    call, whistle, calls = _locked(call_id, actor, ARRIVE)
    access_of(actor).require(ARRIVE, whistle)
    _not_ones_own(actor, call)
    if call.has_come:
        raise TransitionRefused(_("这个部门的到场已经登记。"), code="twice")
    moment = arrived_at or clock.now()
    if not whistle.created_at <= moment <= clock.now():
        words = _("到场时间要在吹哨之后、现在之前。")
        raise RuleViolated(words, field="arrived_at", code="moment")
    call.arrived_at, call.arrived_by = moment, actor
    here = sum(row.has_come for row in calls)
    name = "arrive_all" if here == len(calls) else "arrive_some"
    if whistle.status == WhistleStatus.WORKING:
        name = "arrive_late"
    facts = {"arrived": here, "calls": len(calls)}
    data = {"unit": call.unit_id, "late": not call.is_in_time, **facts}
    if here == len(calls):
        data |= clock_fact("stopped")
    whistle = transition_apply(whistle, name, actor=actor, data=data).subject
    call.save(update_fields=["arrived_at", "arrived_by"])
    post = access_of(actor).post_for(ARRIVE, whistle)
    affair_tell(whistle, "whistle_arrived", actor=actor, post=post, **facts)
    return call


@transaction.atomic
def call_report(*, actor, call_id: int, text: str) -> WhistleCall:
    """What the department did, by itself or taken down by the sub-district, until the end; the
    first one opens the work. RuleViolated on ``text``; NotFound for another department's call."""
    call, whistle, _calls = _locked(call_id, actor, ANSWER)
    access = access_of(actor)
    is_own = access.can(ANSWER, whistle) and call.unit_id in unit_ids_of(access)
    if not is_own:
        if not access.can(VIEW, whistle):
            raise NotFound()
        access.require(BLOW, whistle)
    text = text_checked("text", text)
    step = "report" if is_own else "note_report"
    if whistle.workflow[step].allows_from(whistle.status) and not call.has_come:
        raise TransitionRefused(_("先登记到场，再写办了什么。"), code="absent")
    was = whistle.status
    words = {"remark": text, "data": {"unit": call.unit_id}}
    whistle = transition_apply(whistle, step, actor=actor, **words).subject
    call.report, call.reported_by, call.reported_at = text, actor, clock.now()
    call.save(update_fields=["report", "reported_by", "reported_at"])
    if was != whistle.status:
        post = access.post_for(ANSWER if is_own else BLOW, whistle)
        affair_tell(whistle, "whistle_working", actor=actor, post=post)
    return call


@transaction.atomic
def call_score(*, actor, call_id: int, score: int, words: str) -> WhistleCall:
    """One to five with words, by the sub-district, once. RuleViolated on ``score`` or ``words``;
    TransitionRefused for a second score."""
    call, whistle, calls = _locked(call_id, actor, BLOW)
    access_of(actor).require(BLOW, whistle)
    _not_ones_own(actor, call)
    if call.score is not None:
        raise TransitionRefused(_("这个部门已经评过分，不能再改。"), code="twice")
    if not 1 <= score <= 5:
        raise RuleViolated(_("请评 1 到 5 分。"), field="score", code="score")
    words = text_checked("words", words)
    if len(words) > 300:
        raise RuleViolated(_("太长了，请写短一些。"), field="words", code="long")
    call.score, call.score_words = score, words
    call.scored_by, call.scored_at = actor, clock.now()
    name = "score_all" if all(row.score is not None for row in calls) else "score_one"
    data = {"unit": call.unit_id, "score": score}
    transition_apply(whistle, name, actor=actor, remark=words, data=data)
    call.save(update_fields=["score", "score_words", "scored_by", "scored_at"])
    return call
