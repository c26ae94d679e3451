"""Courses, enrolments and needs; posts, secondments and the person's own profile."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record, RoleAssignment
from tests.workstations.hiring import Hire, School
from workstations.models import Course, Enrolment, Secondment, StaffProfile, StationPost
from workstations.selectors.training import training_hours
from workstations.services import posts, profiles, training
from workstations.services.secondments import (
    SecondmentDraft,
    secondment_add,
    secondment_end,
)
from workstations.services.training_needs import need_meet, need_note


@pytest.fixture
def school(world, monday):
    return School(world)


@pytest.fixture
def hire(world, monday):
    return Hire(world)


def test_hours_count_once_attended(school, world):
    row = school.attended(hours=12, certificate="盘党校001")
    assert row.status == "attended" and row.certificate == "盘党校001"
    assert training_hours(world.mingtong.pk, 2026) == {world.staff.pk: 12}
    assert training_hours(world.mingtong.pk, 2025) == {}
    assert training_hours(world.baita.pk, 2026) == {}


@pytest.mark.parametrize("hours", [0, -1, 17])
def test_no_more_hours_than_the_course_has(school, hours):
    with pytest.raises(RuleViolated) as caught:
        school.attended(hours=hours)
    assert caught.value.field == "hours"


def test_one_certificate_number_is_one_persons(school, world):
    course = school.course()
    rows = [school.approved(course=course, actor=who) for who in (world.staff, world.staff2)]
    clock.advance(days=11)
    words = {"actor": world.street, "hours": 8, "certificate": "001"}
    training.enrolment_attend(enrolment=rows[0], **words)
    with pytest.raises(RuleViolated) as caught:
        training.enrolment_attend(enrolment=rows[1], **words)
    assert caught.value.field == "certificate"


def test_a_head_cannot_approve_themselves(school, world):
    row = school.asked(actor=world.head)
    with pytest.raises(Refused):
        training.enrolment_step(actor=world.head, enrolment=row, name="approve")
    done = training.enrolment_step(actor=world.street, enrolment=row, name="approve")
    assert done.status == "approved"
    with pytest.raises(NotFound):
        training.enrolment_step(actor=world.street, enrolment=row, name="cancel_with_course")


def test_seats_end_and_two_clicks_are_one(school, world):
    course = school.course(seats=1)
    assert school.asked(course).pk == school.asked(course).pk
    with pytest.raises(TransitionRefused) as caught:
        school.asked(course, actor=world.staff2)
    assert caught.value.code == "full"
    training.enrolment_step(actor=world.staff, enrolment=Enrolment.objects.get(), name="withdraw")
    assert school.asked(course, actor=world.staff2).status == "asked"


def test_who_may_enrol(school, world):
    course = school.course()
    for key in ("resident", "chair", "street"):
        with pytest.raises(Refused):
            school.asked(course, actor=world.people[key])
    with pytest.raises(NotFound):
        school.asked(course, actor=world.xinying_head)
    clock.advance(days=11)
    with pytest.raises(TransitionRefused):
        school.asked(course)


def test_a_course_called_off_releases_everybody(school, world):
    course = school.course()
    row = school.approved(course=course)
    with pytest.raises(RuleViolated):
        training.course_cancel(actor=world.street, course_id=course.pk, reason=" ")
    with pytest.raises(NotFound):
        training.course_cancel(actor=world.donghua_street, course_id=course.pk, reason="x")
    training.course_cancel(actor=world.street, course_id=course.pk, reason="老师有事")
    row.refresh_from_db()
    assert row.status == "withdrawn"
    with pytest.raises(TransitionRefused):
        training.course_cancel(actor=world.street, course_id=course.pk, reason="老师有事")


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", " "), ("organiser", ""), ("topic", "art"), ("hours", 0), ("seats", 501)],
)
def test_a_course_says_what_it_is(school, field, value):
    with pytest.raises(RuleViolated) as caught:
        school.course(**{field: value})
    assert caught.value.field == field and not Course.objects.exists()


def test_courses_are_announced_by_their_sub_district(school, world):
    with pytest.raises(RuleViolated):
        school.course(starts_at=clock.now())
    for key in ("head", "donghua_street", "districter"):
        with pytest.raises(NotFound):
            school.course(actor=world.people[key])
    key = uuid4()
    assert school.course(key=key).pk == school.course(key=key).pk


def test_needs_are_noted_by_the_head(hire, world):
    words = {"station": hire.station, "topic": "culture", "words": "学手语"}
    with pytest.raises(NotFound):
        need_note(actor=world.street, user=world.staff, submit_key=uuid4(), **words)
    with pytest.raises(RuleViolated) as caught:
        need_note(actor=world.head, user=world.resident, submit_key=uuid4(), **words)
    assert caught.value.field == "user"
    key = uuid4()
    need = need_note(actor=world.head, user=world.staff, submit_key=key, **words)
    assert need_note(actor=world.head, user=world.staff, submit_key=key, **words) == need
    with pytest.raises(NotFound):
        need_meet(actor=world.baita_head, need_id=need.pk)
    assert need_meet(actor=world.head, need_id=need.pk).met_at
    assert "手语" not in str(list(Record.objects.values_list("data", flat=True)))


def test_posts_are_kept_by_the_sub_district(hire, world):
    for key in ("head", "chair", "donghua_street", "districter"):
        with pytest.raises(NotFound):
            hire.post("网格", "staff", 2, actor=world.people[key])
    with pytest.raises(RuleViolated) as caught:
        hire.post("副站长", "head", 1)
    assert caught.value.field == "kind"
    with pytest.raises(RuleViolated) as caught:
        hire.post("综合社工", "staff", 1)
    assert caught.value.field == "title"
    with pytest.raises(RuleViolated) as caught:
        hire.post("网格", "staff", 51)
    assert caught.value.field == "planned"


def test_a_post_is_not_cut_below_its_people(hire, world):
    hire.hired()
    hire.draft(user=world.stranger)
    words = {"actor": world.street, "post_id": hire.staff_post.pk, "title": "社工"}
    with pytest.raises(RuleViolated) as caught:
        posts.post_change(planned=1, **words)
    assert caught.value.field == "planned"
    assert posts.post_change(planned=2, **words).planned == 2
    with pytest.raises(RuleViolated):
        posts.post_close(actor=world.street, post_id=hire.staff_post.pk)
    posts.post_close(actor=world.street, post_id=hire.head_post.pk)
    with pytest.raises(NotFound):
        posts.post_close(actor=world.street, post_id=hire.head_post.pk)
    assert StationPost.objects.get(pk=hire.head_post.pk).closed_on == clock.today()


def sent(hire, **words):
    given = {
        "user": hire.new,
        "kind": "party",
        "sent_by": "区委组织部",
        "duty": "帮助改造",
        "starts_on": clock.today(),
        "ends_on": clock.today() + timedelta(days=180),
    }
    return secondment_add(
        actor=words.pop("actor", hire.world.street),
        station=hire.station,
        draft=SecondmentDraft(**(given | words)),
        submit_key=words.pop("key", uuid4()),
    )


def test_a_secondment_brings_the_role_for_its_term(hire, world, fresh):
    row = sent(hire)
    assignment = RoleAssignment.objects.get(user=hire.new)
    assert assignment.valid_to == row.ends_on + timedelta(days=1)
    record = Record.objects.get(subject_type="secondment")
    assert "party" not in str(record.data) and not record.is_public
    words = {"actor": world.street, "secondment_id": row.pk}
    for last, reason, field in ((-1, "调回", "last_day"), (5, " ", "reason")):
        with pytest.raises(RuleViolated) as caught:
            secondment_end(last_day=clock.today() + timedelta(days=last), reason=reason, **words)
        assert caught.value.field == field
    with pytest.raises(NotFound):
        secondment_end(
            actor=world.head, secondment_id=row.pk, last_day=clock.today(), reason="调回"
        )
    secondment_end(last_day=clock.today(), reason="调回", **words)
    clock.advance(days=1)
    fresh(hire.new)
    assert not access_of(hire.new).may_enter("workstations.execute_task")
    with pytest.raises(TransitionRefused):
        secondment_end(last_day=clock.today(), reason="调回", **words)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("kind", {"kind": "friend"}),
        ("sent_by", {"sent_by": " "}),
        ("ends_on", {"ends_on": None}),
        ("starts_on", {"starts_on": -100}),
    ],
)
def test_a_secondment_says_what_it_is(hire, field, words):
    if field == "ends_on":
        words = {"ends_on": clock.today() - timedelta(days=1)}
    if field == "starts_on":
        words = {"starts_on": clock.today() - timedelta(days=100)}
    with pytest.raises(RuleViolated) as caught:
        sent(hire, **words)
    assert caught.value.field == field and not Secondment.objects.exists()


def test_a_sitting_member_is_not_seconded_to_the_same_place(hire, world):
    with pytest.raises(RuleViolated) as caught:
        sent(hire, user=world.member1)
    assert caught.value.field == "login"
    sent(hire)
    with pytest.raises(RuleViolated):
        sent(hire)


def test_a_profile_is_the_persons_own(world, monday):
    words = {"education": "bachelor", "major": "社会工作", "is_party_member": True}
    profiles.profile_save(actor=world.staff, **words)
    row = Record.objects.get(subject_type="staff_profile")
    assert row.data == {"fields": ["education", "is_party_member", "major"]} and not row.is_public
    profiles.profile_save(actor=world.staff, **words)
    assert Record.objects.filter(subject_type="staff_profile").count() == 1
    with pytest.raises(Refused):
        profiles.profile_save(actor=world.resident, **words)
    with pytest.raises(RuleViolated):
        profiles.profile_save(actor=world.staff, education="wizard")
    profiles.profile_clear(actor=world.staff)
    kept = StaffProfile.objects.get(user=world.staff)
    assert (kept.education, kept.major, kept.is_party_member) == ("", "", None)
