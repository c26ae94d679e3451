"""Entrusted affairs from the application to the exit (§43): no ground, no fee, no task."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import Division, Duty, DutyList
from portal.selectors.calendar import DAY_ENDS, deadline_after
from portal.services.transitions import (
    state_check,
    subject_create,
    subject_lock,
    transition_apply,
)
from workstations.models import EntrustedAffair, Task, Unit, Workstation
from workstations.workflows import EntrustStatus
from workstations.workflows.entrusted import APPLY, QUOTE

REVIEW_DAYS = 15  # working days (Xicheng 2018, DOMAIN d)
MOST_FEN = 10**12


@dataclass(frozen=True, kw_only=True)
class EntrustDraft:
    """What a unit asks for. ``fee_fen`` whole fen; ``to_committee`` whether it wants to hand it to
    the committee itself, which nobody may (S21, S24)."""

    title: str
    legal_basis: str
    volume: str
    powers: str
    starts_on: date
    ends_on: date
    fee_fen: int
    duty: Duty | None = None
    to_committee: bool = False


def _check(draft: EntrustDraft) -> None:
    for name in ("title", "legal_basis", "volume", "powers"):
        if not getattr(draft, name).strip():
            raise RuleViolated(_("请填写。"), field=name, code="required")
    if draft.starts_on < clock.today():
        raise RuleViolated(_("不能从过去的日子开始。"), field="starts_on", code="past")
    if draft.ends_on < draft.starts_on:
        raise RuleViolated(_("止日不能早于始日。"), field="ends_on", code="order")
    if not 0 < draft.fee_fen <= MOST_FEN:
        words = _("请写明拟付的费用：没有经费的事项不能委托（费随事转）。")
        raise RuleViolated(words, field="fee_fen", code="fee")


def entrusted_apply(
    *, actor, unit: Unit, community: Division, draft: EntrustDraft, submit_key
) -> EntrustedAffair:
    """Apply. What stands on the negative list, or is meant for the committee itself, is refused by
    the list at once, and counted. The same ``submit_key`` is the same application. RuleViolated."""
    known = EntrustedAffair.objects.filter(submit_key=submit_key, applied_by=actor).first()
    if known:
        return known
    if community.parent.parent_id != unit.district_id:
        raise NotFound()
    affair = _drafted(actor, unit, community, draft, submit_key)
    access = access_of(actor)
    access.require(APPLY, affair)
    _check(draft)
    try:
        with transaction.atomic():
            data = {"unit": unit.pk, "fee_fen": draft.fee_fen}
            data |= clock_fact("started", after=affair.review_due_at)
            post = access.post_for(APPLY, affair)
            subject_create(affair, actor=actor, post=post, verb="apply", data=data)
            return _refused_by_list(affair, draft)
    except IntegrityError:
        known = EntrustedAffair.objects.filter(submit_key=submit_key, applied_by=actor).first()
        if known is None:
            raise
        return known


def _drafted(actor, unit, community, draft, submit_key) -> EntrustedAffair:
    words = {name: getattr(draft, name).strip() for name in ("title", "legal_basis")}
    words |= {name: getattr(draft, name).strip() for name in ("volume", "powers")}
    due = timezone.localtime(deadline_after(clock.now(), REVIEW_DAYS, "wd")).date()
    return EntrustedAffair(
        community=community,
        subdistrict_id=community.parent_id,
        district_id=community.parent.parent_id,
        unit=unit,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        fee_fen=draft.fee_fen,
        duty=draft.duty,
        review_due_on=due,
        applied_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
        **words,
    )


def _refused_by_list(affair: EntrustedAffair, draft: EntrustDraft) -> EntrustedAffair:
    listed = draft.duty is not None and draft.duty.list_kind in {
        DutyList.NEGATIVE,
        DutyList.CERTIFICATE,
    }
    if not listed and not draft.to_committee:
        return affair
    words = _("委托事项只能交给社工站，不能交给居委会。")
    if listed:
        words = _("在清单上：%(entry)s（%(basis)s）。")
        words %= {"entry": str(draft.duty), "basis": draft.duty.basis}
    given = {"remark": words, "remark_is_public": True}
    data = {"duty": draft.duty.pk if listed else None} | clock_fact("stopped")
    return transition_apply(affair, "refuse_by_list", data=data, **given).subject


def entrusted_step(
    *, actor, affair: EntrustedAffair, name: str, remark: str = "", version=None
) -> EntrustedAffair:
    """A step without a form of its own: admit, refuse, withdraw, ask_requote, deliver, send_back,
    accept, terminate, exit. NotFound for any other."""
    if name not in PLAIN:
        raise NotFound()
    words = {"remark": remark, "remark_is_public": True} if remark else {}
    if affair.clock_reading is not None:
        in_time = clock.now() <= affair.review_due_at
        words["data"] = {"on_time": in_time} | clock_fact("stopped")
    return transition_apply(affair, name, actor=actor, version=version, **words).subject


PLAIN = {
    *("admit", "refuse", "withdraw", "ask_requote", "deliver", "send_back", "accept"),
    *("terminate", "exit"),
}


def opinion_give(*, actor, affair: EntrustedAffair, opinion: str, version=None) -> EntrustedAffair:
    """What the committee thinks of it; kept, no veto. RuleViolated on ``opinion``."""
    if not opinion.strip():
        raise RuleViolated(_("请填写。"), field="opinion", code="required")
    changes = {"opinion": opinion.strip()}
    words = {"changes": changes, "version": version}
    return transition_apply(affair, "give_opinion", actor=actor, **words).subject


def quote_give(
    *, actor, affair: EntrustedAffair, hours: int, fen: int, version=None
) -> EntrustedAffair:
    """Hours and cost by the station. RuleViolated on ``hours`` or ``fen``."""
    if not 0 < hours <= 100_000:
        raise RuleViolated(_("请填写工时。"), field="hours", code="hours")
    if not 0 < fen <= MOST_FEN:
        raise RuleViolated(_("请填写费用。"), field="fen", code="fen")
    changes = {"quote_hours": hours, "quote_fen": fen}
    data = {"hours": hours, "fen": fen}
    words = {"changes": changes, "data": data, "version": version}
    return transition_apply(affair, "quote", actor=actor, **words).subject


def agreement_text(affair: EntrustedAffair) -> str:
    """What both sides sign: rights and duties, labour and pay, side by side (S22)."""
    parts = {
        "reference": affair.reference,
        "unit": affair.unit.name,
        "place": affair.community.short_name,
        "title": affair.title,
        "basis": affair.legal_basis,
        "volume": affair.volume,
        "powers": affair.powers,
        "first": affair.starts_on.isoformat(),
        "last": affair.ends_on.isoformat(),
        "hours": affair.quote_hours,
        "yuan": f"{affair.quote_fen // 100:,}.{affair.quote_fen % 100:02d}",
    }
    # In Chinese whatever the reader's language: it is a contract, and its hash must not depend on
    # who looks at it.
    return (
        "委托事项协议 {reference}\n"
        "一、{unit}把“{title}”委托给{place}社工站办理。依据：{basis}。\n"
        "二、工作量：{volume}。期限：{first} 至 {last}。\n"
        "三、一并移交的权限：{powers}。\n"
        "四、费用 {yuan} 元，工时 {hours} 小时；费用到账或收到保函以前，社工站不开工。\n"
        "五、委托单位验收；余款在结算时退回；账目公开。\n"
    ).format(**parts)


@transaction.atomic
def agreement_sign(
    *, actor, affair: EntrustedAffair, name: str = "", version=None
) -> EntrustedAffair:
    """Sign for the unit, which fixes the text, or then for the sub-district, which makes it stand.
    ``name`` says which of the two is meant (sign_unit, sign_street); "" = whose turn it is.
    TransitionRefused when it is not their turn, or when both would be the same person."""
    affair = subject_lock(affair)
    if name:
        state_check(affair, name)
    if affair.status == EntrustStatus.QUOTED:
        text = agreement_text(affair)
        changes = {"agreement": text, "signed_by_unit": actor}
        changes["agreement_hash"] = hashlib.sha256(text.encode()).hexdigest()
        data = {"hash": changes["agreement_hash"]}
        words = {"changes": changes, "data": data, "version": version}
        return transition_apply(affair, "sign_unit", actor=actor, **words).subject
    if affair.signed_by_unit_id == actor.pk:
        raise TransitionRefused(_("要由双方各一人签字。"), code="same")
    changes = {"signed_by_street": actor, "signed_at": clock.now()}
    data = {"hash": affair.agreement_hash, "fen": affair.quote_fen}
    data["signed"] = clock.today().isoformat()
    words = {"changes": changes, "data": data, "version": version}
    return transition_apply(affair, "sign_street", actor=actor, **words).subject


def agreement_intact(affair: EntrustedAffair) -> bool:
    """Whether the signed text is still the one whose hash was signed."""
    return hashlib.sha256(affair.agreement.encode()).hexdigest() == affair.agreement_hash


@transaction.atomic
def entrusted_task_open(
    *, actor, affair: EntrustedAffair, title: str, due_on: date, evidence_wanted: str, submit_key
) -> Task:
    """One task of it, once its fee is in: the first one starts the affair. RuleViolated on
    ``title``, ``due_on`` or ``evidence_wanted``; TransitionRefused before the fee (§43)."""
    affair = subject_lock(affair)
    access = access_of(actor)
    access.require(QUOTE, affair)
    known = affair.tasks.filter(title=title.strip(), due_at__date=due_on).first()
    if known:
        return known
    if affair.status == EntrustStatus.FUNDED:
        affair = transition_apply(affair, "start", actor=actor).subject
    if affair.status != EntrustStatus.RUNNING:
        raise TransitionRefused(_("费用到账以后才能开工（费随事转）。"), code="state")
    for field, value in (("title", title), ("evidence_wanted", evidence_wanted)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=field, code="required")
    if not clock.today() <= due_on <= affair.ends_on:
        words = _("要在今天到 %(last)s 之间。") % {"last": affair.ends_on.isoformat()}
        raise RuleViolated(words, field="due_on", code="due")
    task = Task(
        community_id=affair.community_id,
        subdistrict_id=affair.subdistrict_id,
        district_id=affair.district_id,
        station=Workstation.objects.get(community=affair.community_id),
        entrusted=affair,
        duty=affair.duty,
        title=title.strip(),
        due_at=timezone.make_aware(datetime.combine(due_on, DAY_ENDS)),
        evidence_wanted=evidence_wanted.strip(),
        created_at=clock.now(),
    )
    post = access.post_for(QUOTE, affair)
    data = {"source": "entrusted", "affair": affair.pk} | clock_fact("started", after=task.due_at)
    subject_create(task, actor=actor, post=post, verb="open", data=data)
    return task
