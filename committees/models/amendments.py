"""Changes to a motion that is being debated: put to the vote before the motion itself."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committees.models.motions import ProposedAction
from portal.kernel import clock


class AmendmentOutcome(models.TextChoices):
    """What became of it; "" = not decided."""

    ADOPTED = "adopted", _("采纳")
    REJECTED = "rejected", _("未采纳")
    WITHDRAWN = "withdrawn", _("已撤回")
    REFUSED = "refused", _("与纸质件不符")


class Amendment(models.Model):
    """A motion as somebody would rather have it: its words, its actions, or both.

    actions  None = they stay as they are; else all that the motion is to bring, in order:
             [{what, due_on (ISO), evidence_wanted, cost_fen}]
    Who moved it is an account (``proposed_by``), or a place on the meeting's roll (``mover``)
    whose paper was entered with its scan; that one counts once somebody else compared the two.
    """

    motion = models.ForeignKey("committees.Motion", models.PROTECT, related_name="amendments")
    text = models.TextField(_("修改后的内容"), max_length=4000)
    actions = models.JSONField(_("修改后的拟办事项"), null=True, blank=True)
    reason = models.CharField(_("修改的理由"), max_length=400, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    mover = models.ForeignKey(
        "committees.Participant", models.PROTECT, null=True, related_name="amendments"
    )
    scan = models.ForeignKey(
        "portal.Picture", models.PROTECT, null=True, related_name="amendments", db_index=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=10, choices=AmendmentOutcome, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("修正案")
        verbose_name_plural = _("修正案")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="amendment_by_account_or_on_paper",
                condition=Q(proposed_by__isnull=False, mover__isnull=True, entered_by__isnull=True)
                | Q(
                    proposed_by__isnull=True,
                    mover__isnull=False,
                    entered_by__isnull=False,
                    scan__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="amendment_checked_by_another",
                condition=Q(checked_by__isnull=True)
                | Q(entered_by__isnull=False) & ~Q(checked_by=F("entered_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motion}: {self.text[:30]}"

    @property
    def mover_name(self) -> str:
        """Who moved it."""
        return self.proposed_by.name if self.proposed_by_id else self.mover.name

    @property
    def is_on_paper(self) -> bool:
        """Whether it was entered for somebody without an account."""
        return self.mover_id is not None

    @property
    def waits_for_check(self) -> bool:
        """Whether a second person has still to compare it with its paper."""
        return self.is_on_paper and self.checked_by_id is None

    @property
    def proposed_actions(self) -> list[ProposedAction] | None:
        """The actions it wants, unsaved, in order; None where it leaves them as they are."""
        if self.actions is None:
            return None
        return [
            ProposedAction(**(row | {"due_on": date.fromisoformat(row["due_on"])}))
            for row in self.actions
        ]
