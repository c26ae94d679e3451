"""What calling and asking departments share: which may be called, and telling the affair of it."""

from django.utils.translation import gettext as _

from portal.kernel.errors import RuleViolated
from portal.services.records import record_append
from resident_affairs.models import Issue
from resident_affairs.services.progress import issue_record_department
from workstations.models import Task, UnitKind

LONGEST = {"title": 80, "brief": 500, "place": 120, "contact": 80, "question": 500}


def text_checked(field: str, text: str, *, required: bool = True) -> str:
    """The words without blanks around them. RuleViolated on ``field``."""
    text = text.strip()
    if required and not text:
        raise RuleViolated(_("请填写。"), field=field, code="required")
    if len(text) > LONGEST.get(field, 500):
        raise RuleViolated(_("太长了，请写短一些。"), field=field, code="long")
    return text


def department_checked(unit, district_id: int, field: str) -> None:
    """Only a department of the very district. RuleViolated on ``field``."""
    if unit.kind != UnitKind.DEPARTMENT or unit.district_id != district_id:
        raise RuleViolated(_("只能选本区的职能部门。"), field=field, code="unit")


def chain_of(source) -> dict:
    """The divisions an affair lies in, for what is made of it."""
    return {
        "community_id": source.community_id,
        "subdistrict_id": source.subdistrict_id,
        "district_id": source.district_id,
    }


def category_of(origin: Issue | None) -> dict:
    """The category under which the figures count it."""
    return {"category": origin.category_id} if origin else {}


def affair_tell(subject, what: str, *, actor, post, remark: str = "", **data) -> None:
    """Write ``what`` onto the timeline of the task and of the issue behind ``subject``; neither
    state nor deadline of theirs moves. ``remark`` is public."""
    words = {"remark": remark, "remark_is_public": True} if remark else {}
    data = {"what": what, **data}
    if isinstance(subject.source, Task):
        given = {"actor": actor, "post": post, "data": data, **words}
        record_append(subject=subject.source, verb="department", **given)
    if subject.origin is not None:
        given = {"actor": actor, "post": post, "data": data, **words}
        issue_record_department(issue=subject.origin, **given)
