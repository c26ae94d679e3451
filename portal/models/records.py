"""The record: one append-only history of every domain write, and the batches that seal it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class Remark(models.Model):
    """Words a person wrote about a step. Kept apart from the record, which holds their salted
    digest only, so that erasing words (PIPL 47) never breaks the chain."""

    text = models.TextField(_("说明"), max_length=2000)
    salt = models.CharField(max_length=32, editable=False)
    is_public = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("说明")
        verbose_name_plural = _("说明")

    def __str__(self) -> str:
        return self.text[:40]


class RecordQuerySet(models.QuerySet):
    """Reads of the history."""

    def of(self, subject):
        """The history of one subject, oldest first."""
        return self.filter(subject_type=subject.subject_type, subject_id=subject.pk).order_by("id")

    def public(self):
        """What anybody may see."""
        return self.filter(is_public=True)


class Record(models.Model):
    """One domain write. Holds no personal data: people by id, words by digest.

    Rows cannot be changed or removed: triggers refuse it on both engines.
    """

    happened_at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    actor_role = models.CharField(max_length=24, blank=True)
    actor_division = models.ForeignKey(
        "portal.Division", models.PROTECT, null=True, related_name="+", db_index=False
    )
    division = models.ForeignKey(
        "portal.Division", models.PROTECT, null=True, related_name="+", db_index=False
    )
    subject_type = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    from_state = models.CharField(max_length=24, blank=True)
    to_state = models.CharField(max_length=24, blank=True)
    # No constraint and nothing cascades: erased words leave a digest and an id that leads nowhere.
    remark = models.ForeignKey(
        Remark, models.DO_NOTHING, null=True, related_name="+", db_index=False, db_constraint=False
    )
    remark_digest = models.CharField(max_length=64, blank=True)
    data = models.JSONField(default=dict)
    is_public = models.BooleanField(default=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("留痕")
        verbose_name_plural = _("留痕")
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="record_subject"),
            models.Index(fields=["division", "-id"], name="record_division"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.verb}"


class RecordBatch(models.Model):
    """A sealed run of record rows: its Merkle root, chained to the batch before it.

    hash = SHA-256(previous_hash, number, first_id, last_id, count, merkle_root, sealed_at).
    """

    number = models.PositiveBigIntegerField(unique=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    merkle_root = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    # The first bytes of each leaf, to name an altered row. Null keeps SQLite from remaking the
    # table (and losing its triggers) when the column is added.
    leaf_marks = models.BinaryField(null=True)
    sealed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("封存批次")
        verbose_name_plural = _("封存批次")

    def __str__(self) -> str:
        return f"#{self.number} {self.hash[:12]}"


class RecordReader(models.Model):
    """How far a follower of the record (notices, figures) has come: the record is the outbox."""

    name = models.CharField(max_length=40, unique=True)
    last_id = models.BigIntegerField(default=0)
    as_of = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("留痕读取进度")
        verbose_name_plural = _("留痕读取进度")

    def __str__(self) -> str:
        return f"{self.name} @ {self.last_id}"
