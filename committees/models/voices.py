"""What reaches a consultation off the screen: papers entered at the counter, and its sittings."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.consultations import Consultation, Stance
from committees.models.entered import Entered, checked_by_another, confirmed_or_refused
from portal.kernel import clock


class VoiceKind(models.TextChoices):
    """What the paper is."""

    SUPPORT = "support", _("附议")
    OPINION = "opinion", _("意见")


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


class PaperVoice(Entered):
    """A paper support or opinion; it holds the person's place at once and counts when a second
    person has confirmed it (V9: paper and online together are one).

    person_digest  of the phone, or of name and door where there is none
    by_phone       whether the digest is of a phone
    stance, text   of an opinion
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="voices")
    kind = models.CharField(max_length=7, choices=VoiceKind)
    user = _person(null=True)
    person_digest = models.CharField(max_length=64)
    by_phone = models.BooleanField()
    person_name = models.CharField(_("姓名"), max_length=40)
    door = models.CharField(_("门牌"), max_length=60, blank=True)
    stance = models.CharField(_("态度"), max_length=8, choices=Stance, blank=True)
    text = models.TextField(_("意见"), max_length=1000, blank=True)
    scan = models.ForeignKey("portal.Picture", models.PROTECT, related_name="voices")

    class Meta:
        verbose_name = _("纸质附议或意见")
        verbose_name_plural = _("纸质附议和意见")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "kind", "person_digest"],
                condition=Q(refused_at__isnull=True),
                name="voice_person_once",
            ),
            models.UniqueConstraint(
                fields=["consultation", "kind", "user"],
                condition=Q(user__isnull=False, refused_at__isnull=True),
                name="voice_user_once",
            ),
            models.CheckConstraint(
                name="voice_opinion_says_something",
                condition=Q(kind="support", stance="", text="")
                | Q(kind="opinion") & ~Q(stance="") & ~Q(text=""),
            ),
            checked_by_another("voice_checked_by_another"),
            confirmed_or_refused("voice_confirmed_or_refused"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ConsultationSitting(models.Model):
    """One coming together of a consultation; never changed, a mistake is put right by another.

    present  how many came
    names    who came, one a line: for those who lead the consultation, never shown to others
    notes    what was said, for those who lead it
    minutes  the short minutes, public
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="sittings")
    held_at = models.DateTimeField(_("开会时间"))
    place = models.CharField(_("地点"), max_length=80)
    present = models.PositiveSmallIntegerField(_("到场人数"))
    names = models.TextField(_("到场的人"), max_length=4000, blank=True)
    notes = models.TextField(_("发言记录"), max_length=4000, blank=True)
    minutes = models.TextField(_("简要纪要"), max_length=2000)
    recorded_by = _person()
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("协商会")
        verbose_name_plural = _("协商会")
        constraints = [
            models.CheckConstraint(name="sitting_has_people", condition=Q(present__gte=1)),
            models.CheckConstraint(name="sitting_has_minutes", condition=~Q(minutes="")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
