"""Duties that signatures make, a meeting or the vote on a recall: their clocks, and who is told."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from committees.models import Membership, RecallPetition
from committees.selectors.audience import duty_why
from committees.services import election_steps, recall_petitions
from committees.services.bodies import member_unseat
from committees.services.meetings import meeting_cancel, meeting_notify
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import end_of
from portal.kernel.errors import NotFound, Refused, TransitionRefused
from portal.models import Clock, Record, RoleAssignment
from portal.selectors.calendar import add_working_days
from portal.selectors.clock_history import clock_turns_of
from portal.services.kinds import kind_of
from tests.clocking import ALL, follow, heard, marks, rows
from tests.committees.services import test_demands
from tests.committees.services.test_demands import convened, reached
from tests.committees.services.test_recalls import Asking
from tests.world import KUNMING

sized = test_demands.sized
LEADERS = {"chair", "vice"}


@pytest.fixture
def asking(booth):
    return Asking(booth)


@pytest.fixture(params=("demand", "recall_petition"))
def owed(request, booth):
    """One of each, its number reached: the duty runs."""
    if request.param == "recall_petition":
        return Asking(booth).reached()
    return reached(sized.__wrapped__(booth.hall))


def at_share(subject, share: float):
    """The moment when so much of the time given has gone."""
    reading = subject.clock_reading
    return clock.at(reading.from_at + (reading.due_at - reading.from_at) * share)


def turns(subject) -> list[str]:
    """The turns of its clock in words, oldest first."""
    return [turn.words for turn in reversed(clock_turns_of(subject, names=True))]


class TestBoth:
    def test_it_runs_from_the_signature_to_the_end_of_the_last_day(self, owed):
        reading = owed.clock_reading
        assert reading.from_at == owed.reached_at
        assert timezone.localtime(reading.due_at).strftime("%H:%M:%S") == "00:00:00"
        assert timezone.localtime(reading.due_at).date() == owed.due_on + timedelta(days=1)
        assert owed.due_on == clock.today() + timedelta(days=30)

    def test_yellow_red_and_up_each_once(self, owed):
        assert follow() == 0
        assert Clock.objects.filter(subject_type=owed.subject_type).count() == 1
        for share, level in ((0.79, 0), (0.81, 1), (0.999, 1), (1.001, 2), (1.49, 2), (1.51, 3)):
            with at_share(owed, share):
                for _again in range(3):
                    follow()
                assert marks(owed) == ALL[:level], share
        with at_share(owed, 9):
            follow()
        assert rows(owed) == [f"clock_{level}" for level in ALL]

    def test_the_last_day_is_in_time_to_its_last_second(self, owed):
        with clock.at(end_of(owed.due_on) - timedelta(seconds=1)):
            follow()
            assert marks(owed) == ["yellow"] and not owed.is_overdue
        with clock.at(end_of(owed.due_on) + timedelta(seconds=1)):
            follow()
            assert marks(owed) == ["yellow", "red"] and owed.is_overdue

    def test_the_leaders_then_the_street_and_the_starter_then_the_district(self, owed):
        for share in (0.81, 1.01, 1.51):
            with at_share(owed, share):
                follow()
        assert heard(owed, "clock_yellow") == LEADERS
        assert heard(owed, "clock_red") == LEADERS | {"resident", "street"}
        assert heard(owed, "clock_escalated") == LEADERS | {"resident", "street", "districter"}
        assert not heard(owed, "clock_escalated") & {"donghua_street", "baita_chair", "member1"}

    def test_a_late_sweep_tells_the_highest_alone(self, owed):
        with at_share(owed, 1.2):
            follow()
        assert marks(owed) == ["red"]

    def test_why_it_is_late(self, owed):
        with at_share(owed, 1.01):
            spoken = kind_of(owed.subject_type).clock.why([owed])[owed.pk]
        assert spoken == duty_why(owed).replace("0 天", "30 天") == "联名人数已到 30 天，还没有办"

    def test_no_clock_while_it_is_signed(self, booth):
        asking = Asking(booth)
        petition = asking.start()
        assert petition.clock_reading is None
        follow()
        assert not Clock.objects.filter(subject_type="recall_petition").exists()

    def test_the_page_shows_the_history_to_everybody_what_is_public(self, owed, as_user, booth):
        for share in (0.81, 1.01):
            with at_share(owed, share):
                follow()
        url = kind_of(owed.subject_type).url(owed)
        page = as_user(booth.world.chair).get(url).content.decode()
        assert "开始计时" in page and "只剩五分之一的时间" in page and "超期" in page
        page = as_user(booth.world.neighbour).get(url).content.decode()
        assert "开始计时" in page and "只剩五分之一的时间" not in page

    def test_the_street_finds_it_in_what_is_overdue(self, owed, as_user, booth):
        with at_share(owed, 1.01):
            follow()
            url = reverse("workstations:overdue_list")
            page = as_user(booth.world.street).get(url).content.decode()
            assert kind_of(owed.subject_type).url(owed) in page and "还没有办" in page
            page = as_user(booth.world.donghua_street).get(url).content.decode()
            assert kind_of(owed.subject_type).url(owed) not in page


class TestSpringFestival:
    """Days are days: the holidays of 15 to 23 February 2026 neither stop nor stretch them."""

    @pytest.mark.parametrize("kind", ["demand", "recall_petition"])
    def test_the_days_run_through_the_holidays(self, hall, request, kind):
        with clock.at(datetime(2026, 1, 28, 10, tzinfo=KUNMING)):
            owed = request.getfixturevalue("owed_now")(kind)
            assert owed.due_on == date(2026, 2, 27)
            assert add_working_days(date(2026, 1, 28), 30) > date(2026, 3, 5)
            follow()
        # A fifth of thirty days and fourteen hours before the end: a night within the holidays.
        yellow = datetime(2026, 2, 21, 21, 12, tzinfo=KUNMING)
        assert owed.clock_reading.strikes_at("yellow") == yellow
        for moment, level in (
            (yellow - timedelta(seconds=1), 0),
            (yellow, 1),
            (datetime(2026, 2, 27, 23, 59, 59, tzinfo=KUNMING), 1),
            (datetime(2026, 2, 28, 0, 0, 1, tzinfo=KUNMING), 2),
            (datetime(2026, 3, 15, 6, 59, tzinfo=KUNMING), 2),
            (datetime(2026, 3, 15, 7, 1, tzinfo=KUNMING), 3),
        ):
            with clock.at(moment):
                follow()
                assert marks(owed) == ALL[:level], moment

    @pytest.mark.parametrize("kind", ["demand", "recall_petition"])
    def test_a_last_day_in_the_holidays_stays_the_last_day(self, hall, request, kind):
        with clock.at(datetime(2026, 1, 18, 9, tzinfo=KUNMING)):
            owed = request.getfixturevalue("owed_now")(kind)
        assert owed.due_on == date(2026, 2, 17)  # the first day of the year of the horse


@pytest.fixture
def owed_now(booth):
    """Makes one of either kind at the moment it is called."""

    def make(kind):
        if kind == "demand":
            return reached(sized.__wrapped__(booth.hall))
        return Asking(booth).reached()

    return make


class TestTheVote:
    def test_calling_it_stops_the_clock(self, asking):
        petition = asking.reached()
        follow()
        asking.call()
        follow()
        assert not Clock.objects.filter(subject_type="recall_petition").exists()
        with clock.at(clock.now() + timedelta(days=60)):
            assert follow() == 0 and marks(petition) == []
        assert turns(petition) == ["开始计时", "计时结束"]

    def test_called_late_it_says_so(self, asking):
        petition = asking.reached()
        clock.advance(days=31)
        asking.call()
        assert Record.objects.of(petition).get(verb="call_vote").data["late"] is True

    def test_a_vote_that_is_stopped_is_owed_again_by_the_same_day(self, asking):
        """Nobody ends a demand by calling its vote and stopping it again."""
        petition = asking.reached()
        with at_share(petition, 0.9):
            follow()
        election = asking.call()
        follow()
        cancel = {"actor": asking.world.chair, "election": election, "remark": "场地停电"}
        election_steps.election_cancel(**cancel)
        again = RecallPetition.objects.get(pk=petition.pk)
        assert (again.status, again.due_on) == ("reached", petition.due_on)
        assert turns(petition)[-1] == "又开始计时，期限不变"
        with at_share(again, 0.95):
            assert follow() == 0  # yellow was told for this day
        with at_share(again, 1.01):
            follow()
        assert marks(again) == ["yellow", "red"]
        assert heard(again, "reopen") >= {"vice", "resident"}
        asking.petition = again
        assert asking.call().petition == again

    def test_an_election_that_nobody_demanded_changes_nothing(self, booth):
        election = booth.called()
        cancel = {"actor": booth.world.chair, "election": election, "remark": "改期"}
        assert election_steps.election_cancel(**cancel).status == "cancelled"
        assert not RecallPetition.objects.exists()

    def test_no_second_demand_while_the_vote_runs(self, asking):
        asking.reached()
        asking.call()
        with pytest.raises(TransitionRefused, match="正在进行"):
            asking.start()
        assert asking.start(key="member2").status == "collecting"

    def test_whoever_leaves_ends_the_duty_and_its_clock(self, asking):
        petition = asking.reached()
        follow()
        seat = Membership.objects.get(pk=petition.membership_id)
        member_unseat(actor=None, membership=seat, ground="death")
        assert recall_petitions.petitions_sweep() == 1
        follow()
        assert not Clock.objects.filter(subject_type="recall_petition").exists()
        assert turns(petition) == ["开始计时", "计时结束"]


class TestTheOnlyLeader:
    """Where the one it is about is the only one who leads, another member calls the vote."""

    def against_the_chair(self, asking, alone: bool):
        if alone:
            RoleAssignment.objects.filter(user=asking.world.vice).delete()
        return asking.reached(key="chair")

    def test_a_member_calls_it(self, asking, as_user):
        petition = self.against_the_chair(asking, alone=True)
        with at_share(petition, 0.81):
            follow()
        assert heard(petition, "clock_yellow") >= {"member1", "member5"}
        assert "chair" not in heard(petition, "clock_yellow")
        page = as_user(asking.world.member1).get("/").content.decode()
        assert "应组织罢免表决" in page
        with pytest.raises(TransitionRefused):
            asking.call(actor="chair")
        assert asking.call(actor="member1").kind == "recall"

    @pytest.mark.parametrize("key", ["member1", "resident", "secretary", "street", "head"])
    def test_not_while_another_leads(self, asking, as_user, key):
        self.against_the_chair(asking, alone=False)
        with pytest.raises((Refused, NotFound)):
            asking.call(actor=key)
        page = as_user(asking.world.people[key]).get("/").content.decode()
        assert "应组织罢免表决" not in page

    @pytest.mark.parametrize("key", ["resident", "secretary", "street", "head", "baita_chair"])
    def test_nobody_else_even_then(self, asking, key):
        self.against_the_chair(asking, alone=True)
        with pytest.raises((Refused, NotFound)):
            asking.call(actor=key)
        assert not access_of(asking.world.people[key]).can(
            "committees.call_recall", asking.petition
        )


class TestTheMeeting:
    def test_convening_stops_it_and_calling_off_goes_on_by_the_same_day(self, sized):
        demand = reached(sized)
        follow()
        meeting = meeting_notify(actor=sized.world.chair, meeting=convened(sized, demand))
        follow()
        assert not Clock.objects.filter(subject_type="demand").exists()
        meeting_cancel(actor=sized.world.chair, meeting=meeting, remark="场地停电")
        follow()
        demand.refresh_from_db()
        assert Clock.objects.get(subject_type="demand").due_at == end_of(demand.due_on)
        assert turns(demand) == ["开始计时", "计时结束", "又开始计时，期限不变"]

    def test_a_plan_that_nobody_was_told_of_stops_nothing(self, sized):
        demand = reached(sized)
        convened(sized, demand)
        with at_share(demand, 1.01):
            follow()
        assert marks(demand) == ["red"]
