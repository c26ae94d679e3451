"""What a station writes down once and uses often: task templates, and what a category rests on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.models import DutyList
from portal.models.subjects import Subject


class TaskTemplate(models.Model):
    """How one kind of task is done at one station. With a ``category`` it is applied to each task
    that opens from an issue of that category; without one, plans and parts may name it.

    guidance          what to do, in sentences
    evidence_wanted   what proves it
    expected_minutes  how long it should take; 0 = not said
    """

    subject_type = "task_template"
    division_chain = Subject.division_chain

    community = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    subdistrict = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    station = models.ForeignKey(
        "workstations.Workstation", models.PROTECT, related_name="templates"
    )
    category = models.ForeignKey(
        "resident_affairs.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("名称"), max_length=80)
    guidance = models.TextField(_("怎么办"), max_length=2000, blank=True)
    evidence_wanted = models.CharField(_("验收凭据"), max_length=200, blank=True)
    expected_minutes = models.PositiveIntegerField(_("预计工时（分钟）"), default=0)
    is_active = models.BooleanField(_("启用"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("任务模板")
        verbose_name_plural = _("任务模板")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "category"],
                condition=Q(is_active=True, category__isnull=False),
                name="template_one_for_category",
            )
        ]

    def __str__(self) -> str:
        return self.title


class TemplateLine(models.Model):
    """One line of a template's checklist."""

    template = models.ForeignKey(TaskTemplate, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(_("次序"))
    text = models.CharField(_("要做的"), max_length=120)
    is_required = models.BooleanField(_("必做"), default=True)

    class Meta:
        verbose_name = _("模板清单项")
        verbose_name_plural = _("模板清单项")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "position"], name="template_line_position_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class CategoryBasis(models.Model):
    """On which entry of the lists of powers routine tasks of a category rest where no standing
    resolution holds. It names the entry, not a wording: each task takes the wording of its day."""

    subject_type = "category_basis"

    category = models.OneToOneField(
        "resident_affairs.Category", models.PROTECT, related_name="task_basis"
    )
    list_kind = models.CharField(_("清单"), max_length=12, choices=DutyList)
    number = models.CharField(_("编号"), max_length=12)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("类别依据")
        verbose_name_plural = _("类别依据")
        constraints = [
            models.CheckConstraint(
                name="category_rests_on_a_duty",
                condition=Q(list_kind__in=[DutyList.STATUTORY, DutyList.ASSIST]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.category_id}: {self.list_kind} {self.number}"
