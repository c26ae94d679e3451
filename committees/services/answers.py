"""Answers to a poll: online or on paper, on one roll, each person or household once."""

import hashlib
import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committees.models.polls import Poll, PollAnswer, PollUnit, Source
from committees.poll_tally import answer_objection
from committees.selectors.rolls import doors_of
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import User
from portal.models.accounts import PHONE
from portal.services.files import pictures_take
from portal.services.records import record_append

TAKE_PART, ENTER = "committees.take_part", "committees.enter_answer"


@dataclass(frozen=True, kw_only=True)
class PaperSlip:
    """Whose paper it is."""

    name: str
    phone: str
    door: str = ""


def _digest(poll: Poll, text: str) -> str:
    return hashlib.sha256(f"{poll.salt}\n{text}".encode()).hexdigest()


def door_normal(door: str) -> str:
    """One spelling of a door: without blanks and in one case, so that it is counted once."""
    return re.sub(r"[\s\-—－]+", "-", door.strip()).casefold()


def _locked(poll: Poll) -> Poll:
    rows = Poll.objects.select_related("consultation").select_for_update(of=("self",))
    return rows.get(pk=poll.pk)


def _check_open(poll: Poll) -> None:
    if not poll.takes_answers:
        raise TransitionRefused(_("现在不收答卷：还没开始，或已经截止。"), code="not_taken")


def _check_content(poll: Poll, content) -> None:
    ids = [option["id"] for option in poll.options]
    objection = answer_objection(poll.kind, content, ids, poll.least, poll.most)
    if not objection:
        return
    sentences = {
        "empty": _("请先选一项。"),
        "count": _("请选 %(least)d 至 %(most)d 项。") % {"least": poll.least, "most": poll.most},
        "twice": _("同一项不能选两次。"),
        "score": _("每一项请打 1 到 5 分。"),
    }
    words = sentences.get(objection, _("这份答卷和题目对不上，请重新填写。"))
    raise RuleViolated(words, field="answer", code=objection)


def _keys(poll: Poll, user, phone: str, door: str) -> dict:
    keys = {"user": user, "phone_digest": _digest(poll, phone) if phone else None}
    if poll.unit == PollUnit.HOUSEHOLD:
        normal = door_normal(door)
        if not normal or len(door) > 60:
            raise RuleViolated(_("每户一份：请填门牌号。"), field="door", code="required")
        keys["household_digest"] = _digest(poll, normal)
    return keys


def _check_own_door(poll: Poll, actor, door: str) -> None:
    """One answers for one's own household: the rolls say which, where they know the person."""
    if poll.unit != PollUnit.HOUSEHOLD:
        return
    known = {door_normal(one) for one in doors_of(actor, poll.community_id)}
    if known and door_normal(door) not in known:
        words = _("名册上您不住这一户，只能替自己家答；门牌变了请到社区用纸质答卷。")
        raise RuleViolated(words, field="door", code="not_yours")


def _standing(poll: Poll, keys: dict) -> PollAnswer | None:
    """The answer that already stands for this person or household."""
    same = Q(pk__in=[])
    for name, value in keys.items():
        if value is not None:
            same |= Q(**{name: value})
    rows = PollAnswer.objects.filter(same, poll=poll, refused_at__isnull=True)
    return rows.order_by("id").first()


def _refuse_second(poll: Poll, found: PollAnswer) -> None:
    if poll.unit == PollUnit.HOUSEHOLD:
        words = _("这一户已经有一份答卷，每户只计一份。")
    elif found.source == Source.PAPER:
        words = _("已经录入了这个人的纸质答卷，每人只计一份。")
    else:
        words = _("这个人已经在网上答过，每人只计一份。")
    raise TransitionRefused(words, code="already_answered")


def _store(poll: Poll, keys: dict, **fields) -> PollAnswer:
    if poll.answers.filter(refused_at__isnull=True).count() >= poll.roll_size:
        raise TransitionRefused(_("答卷数已到名册总数，请先核对名册。"), code="roll_full")
    return PollAnswer.objects.create(poll=poll, **keys, **fields)


def answer_give(*, actor, poll: Poll, content, door: str = "") -> PollAnswer:
    """Answer online, once. The same answer again is the first one; another is refused."""
    try:
        with transaction.atomic():
            return _give(actor, poll, content, door)
    except IntegrityError as error:
        raise TransitionRefused(_("您已经答过这份问卷。"), code="already_answered") from error


