"""Short ways to plan, split and rest tasks in tests."""

from datetime import date, timedelta
from uuid import uuid4

from portal.kernel import clock
from portal.models import Duty
from portal.services.duties import DutyDraft, duty_add
from tests.workstations.conftest import photo
from workstations.models import Workstation
from workstations.services import parts, plans, templates
from workstations.services import tasks as do


def general() -> Duty:
    """The entry that every installation has."""
    return Duty.objects.get(number="S-04")


def entry(world, list_kind="statutory", number="T-9", body="station", title="巡查消防通道"):
    """An entry put on a list today by the district."""
    draft = DutyDraft(
        list_kind=list_kind,
        number=number,
        title=title,
        basis="区清单",
        body=body,
        valid_from=clock.today(),
    )
    return duty_add(actor=world.districter, draft=draft)


def station_of(world) -> Workstation:
    """明通巷's."""
    return Workstation.objects.select_related("community__parent").get(community=world.mingtong)


def plan_of(world, actor=None, key=None, **words):
    """A plan made by the head: each Monday, pushed on from days off, unless said otherwise."""
    given = {
        "title": "楼道巡查",
        "duty": general(),
        "rhythm": "weekly",
        "weekdays": "1",
        "valid_from": clock.today(),
    }
    return plans.plan_add(
        actor=actor or world.head,
        station=station_of(world),
        draft=plans.PlanDraft(**(given | words)),
        submit_key=key or uuid4(),
    )


def template_of(world, actor=None, **words):
    """A template with two required lines and one optional."""
    given = {
        "title": "清下水",
        "guidance": "先拍照，再疏通。",
        "evidence_wanted": "前后照片",
        "expected_minutes": 90,
        "required": ("拍办理前照片", "疏通"),
        "optional": ("告诉邻居",),
    }
    return templates.template_keep(
        actor=actor or world.head,
        station=station_of(world),
        draft=templates.TemplateDraft(**(given | words)),
    )


def part_of(world, task, actor=None, **words):
    """A part split off by the head."""
    given = {"title": "东侧", "weight": 10, "due_on": clock.today() + timedelta(days=2)}
    return parts.part_open(actor=actor or world.head, task=task, **(given | words))


def part_done(world, part, verified=True):
    """A part assigned to 蒋涛, delivered and perhaps verified."""
    part = do.task_assign(actor=world.head, task=part, assignee=world.staff2)
    part = do.task_accept(actor=world.staff2, task=part)
    part = do.task_deliver(actor=world.staff2, task=part, uploads=[photo()])
    return do.task_verify(actor=world.member1, task=part) if verified else part


FESTIVAL = date(2026, 2, 17)  # 春节 of 2026; offices rest 15–23 February, 14 and 28 are worked
