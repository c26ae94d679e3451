"""What is written down for somebody, and checked by a second person against its paper."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.kernel import clock


class Entered(models.Model):
    """A paper (or a click) written down by one person; of a paper, a second one says whether the
    entry is right.

    entered_by    who wrote it down: the person themselves online, a clerk from paper
    entered_at    when
    checked_by    the second person; none while unchecked, and for what came online
    confirmed_at  when it began to count
    refused_at    when it was found to be wrong: it counts nothing and frees the place
    """

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def checked_by_another(name: str) -> models.CheckConstraint:
    """Nobody checks what they wrote down."""
    another = Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by"))
    return models.CheckConstraint(name=name, condition=another)


def confirmed_or_refused(name: str) -> models.CheckConstraint:
    """A paper is unchecked, or found right, or found wrong; the latter two by somebody."""
    unchecked = Q(checked_by__isnull=True, confirmed_at__isnull=True, refused_at__isnull=True)
    right = Q(checked_by__isnull=False, confirmed_at__isnull=False, refused_at__isnull=True)
    wrong = Q(checked_by__isnull=False, confirmed_at__isnull=True, refused_at__isnull=False)
    return models.CheckConstraint(name=name, condition=unchecked | right | wrong)
