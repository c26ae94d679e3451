"""Guidance and orders to correct: said by the sub-district, answered by the committee, disputes
ruled by the district. Nothing here writes a committee's text or decision."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models.corrections import CorrectionOrder, GuidanceNote
from committees.models.covenants import CovenantVersion
from committees.models.resolutions import Resolution
from committees.selectors.corrections import articles_for
from committees.services.bodies import chain_of
from committees.workflows import ResolutionStatus
from committees.workflows.corrections import GIVE, ORDER
from committees.workflows.covenants import UNOBJECTED, CovenantStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.models import Division
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.transitions import subject_create, subject_lock, transition_apply


def _said(text: str, field: str) -> str:
    if not text.strip():
        raise RuleViolated(_("请填写这一项。"), field=field, code="required")
    return text.strip()


def guidance_give(*, actor, community: Division, title: str, text: str, submit_key) -> GuidanceNote:
    """Advise a committee, in public. It obliges nobody. The same key is the same note."""
    known = GuidanceNote.objects.filter(submit_key=submit_key, given_by=actor).first()
    if known:
        return known
    row = GuidanceNote(
        **chain_of(community), given_by=actor, submit_key=submit_key, created_at=clock.now()
    )
    access = access_of(actor)
    access.require(GIVE, row)
    row.title, row.text = _said(title, "title"), _said(text, "text")
    try:
        with transaction.atomic():
            subject_create(row, actor=actor, post=access.post_for(GIVE, row), verb="give")
    except IntegrityError:
        return GuidanceNote.objects.get(submit_key=submit_key, given_by=actor)
    return row


def guidance_answer(*, actor, guidance: GuidanceNote, answer: str, version=None) -> GuidanceNote:
    """The committee says what it makes of it, once."""
    changes = {"answer": _said(answer, "answer"), "answered_by": actor, "answered_at": clock.now()}
    return transition_apply(
        guidance, "answer", actor=actor, version=version, changes=changes
    ).subject


def _known(submit_key, actor) -> CorrectionOrder | None:
    return CorrectionOrder.objects.filter(submit_key=submit_key, given_by=actor).first()


def correction_order(
    *, actor, target, article: str, reason: str, submit_key, days: int | None = None
) -> CorrectionOrder:
    """Order the committee to correct ``target`` (a CovenantVersion or a Resolution): by an
    article that the law gives for it, with a reason and a period. The target is marked, and
    nothing of it changes. RuleViolated on ``article``, ``reason`` or ``days``."""
    known = _known(submit_key, actor)
    if known:
        return known
    access_of(actor).require(ORDER, target)
    try:
        with transaction.atomic():
            return _order(actor, target, article, reason, submit_key, days)
    except IntegrityError as error:
        known = _known(submit_key, actor)
        if known:
            return known
        words = _("对这份文本已有一份责令改正没有办结。")
        raise TransitionRefused(words, code="open") from error


def _order(actor, target, article, reason, submit_key, days) -> CorrectionOrder:
    target = subject_lock(target)
    rules, _hash = rules_frozen(rule_set_for(clock.today(), target.community), "correction")
    days = _days_check(rules, rules["days"] if days is None else days)
    _ground_check(rules, article, target)
    _state_check(target)
    order = CorrectionOrder(
        community_id=target.community_id,
        subdistrict_id=target.subdistrict_id,
        district_id=target.district_id,
        article=article,
        reason=_said(reason, "reason"),
        days=days,
        due_on=clock.today() + timedelta(days=days),
        given_by=actor,
        rules=rules,
        target_state=target.status,
        target_hash=target.text_hash,
        submit_key=submit_key,
        created_at=clock.now(),
        **{target.subject_type: target},
    )
    data = {"article": article, "days": days, target.subject_type: target.pk}
    post = access_of(actor).post_for(ORDER, target)
    subject_create(order, actor=actor, post=post, verb="order", data=data)
    transition_apply(target, "order_correction", actor=actor, data={"correction": order.pk})
    return order


def _days_check(rules: dict, days: int) -> int:
    least, most = rules["least_days"], rules["most_days"]
    if not least <= days <= most:
        words = _("期限要在 %(least)d 至 %(most)d 天之间。") % {"least": least, "most": most}
        raise RuleViolated(words, field="days", code="days")
    return days


def _ground_check(rules: dict, article: str, target) -> None:
    if article not in rules["articles"]:
        words = _("没有法律依据不能责令改正，请选择法律规定的条款。")
        raise RuleViolated(words, field="article", code="ground")
    if article not in articles_for(rules["articles"], target):
        words = _("这一条不适用于这类事项，请改选依据。")
        raise RuleViolated(words, field="article", code="case")


def _state_check(target) -> None:
    if isinstance(target, CovenantVersion):
        fits = target.status in UNOBJECTED
    else:
        fits = target.status != ResolutionStatus.RESCINDED
    if not fits:
        raise TransitionRefused(
            _("现在是“%(state)s”，不能责令改正。") % {"state": target.get_status_display()},
            extra={"status": target.status},
        )


def _settled(order: CorrectionOrder, actor, *, is_lifted: bool) -> None:
    """Take the mark off what it objected to."""
    data = {"correction": order.pk, "outcome": order.status}
    if order.resolution_id:
        transition_apply(order.resolution, "settle_correction", actor=actor, data=data)
        return
    covenant = subject_lock(order.covenant)
    if is_lifted and covenant.status == CovenantStatus.ORDERED:
        transition_apply(covenant, f"lift_{order.target_state}", actor=actor, data=data)


@transaction.atomic
def correction_amend(
    *, actor, correction: CorrectionOrder, answer: str, amended, version=None
) -> CorrectionOrder:
    """The committee's own meeting corrected it: ``amended`` is the newer version, or the later
    resolution, that it passed. RuleViolated on ``answer`` or ``amended``."""
    order = subject_lock(correction)
    name = "covenant" if order.covenant_id else "resolution"
    _amended_check(order, amended)
    changes = {
        "answer": _said(answer, "answer"),
        "answered_at": clock.now(),
        f"new_{name}": amended,
    }
    order = transition_apply(
        order, "amend", actor=actor, version=version, changes=changes, data={name: amended.pk}
    ).subject
    _settled(order, actor, is_lifted=False)
    return order


def _amended_check(order: CorrectionOrder, amended) -> None:
    target = order.target
    fits = type(amended) is type(target) and amended.community_id == order.community_id
    if fits and isinstance(amended, CovenantVersion):
        fits = bool(amended.number) and amended.kind == target.kind
        fits = fits and amended.number > target.number
    elif fits and isinstance(amended, Resolution):
        fits = amended.pk != target.pk and amended.adopted_at > order.created_at
    if not fits:
        words = _("请选择责令改正以后由会议通过的新文本。")
        raise RuleViolated(words, field="amended", code="amended")


def correction_dispute(*, actor, correction, remark: str, version=None) -> CorrectionOrder:
    """The committee holds its text to be lawful: the district decides."""
    changes = {"answer": remark.strip(), "answered_at": clock.now()}
    return _spoken(correction, "dispute", actor, remark, version, changes)


@transaction.atomic
def correction_uphold(*, actor, correction, remark: str, version=None) -> CorrectionOrder:
    """The district holds with the street: the period runs anew; the meeting still decides."""
    due_on = clock.today() + timedelta(days=correction.days)
    changes = {"ruling": remark.strip(), "ruled_at": clock.now(), "due_on": due_on}
    return _spoken(correction, "uphold", actor, remark, version, changes)


@transaction.atomic
def correction_overturn(*, actor, correction, remark: str, version=None) -> CorrectionOrder:
    """The district holds with the committee: the mark comes off."""
    changes = {"ruling": remark.strip(), "ruled_at": clock.now()}
    order = _spoken(correction, "overturn", actor, remark, version, changes)
    _settled(order, actor, is_lifted=True)
    return order


@transaction.atomic
def correction_withdraw(*, actor, correction, remark: str, version=None) -> CorrectionOrder:
    """The street takes its own order back."""
    order = _spoken(correction, "withdraw", actor, remark, version, {})
    _settled(order, actor, is_lifted=True)
    return order


def _spoken(correction, name, actor, remark, version, changes) -> CorrectionOrder:
    return transition_apply(
        correction,
        name,
        actor=actor,
        version=version,
        changes=changes,
        remark=remark,
        remark_is_public=True,
    ).subject
