"""Residents' representatives: who speaks for which households (§13)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.terms import Term


class Representative(Term):
    """One representative for a term; with or without an account."""

    subject_type = "representative"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    group = models.ForeignKey(
        "portal.Division", models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("姓名"), max_length=40)
    households = models.PositiveSmallIntegerField(_("代表户数"))
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("居民代表")
        verbose_name_plural = _("居民代表")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "user"],
                condition=Q(ended_ground="", user__isnull=False),
                name="representative_open_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
