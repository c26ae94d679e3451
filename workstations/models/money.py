"""What every account is made of: entries from purse to purse, and money asked for (L1–L4)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock

FUND, REVERSAL = "fund", "reversal"


def person(**more) -> models.ForeignKey:
    """Somebody who acted; never asked for from their side."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


class MoneyEntry(models.Model):
    """One movement of ``fen`` from one purse to another: what leaves the one arrives in the other,
    so every entry sums to zero (L1). Never changed: a mistake is reversed by an entry (L2). A
    subclass adds its holder, ``kind``, ``source`` and ``target``; one purse is "fund"."""

    fen = models.BigIntegerField(_("金额（分）"))
    words = models.CharField(_("摘要"), max_length=120)
    voucher = models.CharField(_("凭证号"), max_length=60, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    made_by = person()
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.fen}"

    @property
    def effect(self) -> int:
        """By how much the fund grew."""
        return self.fen * ((self.target == FUND) - (self.source == FUND))


def entry_constraints(prefix: str) -> list[models.CheckConstraint]:
    """What the database holds of entries: something moves, between two, and a reversal alone names
    the entry it undoes."""
    return [
        models.CheckConstraint(name=f"{prefix}_positive", condition=Q(fen__gt=0)),
        models.CheckConstraint(name=f"{prefix}_moves", condition=~Q(source=F("target"))),
        models.CheckConstraint(
            name=f"{prefix}_reversal_names_its_entry",
            condition=Q(kind=REVERSAL, reverses__isnull=False)
            | (~Q(kind=REVERSAL) & Q(reverses__isnull=True)),
        ),
    ]


class MoneyRequestQuerySet(models.QuerySet):
    """Requests by state."""

    def waiting(self):
        """Neither paid nor refused."""
        return self.filter(entry__isnull=True, refused_by__isnull=True)


class MoneyRequest(models.Model):
    """Money asked for: paid when two people, neither of them the one who asked, approve (L4). A
    subclass adds its holder and ``entry``, what was paid."""

    fen = models.BigIntegerField(_("金额（分）"))
    payee = models.CharField(_("收款人"), max_length=80)
    purpose = models.CharField(_("用途"), max_length=120)
    asked_by = person()
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    first_by = person(null=True)
    second_by = person(null=True)
    refused_by = person(null=True)
    refused_reason = models.CharField(max_length=200, blank=True)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = MoneyRequestQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.payee} {self.fen}"


def request_constraints(prefix: str) -> list[models.CheckConstraint]:
    """What the database holds of requests: two others approve before anything is paid."""
    return [
        models.CheckConstraint(name=f"{prefix}_positive", condition=Q(fen__gt=0)),
        models.CheckConstraint(
            name=f"{prefix}_two_others",
            condition=(Q(first_by__isnull=True) | ~Q(first_by=F("asked_by")))
            & (
                Q(second_by__isnull=True)
                | (~Q(second_by=F("asked_by")) & ~Q(second_by=F("first_by")))
            ),
        ),
        models.CheckConstraint(
            name=f"{prefix}_paid_by_two",
            condition=Q(entry__isnull=True)
            | Q(first_by__isnull=False, second_by__isnull=False, refused_by__isnull=True),
        ),
    ]
