"""Templates, checklists, parts, and the time and money of a task."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.access.checker import access_of
from portal.dashboards.kpis import BY_NAME
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, StaleWrite, TransitionRefused
from portal.models import Record
from portal.selectors.figures import figures_by_division
from portal.services.figures import figures_run
from portal.services.sealing import record_seal
from resident_affairs.models import Issue
from tests.workstations.entrusting import Deal
from tests.workstations.planning import part_done, part_of, template_of
from workstations.models import ChecklistItem, Task, WorkEntry
from workstations.selectors.task_inside import minutes_of_affair, task_inside
from workstations.services import tasks as do
from workstations.services.checklists import line_tick
from workstations.services.templates import TemplateDraft, template_keep, template_switch
from workstations.services.work_entries import work_log, work_strike


def log(actor, task, **words):
    given = {"on": clock.today(), "minutes": 60, "fen": 0, "words": "疏通", "submit_key": uuid4()}
    return work_log(actor=actor, task=task, **(given | words))


class TestTemplates:
    def test_one_of_the_category_is_laid_onto_a_task(self, world, station):
        template_of(world, category=world.categories["water"])
        task = station.task()
        assert task.guidance == "先拍照，再疏通。" and task.expected_minutes == 90
        lines = task.checklist.values_list("text", "is_required")
        assert list(lines) == [("拍办理前照片", True), ("疏通", True), ("告诉邻居", False)]

    def test_another_category_and_one_out_of_use_are_not(self, world, station):
        template = template_of(world, category=world.categories["greening"])
        assert not station.task().checklist.exists()
        template.refresh_from_db()
        template_switch(actor=world.head, template=template, is_active=False)
        other = station.task(category=world.categories["greening"], text="花坛里的树枝断了。")
        assert not other.checklist.exists() and other.guidance == ""

    def test_what_was_laid_stays_when_the_template_changes(self, world, station):
        template = template_of(world, category=world.categories["water"])
        task = station.task()
        from_form = {"template": template, "version": template.version}
        _keep(world, from_form, required=("全换了",), optional=())
        assert task.checklist.count() == 3 and template.lines.count() == 1
        with pytest.raises(StaleWrite):
            _keep(world, from_form, required=("又换",))

    def test_a_category_has_one_in_use(self, world):
        template_of(world, category=world.categories["water"])
        with pytest.raises(RuleViolated) as refused:
            template_of(world, category=world.categories["water"], title="另一份")
        assert refused.value.field == "category"

    def test_empty_and_repeated_lines_are_left_out(self, world):
        template = template_of(world, required=("甲", " ", "甲"), optional=("甲", "乙"))
        assert list(template.lines.values_list("text", "is_required")) == [
            ("甲", True),
            ("乙", False),
        ]

    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("title", {"title": " "}),
            ("required", {"required": tuple(map(str, range(21)))}),
            ("required", {"required": ("长" * 121,)}),
            ("expected_minutes", {"expected_minutes": -1}),
        ],
    )
    def test_bad_words_come_back_at_their_field(self, world, field, words):
        with pytest.raises(RuleViolated) as refused:
            template_of(world, **words)
        assert refused.value.field == field

    @pytest.mark.parametrize("who", ["staff", "chair", "street", "baita_head"])
    def test_only_the_head_writes_them(self, world, who):
        with pytest.raises(Refused):
            template_of(world, actor=world.people[who])


def _keep(world, given, **words):
    draft = TemplateDraft(**({"title": "清下水"} | words))
    station = given["template"].station
    return template_keep(actor=world.head, station=station, draft=draft, **given)


class TestChecklist:
    @pytest.fixture
    def task(self, world, station):
        template_of(world, category=world.categories["water"])
        return station.task_in("in_progress")

    def tick(self, world, task, position, is_done=True, who="staff"):
        line = task.checklist.get(position=position)
        return line_tick(actor=world.people[who], task=task, item_id=line.pk, is_done=is_done)

    def test_delivery_waits_for_the_required_lines(self, world, task):
        self.tick(world, task, 1)
        with pytest.raises(TransitionRefused) as refused:
            do.task_deliver(actor=world.staff, task=task)
        assert "1" in refused.value.message
        self.tick(world, task, 2)
        assert do.task_deliver(actor=world.staff, task=task).status == "delivered"

    def test_a_tick_may_be_taken_away_and_counts_once(self, world, task):
        for _twice in range(2):
            self.tick(world, task, 1)
        assert Record.objects.of(task).filter(verb="tick").count() == 1
        assert self.tick(world, task, 1, is_done=False).ticked_by is None
        with pytest.raises(TransitionRefused):
            do.task_deliver(actor=world.staff, task=task)

    @pytest.mark.parametrize("who", ["staff2", "head", "chair", "resident"])
    def test_only_the_assignee_ticks(self, world, task, who):
        with pytest.raises(Refused):
            self.tick(world, task, 1, who=who)

    def test_neither_before_nor_after_the_work(self, world, station):
        template_of(world, category=world.categories["water"])
        task = station.task_in("assigned")
        with pytest.raises(TransitionRefused):
            self.tick(world, task, 1)

    def test_a_line_of_another_task_is_none(self, world, station, task):
        other = ChecklistItem.objects.create(
            task=station.task(text="另外一件事，路灯不亮。"), position=9, text="别处"
        )
        with pytest.raises(NotFound):
            line_tick(actor=world.staff, task=task, item_id=other.pk, is_done=True)


class TestParts:
    def test_a_part_has_its_whole_as_its_only_source(self, world, station):
        task = station.task()
        part = part_of(world, task)
        assert part.source == "issue" and part.issue_id is None and part.root == task
        assert part.community_id == task.community_id
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=part.pk).update(issue=task.issue_id)
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=part.pk).update(parent=None, weight=0)

    def test_the_same_part_twice_is_one(self, world, station):
        task = station.task()
        assert part_of(world, task) == part_of(world, task) and task.parts.count() == 1

    def test_one_level_and_no_deeper(self, world, station):
        part = part_of(world, station.task())
        with pytest.raises(TransitionRefused) as refused:
            part_of(world, part, title="更细")
        assert refused.value.code == "deep"

    def test_progress_is_weighed(self, world, station):
        task = station.task_in("in_progress")
        part_of(world, task, title="大", weight=30)
        small = part_of(world, task, title="小", weight=10)
        part_done(world, small, verified=False)
        task.refresh_from_db()
        assert task.percent == 25
        do.task_note_progress(
            actor=world.staff, task=task, text="盯着", percent=90, submit_key=uuid4()
        )
        task.refresh_from_db()
        assert task.percent == 25  # what is typed does not count for a whole

    def test_called_off_parts_do_not_weigh(self, world, station):
        task = station.task_in("in_progress")
        big = part_of(world, task, title="大", weight=30)
        part_done(world, part_of(world, task, title="小", weight=10))
        do.task_cancel(actor=world.chair, task=big, remark="不做了")
        task.refresh_from_db()
        assert task.percent == 100

    def test_the_whole_waits_for_its_parts(self, world, station):
        task = station.task_in("in_progress")
        part = part_of(world, task)
        with pytest.raises(TransitionRefused):
            do.task_deliver(actor=world.staff, task=task)
        part = part_done(world, part, verified=False)
        with pytest.raises(TransitionRefused):
            do.task_deliver(actor=world.staff, task=task)
        do.task_verify(actor=world.member1, task=part)
        assert do.task_deliver(actor=world.staff, task=task).status == "delivered"
        assert Issue.objects.get().status == "in_progress"  # the part settled nothing

    def test_a_part_starts_and_tells_the_source(self, world, station):
        part = part_of(world, station.task())
        part_done(world, part, verified=False)
        issue = Issue.objects.get()
        assert issue.status == "in_progress"
        told = Record.objects.of(issue).filter(data__what="task_delivered").get()
        assert told.data["task"] == part.reference

    def test_a_part_of_a_resolution_bars_its_voters(self, world, station):
        task = station.resolution().action_items.first().task
        part = part_of(world, task, due_on=timezone.localdate(task.due_at))
        assert part.resolution == task.resolution
        assert part.was_voted_by(world.chair.pk) and not part.was_voted_by(world.staff.pk)

    def test_parts_end_with_the_whole(self, world, station):
        task = station.task_in("in_progress")
        part = part_of(world, task)
        do.task_cancel(actor=world.chair, task=task, remark="并案")
        part.refresh_from_db()
        assert part.status == "cancelled"

    def test_no_longer_than_the_whole(self, world, station):
        task = station.task_in("in_progress")
        last = timezone.localtime(task.due_at).date()
        with pytest.raises(RuleViolated) as refused:
            part_of(world, task, due_on=last + timedelta(days=1))
        assert refused.value.field == "due_on"
        part = do.task_assign(actor=world.head, task=part_of(world, task), assignee=world.staff2)
        with pytest.raises(RuleViolated):
            do.extension_ask(
                actor=world.staff2, task=part, new_due_on=last + timedelta(days=1), reason="雨"
            )

    def test_nothing_is_split_once_handed_in(self, world, station):
        with pytest.raises(TransitionRefused):
            part_of(world, station.task_in("delivered"))

    @pytest.mark.parametrize(
        ("field", "words"), [("title", {"title": ""}), ("weight", {"weight": 0})]
    )
    def test_bad_words_come_back(self, world, station, field, words):
        with pytest.raises(RuleViolated) as refused:
            part_of(world, station.task(), **words)
        assert refused.value.field == field

    @pytest.mark.parametrize("who", ["staff", "chair", "baita_head"])
    def test_only_the_head_splits(self, world, station, who):
        with pytest.raises(Refused):
            part_of(world, station.task(), actor=world.people[who])


class TestWork:
    def test_time_and_money_are_summed_over_the_parts(self, world, station):
        task = station.task_in("in_progress")
        log(world.staff, task, minutes=30, fen=1250)
        part = part_of(world, task)
        part = do.task_assign(actor=world.head, task=part, assignee=world.staff2)
        part = do.task_accept(actor=world.staff2, task=part)
        log(world.staff2, part, minutes=45)
        inside = detail_inside(world, task)
        assert (inside.minutes, inside.fen) == (75, 1250)

    def test_once_a_key(self, world, station):
        task, key = station.task_in("in_progress"), uuid4()
        assert log(world.staff, task, submit_key=key) == log(world.staff, task, submit_key=key)

    @pytest.mark.parametrize("who", ["staff2", "head", "chair"])
    def test_ones_own_only(self, world, station, who):
        with pytest.raises(Refused):
            log(world.people[who], station.task_in("in_progress"))

    @pytest.mark.parametrize("state", ["assigned", "verified"])
    def test_within_the_tasks_life(self, world, station, state):
        with pytest.raises(TransitionRefused):
            log(world.staff, station.task_in(state))

    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("words", {"words": " "}),
            ("minutes", {"minutes": 0}),
            ("minutes", {"minutes": 1441}),
            ("fen", {"fen": -1}),
            ("on", {"on": clock.today() + timedelta(days=4000)}),
            ("on", {"on": clock.today() - timedelta(days=4000)}),
        ],
    )
    def test_bad_entries_come_back(self, world, station, field, words):
        with pytest.raises(RuleViolated) as refused:
            log(world.staff, station.task_in("in_progress"), **words)
        assert refused.value.field == field and not WorkEntry.objects.exists()

    def test_a_day_has_no_more_than_its_hours(self, world, station):
        task = station.task_in("in_progress")
        log(world.staff, task, minutes=1400)
        with pytest.raises(RuleViolated) as refused:
            log(world.staff, task, minutes=41)
        assert refused.value.code == "day_full"
        log(world.staff, task, minutes=40)

    def test_struck_it_stays_and_counts_no_more(self, world, station):
        task = station.task_in("in_progress")
        entry = log(world.staff, task)
        with pytest.raises(NotFound):
            work_strike(actor=world.head, entry_id=entry.pk)
        work_strike(actor=world.staff, entry_id=entry.pk)
        assert detail_inside(world, task).minutes == 0 and WorkEntry.objects.count() == 1
        with pytest.raises(TransitionRefused):
            work_strike(actor=world.staff, entry_id=entry.pk)

    def test_burden_and_cost_come_from_the_record(self, world, station):
        deal = Deal(world)
        deal.funded()
        entrusted = do.task_assign(actor=world.head, task=deal.task(), assignee=world.staff)
        entrusted = do.task_accept(actor=world.staff, task=entrusted)
        log(world.staff, entrusted, minutes=90)
        assert minutes_of_affair(deal.affair) == 90
        task = station.task_in("in_progress")
        log(world.staff, task, minutes=270, fen=3000)
        work_strike(actor=world.staff, entry_id=log(world.staff, task, fen=999).pk)
        do.task_verify(actor=world.member1, task=do.task_deliver(actor=world.staff, task=task))
        record_seal()
        figures_run()
        month = clock.today().replace(day=1)
        sums = figures_by_division([world.mingtong.pk], month, month)[world.mingtong.pk]
        burden, cost = BY_NAME["burden"].value(sums), BY_NAME["cost"].value(sums)
        assert (burden.number, burden.n) == (25.0, 360)
        assert (cost.number, cost.n) == (30.0, 1)


def detail_inside(world, task):
    fresh = Task.objects.get(pk=task.pk)
    return task_inside(fresh, access_of(world.head))
