"""Whoever looks at somebody's profile, scores or leave is on the record, once a day."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from portal.kernel import clock
from portal.models import Notice, Record
from portal.services.notices import notices_run
from portal.services.sealing import record_seal
from tests.workstations.resting import asked, away
from workstations.services import leaves as write
from workstations.services.profiles import profile_save


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def words(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def looks(subject_type) -> list[tuple]:
    rows = Record.objects.filter(subject_type=subject_type, verb="look").order_by("id")
    return list(rows.values_list("actor__username", "subject_id"))


@pytest.fixture
def profiles(world, station):
    """李静 and 蒋涛 said something of themselves, and so did the head."""
    people = (world.staff, world.staff2, world.head)
    return {user: profile_save(actor=user, skills="调解") for user in people}


class TestTeam:
    def test_the_profiles_on_the_list_are_noted_once_a_day(self, world, profiles, as_user):
        head = as_user(world.head)
        assert "调解" in words(head.get(url("team")))
        wanted = [("head", profiles[world.staff].pk), ("head", profiles[world.staff2].pk)]
        assert sorted(looks("staff_profile")) == sorted(wanted)  # one's own is none
        head.get(url("team"))
        assert len(looks("staff_profile")) == 2
        clock.advance(days=1)
        as_user(world.head).get(url("team"))
        assert len(looks("staff_profile")) == 4

    def test_the_person_reads_who_looked_and_by_which_post(self, world, profiles, as_user):
        as_user(world.street).get(url("team"))
        row = Record.objects.filter(verb="look", subject_id=profiles[world.staff].pk).get()
        assert (row.actor_role, row.is_public) == ("subdistrict_official", False)
        assert row.division == world.mingtong
        assert "谁看过您的简况：沈明" in words(as_user(world.staff).get(url("my_work")))
        assert "沈明" not in words(as_user(world.baita_staff).get(url("my_work")))

    def test_who_stands_in_for_the_head_is_named_so(self, world, profiles, as_user):
        leave = asked(world, user=world.head, substitute=world.staff2)
        write.leave_approve(actor=world.street, leave=leave, substitute=world.staff2)
        as_user(world.staff2).get(url("team"))
        seen = [pk for _who, pk in looks("staff_profile")]
        assert sorted(seen) == sorted([profiles[world.staff].pk, profiles[world.head].pk])
        assert "蒋涛（代 卫国）" in words(as_user(world.staff).get(url("my_work")))

    def test_without_profiles_nothing_is_noted(self, world, station, as_user):
        assert as_user(world.head).get(url("team")).status_code == 200
        assert looks("staff_profile") == []
        assert as_user(world.resident).get(url("team")).status_code == 403


class TestLeaves:
    def test_the_list_and_the_page_note_who_looked(self, world, station, as_user):
        leave = away(world)
        head = as_user(world.head)
        head.get(url("leave_list"))
        head.get(url("leave", leave.pk))
        assert looks("leave") == [("head", leave.pk)]
        as_user(world.staff2).get(url("leave", leave.pk))
        assert looks("leave") == [("head", leave.pk), ("staff2", leave.pk)]
        mine = words(as_user(world.staff).get(url("leave", leave.pk)))
        assert "查看了请假" in mine and "卫国" in mine
        assert len(looks("leave")) == 2

    def test_a_list_without_rows_and_a_foreign_page_note_nothing(self, world, station, as_user):
        leave = asked(world, substitute=world.head)
        as_user(world.staff2).get(url("leave_list"))
        assert as_user(world.baita_head).get(url("leave", leave.pk)).status_code == 404
        assert looks("leave") == []

    def test_the_loads_show_who_is_away_and_note_it(self, world, station, as_user):
        leave = away(world)
        assert "休假到" in words(as_user(world.head).get(url("task_people")))
        assert looks("leave") == [("head", leave.pk)]

    def test_nobody_gets_a_notice_of_a_look(self, world, station, as_user):
        leave = away(world)
        record_seal()
        notices_run()
        before = Notice.objects.count()
        as_user(world.head).get(url("leave", leave.pk))
        record_seal()
        notices_run()
        assert looks("leave") and Notice.objects.count() == before

    def test_many_rows_cost_one_question_and_one_writing(
        self, world, station, as_user, django_assert_max_num_queries
    ):
        for start in range(0, 100, 10):
            asked(world, start=start, days=2)
        head = as_user(world.head)
        head.get(url("leave_list"))
        assert len(looks("leave")) == 10
        with django_assert_max_num_queries(6):
            head.get(url("leave_list"))
