"""Who wants to speak on an agenda item, in the order they asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class SpeakerTurn(models.Model):
    """One wish to speak; over once they spoke or gave it up."""

    agenda_item = models.ForeignKey(
        "committees.AgendaItem", models.CASCADE, related_name="speaker_turns"
    )
    participant = models.ForeignKey("committees.Participant", models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    over_at = models.DateTimeField(null=True, blank=True, editable=False)
    has_spoken = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("发言登记")
        verbose_name_plural = _("发言登记")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agenda_item", "participant"],
                condition=Q(over_at__isnull=True),
                name="speaker_waits_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant}"
