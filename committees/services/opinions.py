"""Opinions in a consultation: one a resident, rewritten until the close, hidden with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models.consultations import Consultation, Opinion, OpinionVersion, Stance
from committees.models.voices import VoiceKind
from committees.services.persons import ON_PAPER, voice_standing
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock

TAKE_PART, LEAD = "committees.take_part", "committees.lead_consultation"


@transaction.atomic
def opinion_write(*, actor, consultation: Consultation, stance: str, text: str) -> Opinion:
    """Say something, or say it anew: the older words are kept. Repeating oneself adds nothing."""
    consultation = subject_lock(consultation)
    access = access_of(actor)
    access.require(TAKE_PART, consultation)
    if not consultation.takes_opinions:
        raise TransitionRefused(_("现在不收意见。"), code="not_taken")
    if stance not in Stance.values:
        raise RuleViolated(_("请选赞成、反对或其他建议。"), field="stance", code="invalid")
    text = text.strip()
    if not text or len(text) > 1000:
        raise RuleViolated(_("请写一至一千字。"), field="text", code="length")
    opinion = _place_of(consultation, actor)
    last = opinion.versions.order_by("-number").first()
    if last and (last.stance, last.text) == (stance, text):
        return opinion
    number = (last.number if last else 0) + 1
    OpinionVersion.objects.create(opinion=opinion, number=number, stance=stance, text=text)
    record_append(
        subject=consultation,
        verb="opine" if number == 1 else "rewrite",
        actor=actor,
        post=access.post_for(TAKE_PART, consultation),
        data={"opinion": opinion.pk, "number": number},
        is_public=False,
    )
    return opinion


def _place_of(consultation: Consultation, actor) -> Opinion:
    """The person's one place: a confirmed paper of theirs is it, and is now rewritten online."""
    voice = voice_standing(consultation, VoiceKind.OPINION, actor)
    if voice is None:
        opinion, _made = Opinion.objects.get_or_create(consultation=consultation, author=actor)
        return opinion
    if voice.confirmed_at is None:
        raise TransitionRefused(ON_PAPER, code="on_paper")
    if voice.opinion.author_id is None:
        voice.opinion.author = actor
        voice.opinion.save(update_fields=["author"])
    return voice.opinion


@transaction.atomic
def opinion_hide(*, actor, opinion: Opinion, reason: str) -> Opinion:
    """Hide an opinion's words; the reason is public, the words are kept."""
    consultation = subject_lock(opinion.consultation)
    access = access_of(actor)
    access.require(LEAD, consultation)
    opinion = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    if opinion.hidden_at:
        raise TransitionRefused(_("这条意见已经隐藏。"), code="hidden")
    reason = reason.strip()
    if not reason or len(reason) > 200:
        raise RuleViolated(_("请写明理由，不超过二百字。"), field="reason", code="required")
    opinion.hidden_at, opinion.hidden_by, opinion.hidden_reason = clock.now(), actor, reason
    opinion.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record_append(
        subject=consultation,
        verb="hide_opinion",
        actor=actor,
        post=access.post_for(LEAD, consultation),
        data={"opinion": opinion.pk},
        remark=reason,
        remark_is_public=True,
    )
    return opinion
