"""Minutes are signed by all who were there: on the phone, or on a sheet that two people checked."""

from datetime import timedelta
from uuid import uuid4

import pytest

from committees.models import ArchiveItem, Minutes
from committees.selectors.minutes import minutes_of_meeting
from committees.services.archives import archives_file
from committees.services.attendance import attendance_arrive
from committees.services.judgements import judgement_decide, judgement_propose
from committees.services.meetings import meeting_end
from committees.services.minutes import minutes_circulate, minutes_lock, minutes_sign
from committees.services.minutes_sheets import sheet_check, sheet_enter
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from tests.committees.assembly import scan
from tests.committees.services.test_meeting_held import HOUSEHOLDS, sitting


@pytest.fixture
def kept(hall):
    """The minutes of a residents' meeting: the chair by phone, a resident by phone, two on paper;
    sent round."""
    meeting = sitting(hall, hall.motion(), **HOUSEHOLDS)
    attendance_arrive(actor=hall.world.chair, meeting=meeting, door="9-101")
    attendance_arrive(actor=hall.world.resident, meeting=meeting, door="9-102")
    hall.sign_in(meeting, 2)
    meeting_end(actor=hall.world.chair, meeting=meeting)
    row = Minutes.objects.get(meeting=meeting)
    return minutes_circulate(actor=hall.world.chair, minutes=row)


def entered(hall, kept, **words):
    given = {"actor": hall.world.member1, "people": kept.unaccounted, "scans": [scan()]}
    return sheet_enter(minutes=kept, **(given | words))


def test_a_resident_who_was_there_signs(hall, kept):
    assert minutes_sign(actor=hall.world.resident, minutes=kept).user == hall.world.resident
    with pytest.raises(TransitionRefused):
        minutes_sign(actor=hall.world.neighbour, minutes=kept)
    with pytest.raises((Refused, TransitionRefused)):
        minutes_sign(actor=hall.world.staff, minutes=kept)


def test_the_sheet_counts_once_another_compared_it(hall, kept):
    for key in ("chair", "resident"):
        minutes_sign(actor=hall.world.people[key], minutes=kept)
    with pytest.raises(TransitionRefused):
        minutes_lock(actor=hall.world.chair, minutes=kept)  # two without an account are missing
    sheet = entered(hall, kept)
    with pytest.raises(TransitionRefused) as refused:
        sheet_check(actor=hall.world.member1, minutes=kept, pk=sheet.pk, is_right=True)
    assert refused.value.code == "own"
    with pytest.raises(TransitionRefused):
        minutes_lock(actor=hall.world.chair, minutes=kept)
    sheet_check(actor=hall.world.member2, minutes=kept, pk=sheet.pk, is_right=True)
    assert minutes_lock(actor=hall.world.chair, minutes=kept).status == "locked"


def test_a_sheet_that_is_not_right_does_not_count(hall, kept):
    sheet = entered(hall, kept)
    sheet_check(actor=hall.world.member2, minutes=kept, pk=sheet.pk, is_right=False)
    assert not Minutes.objects.get(pk=kept.pk).signed_on_paper
    with pytest.raises(TransitionRefused):
        sheet_check(actor=hall.world.member3, minutes=kept, pk=sheet.pk, is_right=True)
    assert entered(hall, Minutes.objects.get(pk=kept.pk))  # and may be entered again


@pytest.mark.parametrize(
    ("words", "field"),
    [({"people": []}, "people"), ({"people": [10**6]}, "people"), ({"scans": []}, "scan")],
)
def test_a_crooked_sheet_is_refused(hall, kept, words, field):
    with pytest.raises(RuleViolated) as refused:
        entered(hall, kept, **words)
    assert refused.value.field == field


@pytest.mark.parametrize("key", ["resident", "street", "staff", "baita_chair"])
def test_who_enters_sheets(hall, kept, key):
    with pytest.raises(Refused):
        entered(hall, kept, actor=hall.world.people[key])


def test_who_has_an_account_signs_for_themselves(hall, kept):
    mine = kept.meeting.participants.get(user=hall.world.resident)
    with pytest.raises(RuleViolated):
        entered(hall, kept, people=[mine.pk])


@pytest.mark.parametrize(
    ("key", "draft", "final"),
    [
        ("chair", True, True),
        ("resident", True, True),
        ("neighbour", False, False),
        ("street", False, True),
        ("staff", False, True),
        ("baita_chair", False, False),
    ],
)
def test_a_draft_is_for_those_who_were_there(hall, kept, fresh, key, draft, final):
    user = hall.world.people[key]

    def reads():
        fresh(user)
        try:
            return minutes_of_meeting(access_of(user), kept.meeting_id) is not None
        except NotFound:
            return False

    assert reads() is draft
    for signer in ("chair", "resident"):
        minutes_sign(actor=hall.world.people[signer], minutes=kept)
    clock.advance(days=3)
    minutes_lock(actor=hall.world.chair, minutes=kept)
    assert reads() is final


