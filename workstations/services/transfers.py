"""A year's transfers from the formula to the sub-district (S52): inputs shown, sums to the fen."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import Division, DivisionProfile, Level
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock, transition_apply
from workstations.models import TransferPlan, TransferShare
from workstations.services.entrusted import MOST_FEN
from workstations.transfer_formula import inputs_missing, shares_compute, weights_objection
from workstations.workflows.transfers import MAKE, TransferStatus

WEIGHTS_WRONG = {
    "unknown": gettext_lazy("权重只能给这几项。"),
    "negative": gettext_lazy("权重不能小于零。"),
    "sum": gettext_lazy("各项权重合计要等于 100。"),
}


@dataclass(frozen=True, kw_only=True)
class PlanDraft:
    """What the district sets for a year. ``weights``: {part: hundredths}, sum 100."""

    year: int
    pool_fen: int
    source: str
    weights: dict[str, int]
    inputs_as_of: date


def _check(draft: PlanDraft) -> None:
    if not clock.today().year - 1 <= draft.year <= clock.today().year + 1:
        raise RuleViolated(_("请填写今年或明年。"), field="year", code="year")
    if not 0 < draft.pool_fen <= MOST_FEN:
        raise RuleViolated(_("请填写金额。"), field="pool_fen", code="fen")
    if not draft.source.strip():
        raise RuleViolated(_("请写明资金从哪里来。"), field="source", code="required")
    if draft.inputs_as_of > clock.today():
        raise RuleViolated(_("不能是将来的日子。"), field="inputs_as_of", code="future")
    objection = weights_objection(draft.weights)
    if objection:
        raise RuleViolated(WEIGHTS_WRONG[objection], field="equal", code=objection)


@transaction.atomic
def plan_make(*, actor, district: Division, draft: PlanDraft, submit_key) -> TransferPlan:
    """Begin the year's plan and compute it. The same ``submit_key`` is the same plan. Refused;
    RuleViolated, also when the year has its plan already."""
    known = TransferPlan.objects.filter(submit_key=submit_key, made_by=actor).first()
    if known:
        return known
    plan = TransferPlan(
        district=district,
        year=draft.year,
        pool_fen=draft.pool_fen,
        source=draft.source.strip(),
        weights=draft.weights,
        inputs_as_of=draft.inputs_as_of,
        made_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(MAKE, plan)
    _check(draft)
    data = {"year": draft.year, "pool_fen": draft.pool_fen, "weights": draft.weights}
    try:
        with transaction.atomic():
            words = {"post": access.post_for(MAKE, plan), "verb": "make", "data": data}
            subject_create(plan, actor=actor, is_public=False, **words)
    except IntegrityError as error:
        raise RuleViolated(_("这一年已经有方案。"), field="year", code="twice") from error
    _compute(plan)
    return plan


@transaction.atomic
def plan_compute(*, actor, plan: TransferPlan, draft: PlanDraft) -> TransferPlan:
    """Compute it anew, while it is being drafted, with other money, weights or inputs; changes by
    hand are gone. The year stays. RuleViolated; TransitionRefused later."""
    plan = _drafting(actor, plan)
    _check(draft)
    plan.pool_fen, plan.source = draft.pool_fen, draft.source.strip()
    plan.weights, plan.inputs_as_of = draft.weights, draft.inputs_as_of
    plan.version += 1
    plan.save(update_fields=["pool_fen", "source", "weights", "inputs_as_of", "version"])
    plan.shares.all().delete()
    _compute(plan)
    _recorded(actor, plan, "compute", {"pool_fen": plan.pool_fen, "weights": plan.weights})
    return plan


def _drafting(actor, plan: TransferPlan) -> TransferPlan:
    plan = subject_lock(plan)
    access_of(actor).require(MAKE, plan)
    if plan.status != TransferStatus.DRAFTED:
        raise TransitionRefused(_("提出以后不能再改，先请退回。"), code="state")
    return plan


def _recorded(actor, plan: TransferPlan, verb: str, data: dict) -> None:
    post = access_of(actor).post_for(MAKE, plan)
    words = {"verb": verb, "data": data, "is_public": False}
    record_append(subject=plan, actor=actor, post=post, **words)


def _compute(plan: TransferPlan) -> None:
    """Lay the share of every open community, from its latest figures up to ``inputs_as_of``."""
    places = _places(plan)
    inputs = {place.pk: _inputs(place) for place in places}
    if not places:
        raise RuleViolated(_("区里还没有社区。"), field="year", code="empty")
    gaps = inputs_missing(plan.weights, inputs)
    if gaps:
        names = "、".join(place.short_name for place in places if place.pk in gaps)
        words = _("这些社区缺少计算要用的数据，先补上或把那一项的权重改为 0：%(names)s")
        raise RuleViolated(words % {"names": names[:200]}, field="inputs_as_of", code="inputs")
    try:
        found = shares_compute(plan.pool_fen, plan.weights, inputs)
    except ValueError as error:
        words = _("有一项数据处处为零，不能按它分配。")
        raise RuleViolated(words, field="inputs_as_of", code="nought") from error
    TransferShare.objects.bulk_create(
        TransferShare(
            plan=plan,
            community=place,
            subdistrict_id=place.parent_id,
            district_id=plan.district_id,
            status=TransferShare.workflow.initial,
            population=place.population,
            households=place.households,
            area_km2=place.area,
            computed_fen=found[place.pk].fen,
            fen=found[place.pk].fen,
        )
        for place in places
    )


def _places(plan: TransferPlan) -> list[Division]:
    """The open communities of the district with their figures; one statement."""
    rows = Division.objects.open_on().at_level(Level.COMMUNITY)
    latest = DivisionProfile.objects.filter(division=OuterRef("pk"), as_of__lte=plan.inputs_as_of)

    def newest(name: str):
        known = latest.filter(**{f"{name}__isnull": False})
        return Subquery(known.order_by("-as_of").values(name)[:1])

    rows = rows.filter(parent__parent=plan.district_id).annotate(
        population=newest("population"),
        households=newest("households"),
        area=newest("area_km2"),
    )
    return list(rows.order_by("pk"))


def _inputs(place) -> dict:
    return {
        "population": place.population,
        "households": place.households,
        "area": place.area,
    }


@transaction.atomic
def share_adjust(*, actor, share: TransferShare, fen: int, reason: str) -> TransferShare:
    """Give one community another sum than the formula, with the reason, while the plan is being
    drafted. RuleViolated on ``fen`` or ``reason``; TransitionRefused later."""
    plan = _drafting(actor, share.plan)
    share = subject_lock(share)
    if not 0 <= fen <= plan.pool_fen:
        raise RuleViolated(_("请填写金额。"), field="fen", code="fen")
    if fen != share.computed_fen and not reason.strip():
        raise RuleViolated(_("和公式不同时请写明理由。"), field="reason", code="required")
    before, share.fen = share.fen, fen
    share.reason = reason.strip() if fen != share.computed_fen else ""
    share.save(update_fields=["fen", "reason"])
    data = {"community": share.community_id, "from": before, "to": fen}
    _recorded(actor, plan, "adjust", data)
    return share


def plan_step(*, actor, plan: TransferPlan, name: str, remark: str = "", version=None):
    """Propose, send back or approve the plan. NotFound for any other step."""
    if name not in {"propose", "send_back", "approve"}:
        raise NotFound()
    marks = {"propose": {"proposed_by": actor}, "approve": {"approved_by": actor}}
    words = {"remark": remark} if remark else {}
    changes = marks.get(name, {"proposed_by": None})
    words |= {"changes": changes, "version": version}
    if name == "approve":
        words["data"] = {"year": plan.year, "pool_fen": plan.pool_fen}
    return transition_apply(plan, name, actor=actor, **words).subject


@transaction.atomic
def plan_pay_down(*, actor, plan: TransferPlan, voucher: str, version=None) -> TransferPlan:
    """The money goes to the sub-districts, share by share. RuleViolated on ``voucher``."""
    if not voucher.strip():
        raise RuleViolated(_("请填写凭证号。"), field="voucher", code="required")
    words = {"changes": {"voucher": voucher.strip()}, "version": version}
    plan = transition_apply(plan, "pay_down", actor=actor, **words).subject
    for share in plan.shares.select_related("plan").order_by("pk"):
        transition_apply(share, "arrive", data={"fen": share.fen})
    return plan
