"""Who stands for a seat: nominated by the Party organisation or by voters of the roll (§18)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NominatedBy(models.TextChoices):
    """Who may nominate (§18)."""

    PARTY = "party", _("社区党组织提名")
    VOTERS = "voters", _("选民联名提名")


class CandidateState(models.TextChoices):
    """Where a nomination stands."""

    NOMINATED = "nominated", _("待审查资格")
    QUALIFIED = "qualified", _("资格合格")
    REFUSED = "refused", _("资格不合格")
    WITHDRAWN = "withdrawn", _("本人放弃")


class Candidate(models.Model):
    """One person's candidature for one post; only somebody on the roll can stand.

    barred  of a refusal: the code of the ground by which the law bars the person (§18)
    user  the account that gets the seat if elected; needed before the result is announced
    """

    post = models.ForeignKey("committees.ElectionPost", models.CASCADE, related_name="candidates")
    registration = models.ForeignKey(
        "committees.VoterRegistration", models.PROTECT, related_name="candidatures"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("姓名"), max_length=40)
    is_woman = models.BooleanField(_("女"), default=False)
    nominated_by = models.CharField(_("提名方式"), max_length=8, choices=NominatedBy)
    nominators = models.ManyToManyField(
        "committees.VoterRegistration", related_name="+", blank=True
    )
    introduction = models.TextField(_("本人介绍"), max_length=1000, blank=True)
    state = models.CharField(
        max_length=12, choices=CandidateState, default=CandidateState.NOMINATED, editable=False
    )
    barred = models.CharField(max_length=24, blank=True, editable=False)
    state_why = models.CharField(max_length=200, blank=True, editable=False)
    accepted_on = models.DateField(_("本人同意"), null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("候选人")
        verbose_name_plural = _("候选人")
        ordering = ["post", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "registration"],
                condition=~Q(state__in=["withdrawn", "refused"]),
                name="candidate_once_a_post",
            )
        ]

    def __str__(self) -> str:
        return self.name
