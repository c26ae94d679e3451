"""The closed loop by hand: from a resident's report to the resident's rating, each step by the
right person, on the pages that stand there, without JavaScript."""

from datetime import timedelta

import pytest

from committees.models import Meeting, Membership, Motion, Resolution, VoteEvent
from portal.kernel import clock
from portal.models import Record
from portal.services.files import pictures_sweep
from portal.services.rules import rules_load_defaults
from resident_affairs.models import Issue
from tests.journeys.person import Person
from tests.workstations.conftest import photo
from workstations.models import Assessment, Task

TEXT = "东风巷14号院坝积水很深，老人出门要绕道，想请大家商量怎么修。"
MEMBERS = ("chair", "vice", "member1", "member2", "member3")


@pytest.fixture
def people(world):
    """Everybody of 明通巷 at a browser of their own."""
    rules_load_defaults()
    people = {key: Person(user) for key, user in world.people.items()}
    return {"visitor": Person(), **people}


def resident_reports(world, people) -> Issue:
    """Three steps on a phone, with a photo."""
    resident = people["resident"].opens("/report/")
    resident.sends("/report/", text=TEXT, photos=photo("brown"))
    resident.sends(
        "/report/",
        category=world.categories["greening"].pk,
        building="东风巷14号院",
        place="院坝中间",
    )
    resident.sends("/report/", visibility="public")
    issue = Issue.objects.get()
    resident.sees(issue.reference)
    assert issue.status == "submitted" and issue.photos.count() == 1
    return issue


def chair_refers(people, issue) -> None:
    """It concerns the whole courtyard: to the committee."""
    people["chair"].opens("/").sees(issue.title)
    page = people["chair"].opens(f"/desk/issues/{issue.pk}/")
    page.sends(f"/issues/{issue.pk}/accept/")
    page.opens(f"/desk/issues/{issue.pk}/").sends(f"/issues/{issue.pk}/refer/")
    issue.refresh_from_db()
    assert issue.status == "referred"


def member_raises_motion(people, issue) -> Motion:
    """A member turns it into a motion with two things to do."""
    due = clock.today() + timedelta(days=30)
    page = people["member1"].opens(f"/motions/new/?issue={issue.pk}")
    words = {
        "title": "东风巷14号院坝整治",
        "text": "疏通下水，补种桂花，由社工站组织实施。",
        "actions-0-what": "疏通院坝下水",
        "actions-0-due_on": due.isoformat(),
        "actions-0-evidence_wanted": "前后照片",
        "actions-1-what": "补种八棵桂花",
        "actions-1-due_on": due.isoformat(),
        "actions-1-evidence_wanted": "前后照片",
        "actions-1-cost": "2400",
    }
    page.sends("/motions/new/", **words)
    motion = Motion.objects.get()
    assert motion.proposed_actions.count() == 2
    return motion


