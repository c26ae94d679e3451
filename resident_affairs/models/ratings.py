"""The resident's word on the outcome."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class Rating(models.Model):
    """One rating of one round (0 = first settlement, 1 and 2 after reopening)."""

    issue = models.ForeignKey(
        "resident_affairs.Issue", models.PROTECT, related_name="ratings", db_index=False
    )
    round = models.PositiveSmallIntegerField(default=0)
    score = models.PositiveSmallIntegerField(
        _("满意程度"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    is_solved = models.BooleanField(_("解决了吗"))
    words = models.TextField(_("想说的话"), max_length=500, blank=True)
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("评价")
        verbose_name_plural = _("评价")
        constraints = [
            models.UniqueConstraint(fields=["issue", "round"], name="rating_once_a_round"),
            models.CheckConstraint(
                name="rating_one_to_five", condition=models.Q(score__gte=1, score__lte=5)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.issue_id}: {self.score}"