def test_the_rules_say_how_long_it_goes_round(hall, kept):
    assert kept.closes_at - kept.circulated_at == timedelta(days=3)


def test_pages_of_the_sheet(hall, kept, as_user):
    member, other = as_user(hall.world.member1), as_user(hall.world.member2)
    place = f"/meetings/{kept.meeting_id}/minutes/"
    assert "签名页" in member.get(place).content.decode()
    poor = member.post(f"{place}sheets/", {"scan": scan()})
    assert poor.status_code == 400
    people = sorted(kept.unaccounted)
    member.post(f"{place}sheets/", {"people": people, "scan": scan(), "number": kept.number})
    sheet = kept.current.sheets.get()
    assert "核对无误" in other.get(place).content.decode()
    assert "核对无误" not in member.get(place).content.decode()
    other.post(f"{place}sheets/{sheet.pk}/", {"said": "right"})
    assert "签名页（纸质，两人核对）" in other.get(place).content.decode()
    assert as_user(hall.world.resident).get(place).status_code == 200
    assert as_user(hall.world.neighbour).get(place).status_code == 404
    assert as_user(hall.world.neighbour).get(f"{place[:-1]}.pdf").status_code == 404


# The end of keeping (§39)


@pytest.fixture
def due(hall):
    """A paper on file whose time is over."""
    archives_file(actor=None, community=hall.world.mingtong)
    return ArchiveItem.objects.create(
        community=hall.world.mingtong,
        archive_class="demand",
        subject_id=7,
        reference="DEM-2016-000007",
        title="公约修订",
        dated_on=clock.today() - timedelta(days=3660),
        keep_until=clock.today(),
    )


def test_two_people_judge_a_paper(hall, due):
    until = clock.today() + timedelta(days=3650)
    words = {"item": due, "until": until, "reason": "还有参考价值"}
    row = judgement_propose(actor=hall.world.member1, **words)
    with pytest.raises(TransitionRefused):
        judgement_propose(actor=hall.world.member2, **words)
    with pytest.raises(TransitionRefused) as refused:
        judgement_decide(actor=hall.world.member1, item=due, is_agreed=True)
    assert refused.value.code == "own"
    judgement_decide(actor=hall.world.member2, item=due, is_agreed=True)
    due.refresh_from_db()
    assert (due.keep_until, due.is_due, row.item_id) == (until, False, due.pk)


@pytest.mark.parametrize("agreed", [True, False])
def test_destroying_leaves_the_row(hall, due, agreed):
    judgement_propose(actor=hall.world.member1, item=due, until=None, reason="无保存价值")
    judgement_decide(actor=hall.world.member2, item=due, is_agreed=agreed)
    due.refresh_from_db()
    assert (due.destroyed_on == clock.today()) is agreed and due.is_due is not agreed


def test_what_is_not_due_or_says_nothing_is_not_judged(hall, due):
    with pytest.raises(RuleViolated):
        judgement_propose(actor=hall.world.member1, item=due, until=None, reason=" ")
    with pytest.raises(RuleViolated):
        judgement_propose(
            actor=hall.world.member1, item=due, until=clock.today(), reason="再留一留"
        )
    with pytest.raises(Refused):
        judgement_propose(actor=hall.world.street, item=due, until=None, reason="街道要求")
    due.keep_until = None
    due.save()
    with pytest.raises(TransitionRefused):
        judgement_propose(actor=hall.world.member1, item=due, until=None, reason="不要了")


def test_the_page_of_judgement(hall, due, as_user):
    member, other = as_user(hall.world.member1), as_user(hall.world.member2)
    place = f"/archives/{due.pk}/judge/"
    for poor in (
        {"reason": "还有用"},
        {"what": "destroy", "reason": ""},
        {"what": "keep", "reason": "还有用"},
        {"what": "keep", "years": "0", "reason": "还有用"},
        {"what": "keep", "years": "51", "reason": "还有用"},
    ):
        assert member.post(place, poor).status_code == 400, poor
    given = {"what": "destroy", "reason": "无保存价值", "submit_key": uuid4()}
    member.post(place, given)
    assert "等另一个人复核" in member.get(place).content.decode()
    other.post(place, {"said": "agree"})
    due.refresh_from_db()
    assert due.destroyed_on
    assert "鉴定记录" in other.get(f"/archives/{due.pk}/").content.decode()
    assert "已鉴定销毁" in other.get(f"/communities/{due.community_id}/archives/").content.decode()


def test_the_page_keeps_a_paper_for_years(hall, due, as_user):
    member, other = as_user(hall.world.member1), as_user(hall.world.member2)
    place = f"/archives/{due.pk}/judge/"
    member.post(place, {"what": "keep", "years": "10", "reason": "还有参考价值"})
    assert other.post(place, {"said": "perhaps"}).status_code == 404
    other.post(place, {"said": "agree"})
    due.refresh_from_db()
    assert due.keep_until == clock.today().replace(year=clock.today().year + 10)
    assert not due.is_due and not due.destroyed_on
