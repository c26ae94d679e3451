"""Seats that come and go: grounds with their article, kin, by-election, who may do it."""

from datetime import date, timedelta

import pytest

from committees.models import Committee, Ground, KinTie, SeatedBy
from committees.services.bodies import committee_open, member_seat, member_unseat
from committees.services.kin import kin_declare
from committees.services.seat_grounds import SeatGround
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated
from portal.models import Division, Record
from tests import world as worlds
from tests.portal.services.test_papers import upload


def unseat(hall, key="member1", actor="chair", **words):
    actor = hall.world.people[actor] if actor else None
    return member_unseat(actor=actor, membership=hall.seat(key), **words)


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as found:
        run(*args, **words)
    assert found.value.field == field
    return found.value


def test_a_resignation_needs_the_decision_that_took_it(hall):
    assert refused("resolution", unseat, hall, ground=Ground.RESIGNATION).code == "required"
    ours = hall.adopted()
    words = {"ground": Ground.RESIGNATION, "resolution": ours}
    assert refused("resolution", unseat, hall, **words).code == "foreign"
    assert hall.seat("member1").valid_to is None


def test_a_resignation_takes_effect_with_its_article(hall, fresh):
    decision = hall.resolved(title="同意孙丽辞职")
    early = clock.today() - timedelta(days=1)
    words = {"ground": Ground.RESIGNATION, "resolution": decision}
    refused("resolution", unseat, hall, **words, on=early)
    seat = unseat(hall, **words)
    assert (seat.ended_article, seat.ended_resolution_id) == ("§21", decision.pk)
    assert seat.ended_meeting == decision.vote_event.meeting
    fresh(hall.world.member1)
    assert not access_of(hall.world.member1).can("committees.vote_motion", hall.committee)
    row = Record.objects.of(hall.committee).last()
    assert row.verb == "unseat"
    assert (row.data["ground"], row.data["resolution"]) == ("resignation", decision.pk)
    assert refused("on", unseat, hall, ground=Ground.DEATH).code == "over"


def test_a_decision_of_another_community_is_none(hall):
    decision = hall.resolved()
    baita = Committee.objects.get(community=hall.world.baita)
    seat = member_seat(
        actor=None, committee=baita, user=hall.world.stranger, valid_from=worlds.TERM_FROM
    )
    words = {"ground": Ground.RESIGNATION, "resolution": decision}
    found = refused("resolution", member_unseat, actor=None, membership=seat, **words)
    assert found.code == "foreign"


@pytest.mark.parametrize("ground", [Ground.INCAPACITY, Ground.SENTENCE])
def test_incapacity_and_sentence_are_proved(hall, ground):
    assert refused("reference", unseat, hall, ground=ground).code == "required"
    assert refused("reference", unseat, hall, ground=ground, reference="  ").code == "required"
    seat = unseat(hall, ground=ground, reference="（2026）云01刑终3号")
    assert seat.ended_reference == "（2026）云01刑终3号"
    assert "云01" not in str(Record.objects.of(hall.committee).last().data)


@pytest.mark.parametrize("ground", ["", "tired"])
def test_no_end_without_a_ground(hall, ground):
    assert refused("ground", unseat, hall, ground=ground, actor=None).code == "required"


@pytest.mark.parametrize(
    ("ground", "article"),
    [(Ground.INCAPACITY, "§23"), (Ground.SENTENCE, "§23"), (Ground.DEATH, "")],
)
def test_the_law_ends_a_mandate(hall, ground, article):
    assert unseat(hall, ground=ground, reference="证字1号").ended_article == article


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
    decision, user = hall.resolved(title="补选委员"), hall.world.stranger
    words = {"actor": hall.world.chair, "committee": hall.committee, "user": user}
    words |= {"seated_by": SeatedBy.BY_ELECTION, "ground": SeatGround(resolution=decision)}
    words["is_woman"] = True
    assert refused("user", member_seat, **words).code == "full"
    unseat(hall, ground=Ground.DEATH)
    early = hall.committee.term_to - timedelta(days=1)
    assert refused("valid_to", member_seat, **words, valid_to=early)
    seat = member_seat(**words)
    assert (seat.valid_to, seat.resolution) == (hall.committee.term_to, decision)


