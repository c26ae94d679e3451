"""Leaders of residents' groups: chosen by the group's meeting, and the role goes with the term."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from committees.models import Ground, GroupLeader
from committees.selectors.representatives import representatives_in_office
from committees.selectors.terms import leaders_of, other_seat_of
from committees.selectors.who import groups_with_people
from committees.services import group_leaders
from committees.services.circles import circle_end
from committees.services.group_leaders import GroupMeeting, leader_register
from committees.services.representatives import representative_add, representative_end
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated
from portal.models import Role, RoleAssignment, RuleSet

NUMBERS = {"entitled": 40, "present": 30, "votes": 16}


def chosen(hall, user=None, actor="chair", group=None, **words):
    held = {"on": clock.today()} | NUMBERS
    meeting = GroupMeeting(**(held | {key: words.pop(key) for key in list(words) if key in held}))
    return leader_register(
        actor=hall.world.people[actor],
        community=hall.world.mingtong,
        group=group or hall.world.group,
        user=user or hall.world.stranger,
        meeting=meeting,
        **words,
    )


def leads(user) -> bool:
    user.__dict__.pop("_access", None)
    return Role.GROUP_LEADER in {post.role for post in access_of(user).posts}


def test_the_role_comes_with_the_term_and_leaves_whoever_held_it_without(hall):
    assert leads(hall.world.leader)
    row = chosen(hall)
    assert leads(hall.world.stranger) and not leads(hall.world.leader)
    assert row.valid_to == hall.committee.term_to
    post = RoleAssignment.objects.active().get(role=Role.GROUP_LEADER, division=hall.world.group)
    assert (post.user, post.valid_to) == (hall.world.stranger, row.valid_to)


def test_whoever_led_already_leads_by_the_term_from_now_on(hall):
    chosen(hall, user=hall.world.leader)
    assert leads(hall.world.leader)


def test_the_term_ends_with_its_ground_and_takes_the_role_along(hall):
    row = chosen(hall)
    for wrong in ("", Ground.SENTENCE):
        with pytest.raises(RuleViolated) as refused:
            circle_end(actor=hall.world.chair, seat=row, ground=wrong)
        assert refused.value.field == "ground"
    row = circle_end(actor=hall.world.chair, seat=row, ground=Ground.MOVED)
    assert row.ended_ground == Ground.MOVED and not leads(hall.world.stranger)
    chosen(hall, user=hall.world.resident)
    assert leads(hall.world.resident)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"votes": 15}, "votes"),  # half of thirty is not more than half
        ({"votes": 31}, "votes"),
        ({"present": 41}, "present"),
        ({"present": 0}, "present"),
        ({"entitled": 0}, "entitled"),
        ({"entitled": 32768}, "entitled"),
        ({"on": date(2099, 1, 1)}, "meeting_on"),
        ({"valid_from": date(2000, 1, 1)}, "valid_from"),
        ({"valid_to": date(2099, 1, 1)}, "valid_to"),
    ],
)
def test_a_meeting_that_did_not_choose(hall, words, field):
    with pytest.raises(RuleViolated) as refused:
        chosen(hall, **words)
    assert refused.value.field == field
    assert not GroupLeader.objects.exists() and leads(hall.world.leader)


def test_nobody_takes_office_before_the_meeting(hall):
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(RuleViolated) as refused:
        chosen(hall, valid_from=yesterday)
    assert refused.value.field == "valid_from"


def test_one_leader_for_a_group_and_only_of_a_group_of_the_place(hall):
    chosen(hall)
    for group, user in ((None, hall.world.resident), (hall.world.baita, hall.world.resident)):
        with pytest.raises(RuleViolated) as refused:
            chosen(hall, user=user, group=group)
        assert refused.value.field == "group"
    row = GroupLeader.objects.get()
    row.pk, row.submit_key = None, uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_double_click_registers_once(hall):
    key = uuid4()
    assert chosen(hall, submit_key=key) == chosen(hall, submit_key=key)


@pytest.mark.parametrize("key", ["member1", "resident", "street", "head", "baita_chair"])
def test_others_may_not(hall, key):
    with pytest.raises(Refused):
        chosen(hall, actor=key)


def test_the_desk_takes_it_and_ends_it(hall, as_user):
    client = as_user(hall.world.chair)
    home = hall.world.mingtong.pk
    form, desk = (reverse(f"committees:{name}", args=[home]) for name in ("leader", "bodies"))
    assert form in client.get(desk).content.decode()
    today = clock.today().isoformat()
    given = {"group": hall.world.group.pk, "user": "stranger", "meeting_on": today}
    given |= {"valid_from": today} | NUMBERS
    page = client.post(form, given | {"votes": 15})
    assert page.status_code == 400 and "没有超过到会人数的半数" in page.content.decode()
    assert client.post(form, given | {"group": hall.world.baita.pk}).status_code == 400
    assert client.post(form, given).status_code == 302
    page = client.get(desk).content.decode()
    assert hall.world.stranger.name in page and "到会 30 人，同意 16 人" in page
    end = reverse("committees:leader_end", args=[GroupLeader.objects.get().pk])
    assert as_user(hall.world.baita_chair).get(end).status_code == 404
    assert client.post(end, {"ground": "moved", "on": today}).status_code == 302
    assert "还没有登记组长" in client.get(desk).content.decode()


class TestBoth:
    def both(self, hall):
        words = {"actor": hall.world.chair, "community": hall.world.mingtong, "households": 30}
        seat = representative_add(user=hall.world.stranger, group=hall.world.group, **words)
        return chosen(hall), seat

    def test_shown_on_both_rolls_and_in_public(self, hall):
        self.both(hall)
        place = hall.world.mingtong
        group = next(row for row in groups_with_people(place) if row["leaders"])
        assert group["both"] == ["无职"] == group["leaders"]
        assert [row["leader"].represents for row in leaders_of(place) if row["leader"]] == [True]
        assert [row.leads for row in representatives_in_office(place.pk)] == [True]

    def test_ending_one_leaves_the_other(self, hall):
        leader, seat = self.both(hall)
        assert "代表资格不受影响" in other_seat_of(leader)
        assert "组长职务不受影响" in other_seat_of(seat)
        circle_end(actor=hall.world.chair, seat=leader, ground=Ground.RESIGNATION)
        seat.refresh_from_db()
        assert seat.ended_ground == "" and not leads(hall.world.stranger)
        assert other_seat_of(seat) == ""
        assert [row.leads for row in representatives_in_office(seat.community_id)] == [False]

    def test_the_other_way_about(self, hall):
        leader, seat = self.both(hall)
        representative_end(actor=hall.world.chair, representative=seat, ground="moved")
        leader.refresh_from_db()
        assert leader.ended_ground == "" and leads(hall.world.stranger)
        group = next(row for row in groups_with_people(hall.world.mingtong) if row["leaders"])
        assert group["both"] == []

    def test_the_pages_say_so(self, hall, as_user):
        leader, seat = self.both(hall)
        client, home = as_user(hall.world.chair), hall.world.mingtong.pk
        for name, pk, words in (
            ("committee_public", home, "同时是居民代表"),
            ("bodies", home, "同时是居民代表"),
            ("representatives", home, "同时是居民小组长"),
            ("leader_end", leader.pk, "代表资格不受影响"),
            ("representative_end", seat.pk, "组长职务不受影响"),
        ):
            page = client.get(reverse(f"committees:{name}", args=[pk])).content.decode()
            assert words in page, name


@pytest.mark.parametrize(("present", "fits"), [(26, False), (27, True), (28, True)])
def test_a_village_group_meets_with_two_thirds(hall, monkeypatch, present, fits):
    """村民委员会组织法 §28: two thirds of the group, of 40 at least 27."""
    village = RuleSet.objects.get(code="village-2018")
    monkeypatch.setattr(group_leaders, "rule_set_for", lambda on, place: village)
    if fits:
        assert chosen(hall, present=present).present == present
        return
    with pytest.raises(RuleViolated) as refused:
        chosen(hall, present=present)
    assert (refused.value.field, refused.value.code) == ("present", "quorum")
