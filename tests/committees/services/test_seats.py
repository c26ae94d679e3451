"""Seats that come and go: grounds with their article, kin, by-election, who may do it."""

from datetime import date, timedelta

import pytest

from committees.models import Committee, Ground, KinTie, SeatedBy
from committees.services.bodies import committee_open, member_seat, member_unseat
from committees.services.kin import kin_declare
from committees.services.meetings import meeting_end
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated
from portal.models import Record
from tests import world as worlds


def unseat(hall, key="member1", actor="chair", **words):
    actor = hall.world.people[actor] if actor else None
    return member_unseat(actor=actor, membership=hall.seat(key), **words)


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as found:
        run(*args, **words)
    assert found.value.field == field
    return found.value


def test_a_resignation_needs_the_meeting_that_took_it(hall):
    assert refused("meeting", unseat, hall, ground=Ground.RESIGNATION).code == "required"
    planned = hall.planned(hall.motion())
    assert refused("meeting", unseat, hall, ground=Ground.RESIGNATION, meeting=planned)
    assert hall.seat("member1").valid_to is None


def test_a_resignation_takes_effect_with_its_article(hall, fresh):
    meeting = hall.session(hall.motion())
    meeting = meeting_end(actor=hall.world.chair, meeting=meeting)
    early = clock.today() - timedelta(days=1)
    refused("on", unseat, hall, ground=Ground.RESIGNATION, meeting=meeting, on=early)
    seat = unseat(hall, ground=Ground.RESIGNATION, meeting=meeting)
    assert (seat.ended_article, seat.ended_meeting_id) == ("§21", meeting.pk)
    fresh(hall.world.member1)
    assert not access_of(hall.world.member1).can("committees.vote_motion", hall.committee)
    row = Record.objects.of(hall.committee).last()
    assert row.verb == "unseat"
    assert row.data["ground"] == "resignation"
    assert refused("on", unseat, hall, ground=Ground.DEATH).code == "over"


def test_a_meeting_of_another_community_is_none(hall):
    meeting = hall.session(hall.motion())
    meeting = meeting_end(actor=hall.world.chair, meeting=meeting)
    baita = Committee.objects.get(community=hall.world.baita)
    seat = member_seat(
        actor=None, committee=baita, user=hall.world.stranger, valid_from=worlds.TERM_FROM
    )
    words = {"ground": Ground.RESIGNATION, "meeting": meeting}
    found = refused("meeting", member_unseat, actor=None, membership=seat, **words)
    assert found.code == "foreign"


@pytest.mark.parametrize(
    ("ground", "article"),
    [(Ground.INCAPACITY, "§23"), (Ground.SENTENCE, "§23"), (Ground.DEATH, "")],
)
def test_the_law_ends_a_mandate(hall, ground, article):
    assert unseat(hall, ground=ground).ended_article == article


@pytest.mark.parametrize("ground", [Ground.RECALL, Ground.APPRAISAL])
def test_recall_and_appraisal_only_by_their_result(hall, ground):
    assert refused("ground", unseat, hall, ground=ground).code == "by_result"
    assert unseat(hall, actor=None, ground=ground).ended_ground == ground


def test_no_end_before_its_day(hall):
    tomorrow = clock.today() + timedelta(days=1)
    assert refused("on", unseat, hall, ground=Ground.DEATH, on=tomorrow).code == "future"
    assert refused("ground", unseat, hall, ground=Ground.TERM_OVER).code == "term"
    before = worlds.TERM_FROM - timedelta(days=1)
    assert refused("on", unseat, hall, ground=Ground.DEATH, on=before).code == "term"


@pytest.mark.parametrize("key", ["member2", "secretary", "street", "baita_chair", "resident"])
def test_others_end_no_seat(hall, key):
    with pytest.raises(Refused):
        unseat(hall, actor=key, ground=Ground.DEATH)


def test_a_by_election_fills_the_rest_of_the_term(hall):
    user = hall.world.stranger
    words = {"actor": hall.world.chair, "committee": hall.committee, "user": user}
    by = {"seated_by": SeatedBy.BY_ELECTION}
    assert refused("user", member_seat, **words, **by).code == "full"
    unseat(hall, ground=Ground.DEATH)
    early = hall.committee.term_to - timedelta(days=1)
    assert refused("valid_to", member_seat, **words, **by, valid_to=early)
    seat = member_seat(**words, **by)
    assert seat.valid_to == hall.committee.term_to


def test_no_by_election_where_no_seat_fell_free(hall):
    committee = Committee.objects.get(community=hall.world.baita)
    found = refused(
        "seated_by",
        member_seat,
        actor=hall.world.baita_chair,
        committee=committee,
        user=hall.world.stranger,
        seated_by=SeatedBy.BY_ELECTION,
    )
    assert found.code == "none"


def test_kin_do_not_sit_together(hall):
    unseat(hall, ground=Ground.DEATH)
    user = hall.world.stranger
    words = {"actor": hall.world.chair, "committee": hall.committee, "user": user}
    assert refused("kin_declared", member_seat, **words, kin_declared=False)
    kin_declare(
        actor=hall.world.chair,
        community=hall.world.mingtong,
        one=user,
        other=hall.world.member2,
        kinship="sibling",
    )
    found = refused("user", member_seat, **words)
    assert found.code == "kin"
    assert "李强" not in str(found.message)


def test_a_tie_is_kept_once_and_private(hall):
    words = {"actor": hall.world.chair, "community": hall.world.mingtong, "kinship": "spouse"}
    one, other = hall.world.stranger, hall.world.member2
    kin_declare(one=one, other=other, **words)
    kin_declare(one=other, other=one, **words)
    assert KinTie.objects.count() == 1
    row = Record.objects.get(subject_type="kin_tie")
    assert not row.is_public
    assert row.data == {}


def test_no_ties_of_strangers(hall):
    words = {"community": hall.world.mingtong, "kinship": "spouse"}
    one, other = hall.world.stranger, hall.world.neighbour
    refused("other", kin_declare, actor=hall.world.chair, one=one, other=other, **words)
    refused("other", kin_declare, actor=hall.world.chair, one=one, other=one, **words)
    with pytest.raises(Refused):
        kin_declare(actor=hall.world.member1, one=one, other=hall.world.chair, **words)


def test_nobody_seats_themselves(hall):
    committee = Committee.objects.get(community=hall.world.baita)
    words = {"committee": committee, "user": hall.world.baita_chair}
    assert refused("user", member_seat, actor=hall.world.baita_chair, **words).code == "self"


def test_only_the_administrator_opens_a_term(hall):
    words = {"community": hall.world.mingtong, "size": 5, "term_from": date(2030, 12, 31)}
    with pytest.raises(Refused):
        committee_open(actor=hall.world.chair, **words)
    with pytest.raises(Refused):
        committee_open(actor=hall.world.street, **words)
    assert committee_open(actor=hall.world.admin, **words).term_to == date(2035, 12, 31)


def test_a_meeting_in_session_has_taken_nothing_yet(hall):
    meeting = hall.session(hall.motion())
    assert refused("meeting", unseat, hall, ground=Ground.RESIGNATION, meeting=meeting)
    assert hall.seat("member1").ended_ground == ""
