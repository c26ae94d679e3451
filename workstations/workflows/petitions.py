"""How a petition goes (信访工作条例 2022): each step with its clock, in days or in working days."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, states, steps_like
from workstations.guards import petitions as guards


class PetitionStatus(TextChoices):
    """Where a petition is."""

    REGISTERED = "registered", _("已登记，待转送或受理")
    TRANSFERRED = "transferred", _("已转送，待受理")
    ACKNOWLEDGED = "acknowledged", _("已受理，办理中")
    ANSWERED = "answered", _("已答复，可以申请复查")
    REVIEW = "review", _("复查中")
    REVIEWED = "reviewed", _("已复查，可以申请复核")
    RE_REVIEW = "re_review", _("复核中")
    RE_REVIEWED = "re_reviewed", _("已复核")
    ENDED = "ended", _("已办结")
    HANDED = "handed", _("已转监督办理")
    REFUSED = "refused", _("不予受理")
    WITHDRAWN = "withdrawn", _("已撤回")


S = PetitionStatus
HANDLE = "workstations.handle_petition"
ANSWER = "workstations.answer_petition"
REVIEW = "workstations.review_petition"
EXTEND = "workstations.extend_petition"
PETITION_OWN = "workstations.own_petition"
OPEN_PETITIONS = frozenset({S.REGISTERED, S.TRANSFERRED, S.ACKNOWLEDGED, S.REVIEW, S.RE_REVIEW})
OVER_PETITIONS = frozenset({S.ENDED, S.HANDED, S.REFUSED, S.WITHDRAWN})


_step = steps_like(hand="calm", style="primary", public=False)

_TAKING = (
    _step(
        "transfer",
        _("转送"),
        states(S.REGISTERED),
        S.TRANSFERRED,
        HANDLE,
        _("转送给街道办事处办理"),
        form="transfer",
    ),
    _step(
        "refuse",
        _("不予受理"),
        states(S.REGISTERED),
        S.REFUSED,
        HANDLE,
        _("不予受理，已告知去处"),
        form="refuse",
        style="danger",
    ),
    _step(
        "hand_over",
        _("转监督办理"),
        states(S.REGISTERED),
        S.HANDED,
        HANDLE,
        _("属于检举，转监督案件办理"),
        form="hand_over",
        style="secondary",
    ),
    _step(
        "dispute",
        _("提出管辖异议"),
        states(S.TRANSFERRED),
        S.REGISTERED,
        ANSWER,
        _("承办单位认为不归它管，退回重新确定"),
        guards.competence_may_be_disputed,
        reason="required",
        style="secondary",
    ),
    _step(
        "acknowledge",
        _("受理并告知"),
        states(S.TRANSFERRED),
        S.ACKNOWLEDGED,
        ANSWER,
        _("已受理，六十日内答复"),
    ),
)
_ANSWERING = (
    _step(
        "ask_extension",
        _("申请延期三十日"),
        states(S.ACKNOWLEDGED),
        None,
        ANSWER,
        _("承办单位申请延期"),
        guards.not_extended_yet,
        reason="required",
        style="secondary",
    ),
    _step(
        "grant_extension",
        _("同意延期"),
        states(S.ACKNOWLEDGED),
        None,
        EXTEND,
        _("同意延长三十日"),
        guards.extension_waits,
        guards.decider_is_another,
    ),
    _step(
        "deny_extension",
        _("不同意延期"),
        states(S.ACKNOWLEDGED),
        None,
        EXTEND,
        _("没有同意延期"),
        guards.extension_waits,
        guards.decider_is_another,
        reason="required",
        style="secondary",
    ),
    _step(
        "answer",
        _("书面答复"),
        states(S.ACKNOWLEDGED),
        S.ANSWERED,
        ANSWER,
        _("已书面答复；三十日内可以申请复查"),
        guards.no_extension_waits,
        form="answer",
    ),
)
_LOOKING_AGAIN = (
    _step(
        "ask_review",
        _("申请复查"),
        states(S.ANSWERED),
        S.REVIEW,
        PETITION_OWN,
        _("信访人申请复查"),
        guards.may_still_ask,
        hand="residents",
        reason="required",
        style="secondary",
    ),
    _step(
        "review",
        _("写复查意见"),
        states(S.REVIEW),
        S.REVIEWED,
        REVIEW,
        _("已复查；三十日内可以申请复核"),
        guards.reviewer_is_another,
        form="review",
    ),
    _step(
        "ask_re_review",
        _("申请复核"),
        states(S.REVIEWED),
        S.RE_REVIEW,
        PETITION_OWN,
        _("信访人申请复核"),
        guards.may_still_ask,
        hand="residents",
        reason="required",
        style="secondary",
    ),
    _step(
        "re_review",
        _("登记复核意见"),
        states(S.RE_REVIEW),
        S.RE_REVIEWED,
        HANDLE,
        _("已复核，这是最后的意见"),
        guards.reviewer_is_another,
        form="re_review",
    ),
    _step(
        "end",
        _("办结"),
        states(S.ANSWERED, S.REVIEWED, S.RE_REVIEWED),
        S.ENDED,
        HANDLE,
        _("已办结"),
        guards.time_to_ask_is_over,
    ),
    _step(
        "withdraw",
        _("撤回"),
        states(S.REGISTERED, S.TRANSFERRED, S.ACKNOWLEDGED),
        S.WITHDRAWN,
        PETITION_OWN,
        _("信访人撤回了"),
        hand="residents",
        reason="required",
        style="secondary",
    ),
)
PETITION = Workflow(
    "petition", PetitionStatus, S.REGISTERED, (*_TAKING, *_ANSWERING, *_LOOKING_AGAIN)
)
