"""Asking the sub-district to whistle, and its no; its yes is the whistle itself."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append
from resident_affairs.models import Issue
from workstations.models import Task, WhistleRequest
from workstations.services.departments import chain_of, text_checked
from workstations.services.whistles import kind_checked, source_checked
from workstations.workflows.whistles import BLOW

ASK = "workstations.ask_whistle"


def whistle_ask(
    *, actor, source: Issue | Task, kind: str, words: str, submit_key
) -> WhistleRequest:
    """Ask for one. The same ``submit_key`` is the same request. RuleViolated on ``kind`` or
    ``words``; TransitionRefused when one waits already."""
    known = WhistleRequest.objects.filter(submit_key=submit_key, asked_by=actor).first()
    if known:
        return known
    if source is None:
        raise NotFound()
    access = access_of(actor)
    access.require(ASK, source)
    source_checked(source)
    kind_checked(kind)
    words = text_checked("words", words)
    if len(words) > 300:
        raise RuleViolated(_("太长了，请写短一些。"), field="words", code="long")
    is_issue = isinstance(source, Issue)
    post = access.post_for(ASK, source)
    request = WhistleRequest(
        **chain_of(source),
        issue=source if is_issue else None,
        task=None if is_issue else source,
        kind=kind,
        words=words,
        asked_by=actor,
        in_place_of_id=post.in_place_of,
        submit_key=submit_key,
    )
    try:
        with transaction.atomic():
            request.save(force_insert=True)
            given = {"remark": words, "data": {"kind": kind}, "is_public": False}
            record_append(subject=request, verb="ask", actor=actor, post=post, **given)
            return request
    except IntegrityError as error:
        known = WhistleRequest.objects.filter(submit_key=submit_key, asked_by=actor).first()
        if known is None:
            raise TransitionRefused(_("已经请过，正等街道决定。"), code="already") from error
        return known


@transaction.atomic
def whistle_ask_refuse(*, actor, request_id: int, reason: str) -> WhistleRequest:
    """The sub-district does not whistle, and says why. RuleViolated on ``reason``; NotFound."""
    rows = WhistleRequest.objects.select_for_update(of=("self",))
    request = rows.filter(pk=request_id).first()
    access = access_of(actor)
    if request is None or not access.can("workstations.view_whistle", request):
        raise NotFound()
    access.require(BLOW, request)
    if not request.is_waiting:
        raise TransitionRefused(_("这个请求已经有了结果。"), code="decided")
    reason = text_checked("reason", reason)[:300]
    request.refused_by, request.refused_reason = actor, reason
    request.decided_at = clock.now()
    request.save(update_fields=["refused_by", "refused_reason", "decided_at"])
    post = access.post_for(BLOW, request)
    given = {"remark": reason, "is_public": False}
    record_append(subject=request, verb="refuse", actor=actor, post=post, **given)
    return request