def _give(actor, poll: Poll, content, door: str) -> PollAnswer:
    poll = _locked(poll)
    access = access_of(actor)
    access.require(TAKE_PART, poll.consultation)
    _check_open(poll)
    _check_content(poll, content)
    keys = _keys(poll, actor, actor.phone or "", door)
    _check_own_door(poll, actor, door)
    found = _standing(poll, keys)
    if found:
        if (found.user_id, found.source, found.content) == (actor.pk, Source.ONLINE, content):
            return found
        if found.user_id == actor.pk and found.source == Source.ONLINE:
            raise TransitionRefused(_("您已经答过这份问卷，不能再改。"), code="already_answered")
        _refuse_second(poll, found)
    answer = _store(
        poll,
        keys,
        source=Source.ONLINE,
        content=content,
        door=door.strip() if poll.unit == PollUnit.HOUSEHOLD else "",
        entered_by=actor,
    )
    post = access.post_for(TAKE_PART, poll.consultation)
    record_append(
        subject=poll,
        verb="answer",
        actor=actor,
        post=post,
        data={"answer": answer.pk},
        is_public=False,
    )
    return answer


def answer_enter(*, actor, poll: Poll, slip: PaperSlip, content, scans=()) -> PollAnswer:
    """Enter a paper answer for somebody, with its scan. It holds the person's place on the roll
    at once and counts when a second person has confirmed it."""
    try:
        with transaction.atomic():
            return _enter(actor, poll, slip, content, scans)
    except IntegrityError as error:
        words = _("这个人或这一户已经有一份答卷。")
        raise TransitionRefused(words, code="already_answered") from error


def _enter(actor, poll: Poll, slip: PaperSlip, content, scans) -> PollAnswer:
    poll = _locked(poll)
    access = access_of(actor)
    access.require(ENTER, poll.consultation)
    _check_open(poll)
    if not slip.name.strip() or len(slip.name) > 40:
        raise RuleViolated(_("请填姓名。"), field="name", code="required")
    if slip.phone and not re.match(PHONE.regex, slip.phone):
        raise RuleViolated(PHONE.message, field="phone", code="phone")
    if not slip.phone and poll.unit == PollUnit.PERSON:
        raise RuleViolated(_("请填手机号码，用来和网上答卷核对。"), field="phone", code="required")
    _check_content(poll, content)
    if not [scan for scan in scans if scan]:
        raise RuleViolated(_("请附上纸质答卷的照片。"), field="scan", code="required")
    user = User.objects.filter(phone=slip.phone).first() if slip.phone else None
    keys = _keys(poll, user, slip.phone, slip.door)
    found = _standing(poll, keys)
    if found:
        _refuse_second(poll, found)
    picture = pictures_take(actor=actor, uploads=scans, limit=1, field="scan")[0]
    answer = _store(
        poll,
        keys,
        source=Source.PAPER,
        content=content,
        person_name=slip.name.strip(),
        door=slip.door.strip(),
        scan=picture,
        entered_by=actor,
    )
    _record(poll, "enter_paper", actor, answer)
    return answer


def _record(poll: Poll, verb: str, actor, answer: PollAnswer) -> None:
    post = access_of(actor).post_for(ENTER, poll.consultation)
    data = {"answer": answer.pk}
    record_append(subject=poll, verb=verb, actor=actor, post=post, data=data, is_public=False)


@transaction.atomic
def answer_check(*, actor, poll: Poll, answer_id: int, is_right: bool) -> PollAnswer:
    """A second person compares the entry with its scan: right counts, wrong frees the place."""
    poll = _locked(poll)
    access_of(actor).require(ENTER, poll.consultation)
    answer = poll.answers.filter(pk=answer_id, source=Source.PAPER).first()
    if answer is None:
        raise NotFound()
    if answer.checked_by_id:
        raise TransitionRefused(_("这份答卷已经复核过。"), code="checked")
    if actor.pk in {answer.entered_by_id, answer.user_id}:
        raise TransitionRefused(_("录入人和本人不能复核，请另一个人来。"), code="same_person")
    _check_open(poll)
    answer.checked_by = actor
    setattr(answer, "confirmed_at" if is_right else "refused_at", clock.now())
    answer.save(update_fields=["checked_by", "confirmed_at", "refused_at"])
    _record(poll, "confirm_paper" if is_right else "refuse_paper", actor, answer)
    return answer