def test_the_last_seat_that_a_meeting_fills_keeps_the_law_on_women(hall):
    decision = hall.resolved()
    unseat(hall, ground=Ground.DEATH)
    words = {"actor": hall.world.chair, "committee": hall.committee, "user": hall.world.stranger}
    words |= {"seated_by": SeatedBy.BY_ELECTION, "ground": SeatGround(resolution=decision)}
    assert refused("is_woman", member_seat, **words).code == "women"
    assert member_seat(**words, is_woman=True)


@pytest.mark.parametrize("how", [SeatedBy.ELECTION, SeatedBy.BY_ELECTION])
def test_no_seat_without_a_result_or_a_decision(hall, how):
    decided = hall.adopted()
    unseat(hall, ground=Ground.DEATH)
    words = {"actor": hall.world.chair, "committee": hall.committee, "user": hall.world.stranger}
    words["seated_by"] = how
    assert refused("election", member_seat, **words).code == "no_ground"
    ours = SeatGround(resolution=decided)
    assert refused("resolution", member_seat, **words, ground=ours).code == "foreign"
    with pytest.raises(Refused):
        member_seat(
            **(words | {"seated_by": SeatedBy.BEFORE}), ground=SeatGround(document=upload())
        )


def test_the_administrator_enters_what_was_before_with_a_paper(hall):
    unseat(hall, ground=Ground.DEATH)
    words = {"actor": hall.world.admin, "committee": hall.committee, "user": hall.world.stranger}
    words |= {"seated_by": SeatedBy.BEFORE}
    assert refused("document", member_seat, **words).code == "required"
    seat = member_seat(**words, ground=SeatGround(document=upload()))
    assert seat.document.subject_id == hall.committee.pk


def test_once_the_community_has_met_the_administrator_enters_nobody(hall):
    hall.session(hall.motion())
    unseat(hall, ground=Ground.DEATH)
    words = {"actor": hall.world.admin, "committee": hall.committee, "user": hall.world.stranger}
    with pytest.raises(Refused):
        member_seat(**words, seated_by=SeatedBy.BEFORE, ground=SeatGround(document=upload()))
    with pytest.raises(Refused):
        unseat(hall, key="member2", actor="admin", ground=Ground.DEATH)


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
    words = {"actor": None, "committee": hall.committee, "user": user}
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


def test_only_the_administrator_enters_a_running_term_with_its_paper(hall):
    words = {"community": hall.world.xinying, "size": 5, "term_from": date(2025, 12, 31)}
    for key in ("chair", "street", "districter"):
        with pytest.raises(Refused):
            committee_open(actor=hall.world.people[key], **words, document=upload())
    admin = hall.world.admin
    assert refused("document", committee_open, actor=admin, **words)
    future = words | {"term_from": clock.today() + timedelta(days=1)}
    assert refused("term_from", committee_open, actor=admin, **future, document=upload())
    row = committee_open(actor=admin, **words, document=upload())
    assert row.term_to == date(2030, 12, 31) and row.document.pages == 1


def test_no_term_is_longer_than_the_law(hall):
    words = {"actor": None, "community": hall.world.xinying, "size": 5}
    words["term_from"] = date(2026, 1, 1)
    assert refused("term_to", committee_open, **words, term_to=date(2031, 1, 2)).code == "long"
    assert committee_open(**words, term_to=date(2031, 1, 1)).size == 5


@pytest.mark.parametrize("size", [2, 3, 4, 7, 8])
def test_villagers_have_three_to_seven(hall, size):
    Division.objects.filter(pk=hall.world.xinying.pk).update(kind="village")
    village = Division.objects.select_related("parent").get(pk=hall.world.xinying.pk)
    words = {"actor": None, "community": village, "size": size, "term_from": date(2026, 1, 1)}
    if 3 <= size <= 7:
        assert committee_open(**words).size == size
    else:
        assert "§6" in str(refused("size", committee_open, **words).message)
