"""Supervision cases: who opens, who is heard, who is barred; nobody learns who complained."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from committees.services.kin import kin_declare
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, StaleWrite, TransitionRefused
from portal.models import Record
from portal.services.kinds import kind_of
from tests.workstations.caring import DAYS, SECRET, WHISTLER, Matter
from workstations.models import CaseComplaint, CaseNote, SupervisionCase, SupervisionOrder, Task
from workstations.selectors import cases as read
from workstations.services import case_steps as step
from workstations.services import cases as write
from workstations.services.checking import task_verify
from workstations.services.opening import task_open_from_order
from workstations.services.supervision import order_answer, order_urge


@pytest.fixture
def matter(world, monday):
    return Matter(world)


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as caught:
        run(*args, **words)
    assert caught.value.field == field


def faces(world, case, *keys, fresh):
    found = {}
    for key in keys:
        fresh(world.people[key])
        found[key] = read.face_for(
            access_of(world.people[key]), SupervisionCase.objects.get(pk=case.pk)
        )
    return found


class TestOpening:
    @pytest.mark.parametrize(
        ("key", "source", "level"),
        [
            ("inspector", "inspection", "district"),
            ("auditor", "audit", "district"),
            ("petitioner", "hotline", "district"),
            ("districter", "hotline", "district"),
            ("street", "inspection", "subdistrict"),
        ],
    )
    def test_each_in_their_own_place(self, matter, world, key, source, level):
        case = matter.opened(actor=world.people[key], source=source)
        assert (case.status, case.level) == ("opened", level)
        row = Record.objects.of(case).get()
        assert row.actor == world.people[key] and not row.is_public

    @pytest.mark.parametrize("key", ["resident", "chair", "head", "staff", "watch", "admin"])
    def test_nobody_else_opens(self, matter, world, key):
        with pytest.raises(Refused):
            matter.opened(actor=world.people[key])
        assert not SupervisionCase.objects.exists()

    def test_not_in_anothers_place(self, matter, world):
        for actor, place in ((world.donghua_street, world.mingtong), (world.street, world.xinying)):
            with pytest.raises(Refused):
                matter.opened(actor=actor, community=place)

    @pytest.mark.parametrize(
        ("key", "words", "field"),
        [
            ("inspector", {"title": " "}, "title"),
            ("inspector", {"source": "complaint"}, "source"),
            ("inspector", {"source": "nonsense"}, "source"),
            ("inspector", {"body": "nonsense"}, "body"),
            ("auditor", {"source": "hotline"}, "source"),
            ("street", {"source": "audit"}, "source"),
            ("street", {"source": "overdue"}, "source"),
            ("street", {"body": "subdistrict"}, "body"),
        ],
    )
    def test_what_cannot_be(self, matter, world, key, words, field):
        refused(field, matter.opened, actor=world.people[key], **words)

    def test_the_same_key_is_the_same_case(self, matter):
        key = uuid4()
        assert matter.opened(key=key) == matter.opened(key=key)
        assert SupervisionCase.objects.count() == 1


class TestFromAnUrging:
    def urged(self, station, world):
        task = station.task_in("in_progress")
        clock.advance(days=30)
        return order_urge(actor=world.street, task=task, words="请说明")

    def test_one_open_case_for_one_urging(self, matter, station, world):
        order = self.urged(station, world)
        case = matter.opened(actor=world.street, source="overdue", order=order)
        assert case.order == order
        with pytest.raises(TransitionRefused):
            matter.opened(actor=world.inspector, source="overdue", order=order)

    def test_an_urging_of_another_place_is_not_found(self, matter, station, world):
        order = self.urged(station, world)
        with pytest.raises(NotFound):
            matter.opened(source="overdue", order=order, community=world.baita)

    def test_whoever_acted_in_it_is_barred(self, matter, station, world):
        case = matter.opened(source="overdue", order=self.urged(station, world))
        acted = {user for user, kind in case.party_rows if kind == "acted"}
        assert {world.staff.pk, world.head.pk} <= acted
        assert world.street.pk not in acted  # urging is no part of what was urged


class TestComplaints:
    def test_it_goes_to_the_inspector_past_everybody_nearer(self, matter, world, fresh):
        case = matter.complained()
        assert case.level == "district"
        keys = ("inspector", "street", "head", "chair", "staff", "watch", "auditor", "petitioner")
        found = faces(world, case, *keys, "resident", "donghua_street", "whistler", fresh=fresh)
        assert found == {
            "inspector": "handler",
            "auditor": "watcher",
            "petitioner": "watcher",
            "whistler": "complainant",
            **dict.fromkeys(
                ("street", "head", "chair", "staff", "watch", "resident", "donghua_street"), ""
            ),
        }

    def test_the_record_does_not_say_who(self, matter):
        case = matter.complained()
        row = Record.objects.of(case).get()
        assert row.actor is None and not row.is_public
        assert str(matter.whistler.pk) not in str(row.data.values())
        assert WHISTLER not in case.title and SECRET[:6] not in case.title

    def test_the_same_key_is_the_same_complaint(self, matter):
        key = uuid4()
        assert matter.complained(key) == matter.complained(key)
        assert CaseComplaint.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "words"), [("text", {"text": "坏"}), ("body", {"body": "x"})]
    )
    def test_what_cannot_be(self, matter, field, words):
        refused(field, matter.complained, **words)

    def test_an_anonymous_letter_is_entered_by_the_office(self, matter, world):
        words = {"community": world.mingtong, "body": "committee", "text": SECRET}
        case = write.complaint_enter(actor=world.petitioner, submit_key=uuid4(), **words)
        assert case.complainant_id is None and case.source == "complaint"
        for key in ("street", "districter", "auditor", "resident"):
            with pytest.raises(Refused):
                write.complaint_enter(actor=world.people[key], submit_key=uuid4(), **words)

    def test_only_the_desk_reads_it_and_each_look_is_noted(self, matter, world):
        case = matter.complained()
        assert step.complaint_read(actor=world.inspector, case=case).text == SECRET
        assert Record.objects.of(case).last().verb == "complaint_seen"
        for key in ("auditor", "petitioner", "districter", "street", "head", "whistler"):
            with pytest.raises(NotFound):
                step.complaint_read(actor=world.people[key], case=case)

    def test_once_it_is_taken_only_its_officer_reads_it(self, matter, world):
        from_desk = matter.complained()
        other = matter.second_inspector()
        matter.step("accept")
        with pytest.raises(NotFound):
            step.complaint_read(actor=other, case=from_desk)
        assert step.complaint_read(actor=world.inspector, case=matter.case).text == SECRET

    def test_no_words_to_the_other_side_name_the_complainant(self, matter):
        matter.complained()
        refused("notice", matter.notified, open_it=False, notice=f"{WHISTLER}反映您")
        matter.case.refresh_from_db()
        refused(
            "title",
            step.case_notify,
            actor=matter.handler,
            case=matter.case,
            title=WHISTLER,
            notice="请说明",
            explain_by=clock.today() + DAYS,
        )

    def test_the_complainant_is_not_made_the_accused(self, matter):
        matter.complained()
        refused("accused", matter.notified, open_it=False, accused=[matter.whistler])

    def test_the_officer_is_not_made_the_accused(self, matter):
        refused("accused", matter.notified, accused=[matter.handler])


class TestTelling:
    """Nobody on the other side hears of a case before it is told, nor ever of the complaint."""

    def heard(self, case, verb):
        row = Record.objects.of(case).filter(verb=verb).last()
        case = read.cases_by_ids([case.pk])[case.pk]
        kind = kind_of("supervision_case")
        return set(kind.audience(row, case)) | set(kind.needs(row, case))

    def test_a_complaint_is_told_to_the_inspector_alone(self, matter, world):
        assert self.heard(matter.complained(), "open") == {world.inspector.pk}

    def test_what_comes_before_the_notice_reaches_nobody_there(self, matter, world):
        case = matter.complained()
        matter.step("accept")
        assert self.heard(case, "accept") == {matter.whistler.pk}

    def test_the_notice_reaches_the_accused_and_who_speaks_for_them(self, matter, world):
        matter.complained()
        case = matter.notified(open_it=False, accused=[world.staff])
        assert self.heard(case, "notify") == {world.staff.pk, world.head.pk}
        assert matter.whistler.pk not in self.heard(case, "notify")

    def test_the_complainant_hears_how_it_ended(self, matter, world):
        matter.complained()
        matter.found(open_it=False, is_upheld=False)
        case = matter.step("close", remark="查无此事")
        assert matter.whistler.pk in self.heard(case, "close")


class TestBarred:
    def test_ones_own_complaint(self, matter, world, fresh):
        case = write.complaint_file(
            actor=world.inspector,
            community=world.mingtong,
            body="station",
            text=SECRET,
            submit_key=uuid4(),
        )
        assert faces(world, case, "inspector", fresh=fresh) == {"inspector": "complainant"}
        matter.case = case
        with pytest.raises(Refused):
            matter.step("accept")

    @pytest.mark.parametrize("whose", ["whistler", "staff"])
    def test_kin_of_the_complainant_or_of_the_accused(self, matter, world, fresh, whose):
        words = {"actor": None, "community": world.mingtong, "kinship": "spouse"}
        other = matter.second_inspector()
        if whose == "whistler":
            matter.seat(matter.whistler)
            kin_declare(one=world.people[whose], other=other, **words)
            matter.complained()
        else:
            matter.seat(other)
            kin_declare(one=world.people[whose], other=other, **words)
            matter.complained()
            matter.notified(open_it=False, accused=[world.staff])
            matter.step("reassign", actor=world.districter, remark="换人")
        fresh(other, world.inspector)
        assert read.face_for(access_of(other), matter.case) == ""
        assert read.face_for(access_of(world.inspector), matter.case) == "handler"
        assert not read.cases_listed(access_of(other))
        assert matter.case in read.cases_listed(access_of(world.inspector))

    def test_whoever_withdraws_reads_no_more_and_another_takes_over(self, matter, world, fresh):
        other = matter.second_inspector()
        matter.opened()
        matter.step("accept")
        matter.step("recuse", remark="当事人是我同学")
        fresh(world.inspector, other)
        assert read.face_for(access_of(world.inspector), matter.case) == ""
        matter.handler = other
        assert matter.step("take").handler == other

    def test_the_accused_reads_what_was_said_to_them_and_no_more(self, matter, world, fresh):
        matter.complained()
        case = matter.notified(open_it=False, accused=[world.staff])
        fresh(world.staff)
        page = read.case_page(access_of(world.staff), case.pk)
        assert page.face == "party" and not page.is_inside
        assert not page.accused and not page.notes and not page.has_complaint
        assert {entry.title for entry in page.timeline} == {"告知对方"}
        assert all("严监" not in entry.who for entry in page.timeline)

    def test_the_head_who_complained_does_not_answer_for_the_station(self, matter, world, fresh):
        words = {"community": world.mingtong, "body": "station", "text": SECRET}
        matter.case = write.complaint_file(actor=world.head, submit_key=uuid4(), **words)
        case = matter.notified(open_it=False)
        assert faces(world, case, "head", fresh=fresh) == {"head": "complainant"}
        with pytest.raises(Refused):
            step.case_explain(actor=world.head, case=case, words="没有")


class TestHearing:
    def test_the_whole_way(self, matter):
        assert matter.closed().status == "closed"
        verbs = list(Record.objects.of(matter.case).values_list("verb", flat=True))
        assert verbs == [
            *("open", "accept", "notify", "explain", "find", "order", "report", "check", "close")
        ]
        assert not Record.objects.of(matter.case).filter(is_public=True).exists()

    def test_nobody_is_judged_unheard(self, matter):
        matter.notified()
        words = {"is_upheld": True, "text": "属实", "basis": "制度"}
        with pytest.raises(TransitionRefused):
            step.case_find(actor=matter.handler, case=matter.case, **words)
        clock.advance(days=6)
        found = step.case_find(actor=matter.handler, case=matter.case, **words)
        assert found.status == "findings"

    @pytest.mark.parametrize("key", ["staff", "chair", "street", "inspector", "resident", "watch"])
    def test_only_the_other_side_explains(self, matter, world, key):
        matter.notified()
        with pytest.raises(Refused):
            step.case_explain(actor=world.people[key], case=matter.case, words="是")

    def test_the_accused_explains_for_themselves(self, matter, world):
        matter.notified(accused=[world.staff])
        case = step.case_explain(actor=world.staff, case=matter.case, words="漏记")
        assert case.explained_by == world.staff

    def test_a_committee_answers_through_its_chair(self, matter, world):
        matter.opened(body="committee")
        matter.notified(open_it=False)
        with pytest.raises(Refused):
            step.case_explain(actor=world.head, case=matter.case, words="是")
        assert step.case_explain(actor=world.vice, case=matter.case, words="是").explanation

    def test_what_was_not_upheld_is_closed_without_an_order(self, matter):
        matter.found(is_upheld=False)
        with pytest.raises(TransitionRefused):
            step.case_order(
                actor=matter.handler,
                case=matter.case,
                title="整改",
                text="整改",
                due_on=clock.today() + DAYS,
            )
        assert matter.step("close", remark="查无此事").status == "closed"

    def test_what_was_upheld_is_put_right_first(self, matter):
        matter.found()
        with pytest.raises(TransitionRefused):
            matter.step("close", remark="算了")

    def test_no_check_before_the_report_and_once_more_when_it_is_not_right(self, matter, world):
        matter.ordered()
        with pytest.raises(TransitionRefused):
            matter.step("check", remark="看过")
        report = {"actor": world.head, "words": "补齐了"}
        matter.case = step.case_report(case=matter.case, **report)
        with pytest.raises(TransitionRefused):
            step.case_report(case=matter.case, **report)
        due = clock.today() + 10 * DAYS
        words = {"words": "还差两户", "due_on": due}
        case = step.case_send_back(actor=matter.handler, case=matter.case, **words)
        assert case.status == "rectifying" and case.rectification.rounds == 1
        assert case.rectification.due_on == due and case.rectification.report == ""

    @pytest.mark.parametrize(
        ("days", "field"), [(0, "explain_by"), (-1, "explain_by"), (31, "explain_by")]
    )
    def test_time_to_explain(self, matter, days, field):
        refused(field, matter.notified, explain_by=clock.today() + days * DAYS)

    @pytest.mark.parametrize("words", [{"title": " "}, {"text": " "}])
    def test_an_order_says_what_and_when(self, matter, words):
        refused(next(iter(words)), matter.ordered, **words)

    def test_an_order_has_a_day_ahead(self, matter):
        refused("due_on", matter.ordered, due_on=clock.today())

    def test_a_stale_form_is_refused(self, matter):
        matter.opened()
        with pytest.raises(StaleWrite):
            matter.step("accept", version=99)

    @pytest.mark.parametrize("name", ["notify", "find", "order", "explain", "nonsense"])
    def test_only_plain_steps_go_without_a_form(self, matter, name):
        matter.opened()
        with pytest.raises(NotFound):
            matter.step(name)


class TestHandingUp:
    def test_the_subdistricts_case_goes_on_at_the_district(self, matter, world, fresh):
        matter.handler = world.street
        matter.opened(actor=world.street)
        matter.notified(open_it=False, accused=[world.staff])
        case = matter.step("escalate", remark="涉及街道")
        above = SupervisionCase.objects.exclude(pk=case.pk).get()
        assert case.status == "escalated" and case.handler == world.street
        assert (above.level, above.status, above.continues) == ("district", "opened", case)
        assert (world.staff.pk, "accused") in above.party_rows
        found = faces(world, above, "inspector", "street", "head", fresh=fresh)
        assert found == {"inspector": "handler", "street": "", "head": ""}

    def test_the_districts_goes_out_of_the_house(self, matter):
        matter.notified()
        matter.step("escalate", remark="移送监委")
        assert SupervisionCase.objects.count() == 1


class TestNotes:
    @pytest.mark.parametrize(
        ("key", "kind"),
        [
            ("inspector", "note"),
            ("districter", "direction"),
            ("watch", "question"),
            ("watch", "look"),
        ],
    )
    def test_each_says_what_is_theirs(self, matter, world, key, kind):
        matter.notified()
        words = {"kind": kind, "text": "请看一下", "submit_key": uuid4()}
        note = step.case_note(actor=world.people[key], case=matter.case, **words)
        assert step.case_note(actor=world.people[key], case=matter.case, **words) == note
        assert CaseNote.objects.count() == 1

    @pytest.mark.parametrize(
        ("key", "kind"),
        [
            ("auditor", "note"),
            ("inspector", "direction"),
            ("street", "note"),
            ("head", "question"),
            ("resident", "look"),
        ],
    )
    def test_and_nothing_else(self, matter, world, key, kind):
        matter.notified()
        words = {"kind": kind, "text": "话", "submit_key": uuid4()}
        with pytest.raises(Refused):
            step.case_note(actor=world.people[key], case=matter.case, **words)

    def test_not_when_it_is_over_and_never_changed(self, matter):
        matter.notified()
        note = step.case_note(
            actor=matter.handler, case=matter.case, kind="note", text="话", submit_key=uuid4()
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            CaseNote.objects.filter(pk=note.pk).update(text="别的话")
        matter.step("escalate", remark="移送")
        with pytest.raises((TransitionRefused, Refused)):
            step.case_note(
                actor=matter.handler, case=matter.case, kind="note", text="话", submit_key=uuid4()
            )


class TestTheStationsTask:
    def test_the_head_opens_it_from_the_order_and_the_station_does_it(self, matter, station, world):
        matter.ordered()
        order = SupervisionOrder.objects.get()
        assert order.urged == matter.case.rectification and order.urged.title == "补齐走访台账"
        task = task_open_from_order(actor=world.head, order=order)
        assert task.source == "order" and task.title == "补齐走访台账"
        assert task_open_from_order(actor=world.head, order=order) == task
        assert order_answer(actor=world.head, order_id=order.pk, words="十天办好").is_answered
        assert task_verify(actor=world.member1, task=station.done(task)).status == "verified"

    @pytest.mark.parametrize("key", ["inspector", "street", "staff", "chair", "baita_head"])
    def test_nobody_else_opens_it(self, matter, world, key):
        matter.ordered()
        with pytest.raises(Refused):
            task_open_from_order(actor=world.people[key], order=SupervisionOrder.objects.get())
        assert not Task.objects.exists()

    def test_one_task_for_one_order_whoever_writes(self, matter, world):
        matter.ordered()
        task = task_open_from_order(actor=world.head, order=SupervisionOrder.objects.get())
        task.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            task.save(force_insert=True)

    def test_a_committee_gets_an_order_but_no_task(self, matter, world):
        matter.opened(body="committee")
        matter.notified(open_it=False)
        matter.case = step.case_explain(actor=world.chair, case=matter.case, words="是")
        words = {"is_upheld": True, "text": "属实", "basis": "章程"}
        matter.case = step.case_find(actor=matter.handler, case=matter.case, **words)
        step.case_order(
            actor=matter.handler,
            case=matter.case,
            title="公示",
            text="补公示",
            due_on=clock.today() + DAYS,
        )
        assert not SupervisionOrder.objects.exists()


class TestTheClock:
    def test_yellow_red_and_escalated(self, matter):
        """A fifth of the time left, over, and over by half as long again (DOMAIN d)."""
        case = matter.opened()
        whole = case.due_at - case.clock_from
        for share, alert in ((0.5, "ok"), (0.81, "yellow"), (1.01, "red"), (1.51, "escalated")):
            with clock.at(case.clock_from + whole * share):
                assert case.alert == alert

    def test_working_days_and_days_are_apart(self, matter):
        case = matter.opened()  # Monday 2 March: five working days
        assert case.due_at.date().isoformat() == "2026-03-09"
        matter.explained()  # thirty days
        assert (matter.case.due_at - clock.now()).days in {30, 31}

    def test_a_case_that_is_over_has_no_clock(self, matter):
        assert matter.closed().alert == "none"
        with clock.at(clock.now() + timedelta(days=400)):
            assert matter.case.alert == "none"
