"""What is done by somebody in the place of a colleague who is away says so on its own row."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DoneForSomebody(models.Model):
    """A row made by one person, perhaps ``in_place_of`` another (None: for themselves)."""

    in_place_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name=_("代谁"),
    )

    class Meta:
        abstract = True
