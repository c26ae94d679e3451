"""The demo's planning: templates, a weekly patrol with this week's tasks, a task in parts."""

from datetime import datetime, timedelta

from portal.kernel import clock
from portal.models import Duty
from resident_affairs.models import Category
from workstations.demo.place import Place, key
from workstations.models import Task, Workstation
from workstations.services import assigning, executing
from workstations.services.checklists import line_tick
from workstations.services.grounds import category_basis_set
from workstations.services.parts import part_open
from workstations.services.plan_sweep import plans_sweep
from workstations.services.plans import PlanDraft, plan_add, plan_step
from workstations.services.templates import TemplateDraft, template_keep
from workstations.services.work_entries import work_log

PATROL_LINES = ("楼道、消防通道没有堆物", "灭火器在位、压力正常", "楼顶门能打开")
DRAIN_LINES = ("拍办理前照片", "打开井盖、掏净杂物", "放水试一遍", "拍办理后照片")


def all_of(place: Place, now: datetime) -> None:
    """Begun a fortnight ago; swept to today."""
    with clock.at(now - timedelta(days=16)):
        station = Workstation.objects.select_related("community__parent").get(
            community=place.community
        )
        templates = _templates(place, station)
        plans = _plans(place, station, templates["patrol"])
    for days_ago in range(15, -1, -1):
        with clock.at(now - timedelta(days=days_ago)):
            plans_sweep()
            _patrols_done(place, plans["patrol"], days_ago)
    with clock.at(now - timedelta(days=3)):
        words = "楼里老人冬季住院的多，开春再走访。"
        plan_step(actor=place.cast.head, plan=plans["visits"], name="pause", remark=words)
    with clock.at(now - timedelta(days=2)):
        _in_parts(place)


def grounds_of(keeper) -> None:
    """Two categories rest on entries of their own."""
    for code, number in (("safe-dog", "X-01"), ("env-pest", "X-02"), ("env-clean", "X-02")):
        category = Category.objects.get(code=code)
        duty = Duty.objects.in_force().get(number=number)
        category_basis_set(actor=keeper, category=category, duty=duty)


def _templates(place: Place, station: Workstation) -> dict:
    def keep(**words):
        return template_keep(actor=place.cast.head, station=station, draft=TemplateDraft(**words))

    drain = Category.objects.get(code="env-drain")
    return {
        "patrol": keep(
            title="院落安全巡查",
            guidance="从院门走到楼顶，看见堆物当场请住户搬走，搬不走的拍照报站长。",
            evidence_wanted="每栋一张照片",
            expected_minutes=120,
            required=PATROL_LINES,
            optional=("和门卫聊几句，听听有什么事",),
        ),
        "drain": keep(
            title="清下水",
            category=drain,
            guidance="先看是院内管还是市政管；市政管当天报街道。",
            evidence_wanted="前后各一张照片",
            expected_minutes=180,
            required=DRAIN_LINES,
        ),
    }


def _plans(place: Place, station: Workstation, patrol) -> dict:
    def add(title, number, **words):
        duty = Duty.objects.in_force().get(number=number)
        draft = PlanDraft(title=title, duty=duty, valid_from=clock.today(), **words)
        words = {"station": station, "draft": draft}
        return plan_add(actor=place.cast.head, submit_key=key("plan", station.pk, title), **words)

    staff = place.cast.staff
    return {
        "patrol": add(
            "东风巷片区安全巡查",
            "S-05",
            rhythm="weekly",
            weekdays="135",
            text="走完东风巷十二栋，重点看消防通道和电动车充电。",
            template=patrol,
            assignee=staff[0],
        ),
        "visits": add(
            "独居老人走访",
            "X-03",
            rhythm="weekly",
            weekdays="24",
            text="每次五户，问身体、看用气用电。",
            assignee=staff[-1],
        ),
        "yearly": add(
            "年度爱国卫生大扫除",
            "X-02",
            rhythm="yearly",
            month=12,
            month_day=20,
            lead_days=10,
            text="约请驻社区单位一起参加。",
        ),
    }


def _patrols_done(place: Place, plan, days_ago: int) -> None:
    """Those of past days are done and verified; today's and yesterday's wait."""
    for given in Task.objects.filter(plan=plan, status="assigned").order_by("occurs_on"):
        task = executing.task_accept(actor=given.assignee, task=given)
        lines = list(task.checklist.filter(is_required=True))
        for line in lines if days_ago > 2 else lines[:1]:
            line_tick(actor=task.assignee, task=task, item_id=line.pk, is_done=True)
        if days_ago > 2:
            _patrol_done(place, task)


def _patrol_done(place: Place, task: Task) -> None:
    words = {"minutes": 100, "fen": 0, "words": "走完十二栋", "on": clock.today()}
    work_log(actor=task.assignee, task=task, submit_key=key("patrol", task.pk), **words)
    report = "十二栋都走过，两处堆物已请住户搬走。"
    place.verify(place.deliver(task, report, task.pk))


def _in_parts(place: Place) -> None:
    """One task that three people do together."""
    head, staff = place.cast.head, place.cast.staff
    opened = place.to_station(
        place.file_text(
            "env-drain", "东风巷 9 号院下水道反水", "一到三单元的下水一起反水，一楼三户进了水。"
        )
    )
    whole = place.give(opened, staff[0])
    last = clock.today() + timedelta(days=3)
    parts = [
        part_open(actor=head, task=whole, title=title, weight=weight, due_on=last)
        for title, weight in (
            ("一单元管道疏通", 30),
            ("二、三单元管道疏通", 50),
            ("回访进水三户", 20),
        )
    ]
    given = []
    for number, part in enumerate(parts[:2], start=1):
        person = staff[number % len(staff)]
        own = assigning.task_assign(actor=head, task=part, assignee=person)
        given.append(executing.task_accept(actor=person, task=own))
    clock.advance(hours=20)
    done = place.deliver(given[0], "一单元已通，放水试过。", 7)
    work_log(
        actor=done.assignee,
        task=done,
        on=clock.today(),
        minutes=180,
        fen=26000,
        words="请疏通车一趟",
        submit_key=key("parts", done.pk),
    )
    place.verify(done)
    place.work(given[1], "二单元通了，三单元要换一段管。", 60)
    whole.refresh_from_db()
    for line in whole.checklist.all()[:2]:
        line_tick(actor=staff[0], task=whole, item_id=line.pk, is_done=True)