def chair_convenes(people, motion) -> Meeting:
    """A meeting in a week, with the motion on its agenda, and its notice."""
    page = people["chair"].opens("/meetings/new/")
    starts = (clock.now() + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M")
    page.sends(
        "/meetings/new/",
        title="三月例会",
        starts_at=starts,
        place="社区会议室",
        motions=motion.pk,
    )
    meeting = Meeting.objects.get()
    page.opens(f"/meetings/{meeting.pk}/").sends(f"/meetings/{meeting.pk}/steps/notify/")
    return meeting


def committee_decides(world, people, meeting, motion) -> Resolution:
    """Present five of seven; four for, one against; adopted with its arithmetic shown."""
    clock.advance(days=7)
    chair = people["chair"].opens(f"/meetings/{meeting.pk}/")
    chair.sends(f"/meetings/{meeting.pk}/steps/open/")
    for key in MEMBERS:
        page = people[key].opens(f"/meetings/{meeting.pk}/")
        page.sends(f"/meetings/{meeting.pk}/attendance/", participant=None, presence=None)
    chair.opens(f"/meetings/{meeting.pk}/").sends(f"/motions/{motion.pk}/steps/debate/")
    item = meeting.agenda_items.get()
    chair.opens(f"/meetings/{meeting.pk}/").sends(
        f"/agenda/{item.pk}/notes/", speaker="周芳", text="先通下水再种树"
    )
    chair.opens(f"/meetings/{meeting.pk}/").sends(f"/motions/{motion.pk}/steps/open_vote/")
    event = VoteEvent.objects.get()
    for key in MEMBERS:
        choice = "against" if key == "vice" else "for"
        people[key].opens(f"/votes/{event.pk}/").sends(f"/votes/{event.pk}/cast/", choice=choice)
    chair.opens(f"/votes/{event.pk}/").sends(f"/votes/{event.pk}/close/")
    resolution = Resolution.objects.get()
    chair.opens(f"/resolutions/{resolution.pk}/")
    chair.sends(f"/resolutions/{resolution.pk}/steps/publish/")
    people["visitor"].opens(f"/resolutions/{resolution.pk}/").sees("东风巷14号院坝整治")
    return resolution


def station_executes(world, people, task, colour) -> None:
    """The head assigns, the social worker accepts, notes, photographs and delivers."""
    head = people["head"].opens(f"/tasks/{task.pk}/assign/")
    head.sends("/assign/", assignee=world.staff.pk)
    staff = people["staff"].opens("/").sees(task.title)
    staff.opens(f"/tasks/{task.pk}/").sends(f"/tasks/{task.pk}/steps/accept/")
    staff.sends(
        f"/tasks/{task.pk}/steps/note_progress/",
        text="施工队进场",
        percent="50",
        photos=photo("grey"),
        stage="during",
        is_public="on",
    )
    staff.sends(f"/tasks/{task.pk}/steps/deliver/", remark="已经完工", photos=photo(colour))
    task.refresh_from_db()
    assert task.status == "delivered" and task.evidence.count() == 2


def committee_verifies(people, task) -> None:
    """A member looks at the photos and verifies; the executor is offered nothing of the kind."""
    pictures_sweep()
    assert "steps/verify" not in people["staff"].opens(f"/tasks/{task.pk}/").text
    member = people["member2"].opens("/tasks/verify/").sees(task.reference)
    member.opens(f"/tasks/{task.pk}/").sends(
        f"/tasks/{task.pk}/steps/verify/", remark="现场看过，办得好"
    )
    task.refresh_from_db()
    assert task.status == "verified"


def resident_rates(people, issue) -> None:
    """Told, looks, confirms, rates five."""
    page = people["resident"].opens(f"/issues/{issue.pk}/")
    page.sends(f"/issues/{issue.pk}/rate/", score="5", is_solved="yes", words="终于不积水了")
    issue.refresh_from_db()
    assert issue.status == "closed" and issue.is_solved


def test_one_affair_goes_the_whole_way(world, people):
    issue = resident_reports(world, people)
    chair_refers(people, issue)
    motion = member_raises_motion(people, issue)
    meeting = chair_convenes(people, motion)
    clock.advance(days=7)
    resolution = committee_decides(world, people, meeting, motion)
    tasks = list(Task.objects.order_by("id"))
    assert [task.action_item.resolution for task in tasks] == [resolution, resolution]
    for task, colour in zip(tasks, ("green", "blue"), strict=True):
        clock.advance(days=2)
        station_executes(world, people, task, colour)
        committee_verifies(people, task)
    issue.refresh_from_db()
    resolution.refresh_from_db()
    assert (issue.status, resolution.status) == ("settled", "implemented")
    resident_rates(people, issue)
    people["chair"].opens(f"/resolutions/{resolution.pk}/").sends("/steps/publish_result/")
    assessment = Assessment.objects.get()
    assert (assessment.rated, assessment.average, assessment.solved) == (1, 5, 1)
    people["member1"].opens("/assessments/").sees(issue.title, "李静")
    the_street_sees_and_cannot_touch(people, issue, resolution, tasks[0])
    everybody_reads_the_way_without_names(people, issue)
    the_record_is_complete(world, issue, motion, resolution, tasks)


def the_street_sees_and_cannot_touch(people, issue, resolution, task) -> None:
    """The sub-district reads it all and finds no button that changes anything."""
    street = people["street"].opens(f"/affairs/{issue.pk}/").sees("赵敏", "李静", "疏通院坝下水")
    for path in (f"/resolutions/{resolution.pk}/", f"/tasks/{task.pk}/"):
        street.opens(path)
        assert not [f for f in street.forms if "/steps/" in f["action"]]
    assert people["donghua_street"].cannot_open(f"/affairs/{issue.pk}/")


def everybody_reads_the_way_without_names(people, issue) -> None:
    """One page, five actors, no names."""
    visitor = people["visitor"].opens(f"/affairs/{issue.pk}/public/")
    visitor.sees("居委会议", "社工站行", "疏通院坝下水", "解决了")
    for name in ("王桂芳", "李静", "卫国", "赵敏", "孙丽"):
        assert name not in visitor.text
    assert people["visitor"].cannot_open(f"/affairs/{issue.pk}/")


def the_record_is_complete(world, issue, motion, resolution, tasks) -> None:
    """Who, from → to, without a gap, for each thing that moved."""
    for subject, last in (
        (issue, "closed"),
        (motion, "adopted"),
        *((t, "verified") for t in tasks),
    ):
        rows = list(Record.objects.of(subject))
        moves = [row for row in rows if row.from_state]
        states = [moves[0].from_state] + [row.to_state for row in moves]
        assert all(row.from_state == was for row, was in zip(moves, states, strict=False))
        assert states[-1] == last
        assert all(row.actor_id for row in rows)
    doers = {row.verb: row.actor for row in Record.objects.of(tasks[0])}
    assert doers["open"] == world.chair
    assert doers["assign"] == world.head
    assert doers["accept"] == doers["deliver"] == world.staff
    assert doers["verify"] == world.member2
    assert Record.objects.of(issue).last().actor == world.resident
    seats = Membership.objects.filter(user__in=(world.staff, world.head))
    assert not seats.exists()
