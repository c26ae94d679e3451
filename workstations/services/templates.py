"""Task templates: kept by the head, applied when a task opens; what was applied stays as it was."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.errors import RuleViolated, StaleWrite
from portal.services.records import record_append
from resident_affairs.models import Category
from workstations.models import ChecklistItem, Task, TaskTemplate, TemplateLine, Workstation
from workstations.workflows.plans import PLAN_WORK

MOST_LINES = 20
MOST_MINUTES = 60 * 1000


@dataclass(frozen=True, kw_only=True)
class TemplateDraft:
    """What a template says; of its lines the ``required`` ones come first."""

    title: str
    guidance: str = ""
    evidence_wanted: str = ""
    expected_minutes: int = 0
    category: Category | None = None
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """(text, whether it is required) without empty and repeated ones."""
        given = [(text, True) for text in self.required] + [(t, False) for t in self.optional]
        found: dict[str, bool] = {}
        for text, is_required in given:
            if text.strip():
                found.setdefault(text.strip(), is_required)
        return list(found.items())


def _check(draft: TemplateDraft) -> None:
    if not draft.title.strip():
        raise RuleViolated(_("请填写。"), field="title", code="required")
    if not 0 <= draft.expected_minutes <= MOST_MINUTES:
        raise RuleViolated(_("最多 1000 小时。"), field="expected_minutes", code="range")
    if len(draft.lines) > MOST_LINES:
        raise RuleViolated(_("清单最多 20 行。"), field="required", code="too_many")
    if any(len(text) > 120 for text, _is_required in draft.lines):
        raise RuleViolated(_("每行最多 120 个字。"), field="required", code="too_long")


@transaction.atomic
def template_keep(
    *, actor, station: Workstation, draft: TemplateDraft, template=None, version: int | None = None
) -> TaskTemplate:
    """Write a new template of ``station``, or change ``template``: its lines are written anew.
    RuleViolated at its field; StaleWrite when somebody changed it meanwhile."""
    row = _row(station, template, version)
    access = access_of(actor)
    access.require(PLAN_WORK, row)
    _check(draft)
    for name in ("title", "guidance", "evidence_wanted"):
        setattr(row, name, getattr(draft, name).strip())
    row.category, row.expected_minutes = draft.category, draft.expected_minutes
    is_new = row.pk is None
    row.version += 0 if is_new else 1
    _stored(row)
    row.lines.all().delete()
    TemplateLine.objects.bulk_create(
        TemplateLine(template=row, position=position, text=text, is_required=is_required)
        for position, (text, is_required) in enumerate(draft.lines, start=1)
    )
    data = {"category": row.category_id, "lines": len(draft.lines)}
    verb = "write" if is_new else "change"
    post = access.post_for(PLAN_WORK, row)
    record_append(subject=row, verb=verb, actor=actor, post=post, data=data, is_public=False)
    return row


def _row(station: Workstation, template, version) -> TaskTemplate:
    if template is None:
        place = station.community
        chain = {"community": place, "subdistrict_id": place.parent_id}
        return TaskTemplate(station=station, district_id=place.parent.parent_id, **chain)
    row = TaskTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if version is not None and version != row.version:
        raise StaleWrite(extra={"version": row.version})
    return row


def _stored(row: TaskTemplate) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        words = _("这个类别已经有一份在用的模板，请先停用那一份。")
        raise RuleViolated(words, field="category", code="twice") from error


@transaction.atomic
def template_switch(*, actor, template: TaskTemplate, is_active: bool) -> TaskTemplate:
    """Take a template out of use, or back into it; RuleViolated when its category has another."""
    row = TaskTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    access = access_of(actor)
    access.require(PLAN_WORK, row)
    if row.is_active == is_active:
        return row
    row.is_active = is_active
    row.version += 1
    _stored(row)
    verb = "switch_on" if is_active else "switch_off"
    post = access.post_for(PLAN_WORK, row)
    record_append(subject=row, verb=verb, actor=actor, post=post, is_public=False)
    return row


def template_of_category(station_id: int, category_id: int) -> TaskTemplate | None:
    """The one in use for tasks of the category at the station; one statement."""
    rows = TaskTemplate.objects.filter(station=station_id, category=category_id, is_active=True)
    return rows.first()


def template_lay(task: Task, template: TaskTemplate | None) -> Task:
    """Write what ``template`` says onto the unsaved ``task``: what to do, evidence, time."""
    if template is not None:
        task.guidance = template.guidance
        task.evidence_wanted = task.evidence_wanted or template.evidence_wanted
        task.expected_minutes = template.expected_minutes
    return task


def checklist_lay(task: Task, template: TaskTemplate | None) -> None:
    """Copy the lines of ``template`` onto the stored ``task``."""
    if template is None:
        return
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            task=task, position=line.position, text=line.text, is_required=line.is_required
        )
        for line in template.lines.all()
    )
