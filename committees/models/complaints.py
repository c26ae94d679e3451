"""Complaints about an election, to the district (§22)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committees.workflows.complaints import COMPLAINT, ComplaintStatus
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class ElectionComplaint(Subject):
    """Fraud, threats, bought votes: looked into by the district. Whoever runs the election sees
    neither who complained nor what was said; the answer is public."""

    subject_type = "election_complaint"
    workflow = COMPLAINT
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=ComplaintStatus, editable=False)
    election = models.ForeignKey("committees.Election", models.PROTECT, related_name="complaints")
    text = models.TextField(_("反映的问题"), max_length=2000)
    due_on = models.DateField(_("处理期限"), editable=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    answer = models.TextField(_("处理结果"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("选举举报")
        verbose_name_plural = _("选举举报")
        indexes = [
            models.Index(fields=["district", "status", "-id"], name="complaint_place"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_overdue(self) -> bool:
        """Whether the district should have answered by now."""
        return self.status == ComplaintStatus.FILED and clock.today() > self.due_on

    @property
    def reference(self) -> str:
        """``CPL-2026-000001``."""
        return reference_format("CPL", self.created_at.year, self.pk or 0)
