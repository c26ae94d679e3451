"""An amendment may change what the station is to do; one on paper counts after a second look."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from committees.models import Amendment, AmendmentOutcome, Motion
from committees.services.amendment_papers import amendment_compare, amendment_enter
from committees.services.amendments import amendment_to_motion, amendment_withdraw
from committees.services.drafts import ActionDraft
from committees.services.meetings import meeting_end
from committees.services.motions import motion_debate
from committees.services.votes import vote_close, vote_open
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record
from tests.committees.assembly import scan
from tests.committees.conftest import SEATS

NEW = "只在院坝北侧种树，南侧留作活动场地。"


def draft(what="砌树池", days=20, **more):
    words = {"evidence_wanted": "完工照片", "cost_fen": 30_000} | more
    return ActionDraft(what=what, due_on=clock.today() + timedelta(days=days), **words)


@pytest.fixture
def motion(hall):
    motion = hall.motion()
    hall.session(motion)
    return motion_debate(actor=hall.world.chair, motion=motion)


def proposed(hall, motion, **words):
    given = {"actor": hall.world.member2, "motion": motion, "submit_key": uuid4()}
    return amendment_to_motion(**(given | {"text": motion.text} | words))


def entered(hall, motion, **words):
    given = {
        "actor": hall.world.vice,
        "motion": motion,
        "mover": hall.place(motion.current_agenda_item.meeting, "member2"),
        "text": NEW,
        "scans": [scan()],
        "submit_key": uuid4(),
    }
    return amendment_enter(**(given | words))


def voted(hall, motion, row, choice="for"):
    event = vote_open(actor=hall.world.chair, motion=motion, amendment=row)
    hall.say(event, choice, *SEATS[:5])
    return vote_close(actor=hall.world.chair, event_id=event.pk)


def stands(motion):
    return [row.what for row in Motion.objects.get(pk=motion.pk).proposed_actions.all()]


def test_adopted_actions_replace_the_motions_and_become_the_resolutions(hall, motion):
    before = stands(motion)
    row = proposed(hall, motion, actions=[draft(), draft("种三棵桂花", cost_fen=0)])
    assert stands(motion) == before
    voted(hall, motion, row)
    assert stands(motion) == ["砌树池", "种三棵桂花"]
    main = vote_open(actor=hall.world.chair, motion=Motion.objects.get(pk=motion.pk))
    hall.say(main, "for", *SEATS[:5])
    resolution = vote_close(actor=hall.world.chair, event_id=main.pk).resolution
    items = list(resolution.action_items.all())
    assert [item.what for item in items] == ["砌树池", "种三棵桂花"]
    assert items[0].cost_fen == 30_000 and items[0].due_on == draft().due_on


def test_rejected_actions_change_nothing(hall, motion):
    before = stands(motion)
    voted(hall, motion, proposed(hall, motion, actions=[draft()]), "against")
    assert stands(motion) == before


def test_no_actions_at_all_is_a_change_too(hall, motion):
    assert stands(motion)
    voted(hall, motion, proposed(hall, motion, actions=[]))
    assert stands(motion) == []


def test_a_change_of_the_words_leaves_the_actions(hall, motion):
    before = list(motion.proposed_actions.all())
    same = [
        ActionDraft(
            what=row.what,
            due_on=row.due_on,
            evidence_wanted=row.evidence_wanted,
            cost_fen=row.cost_fen,
        )
        for row in before
    ]
    row = proposed(hall, motion, text=NEW, actions=same)
    assert row.actions is None
    voted(hall, motion, row)
    assert [action.pk for action in motion.proposed_actions.all()] == [one.pk for one in before]
    with pytest.raises(RuleViolated) as refused:
        proposed(hall, Motion.objects.get(pk=motion.pk), text=NEW, actions=same)
    assert refused.value.code == "same"


# Made when the test runs: the clock stands still only then.
POOR = {
    "nothing": lambda: [draft(what=" ")],
    "no proof": lambda: [draft(evidence_wanted="")],
    "negative": lambda: [draft(cost_fen=-1)],
    "past": lambda: [draft(days=-1)],
    "thirteen": lambda: [draft(f"第{number}件") for number in range(13)],
}


@pytest.mark.parametrize("poor", POOR)
def test_poor_actions_are_refused(hall, motion, poor):
    with pytest.raises(RuleViolated) as refused:
        proposed(hall, motion, actions=POOR[poor]())
    assert refused.value.field == "actions" and not Amendment.objects.exists()


def test_the_vote_is_on_the_actions_of_the_amendment(hall, motion):
    row = proposed(hall, motion, actions=[draft()])
    event = vote_open(actor=hall.world.chair, motion=motion, amendment=row)
    hall.say(event, "for", *SEATS[:5])
    with pytest.raises(DatabaseError), transaction.atomic():
        Amendment.objects.filter(pk=row.pk).update(actions=[])
    assert vote_close(actor=hall.world.chair, event_id=event.pk).outcome == "adopted"


# On paper


def test_a_paper_is_voted_on_once_a_second_person_compared_it(hall, motion):
    row = entered(hall, motion, actions=[draft()])
    assert (row.mover_name, row.is_on_paper, row.proposed_by) == ("李强", True, None)
    with pytest.raises(TransitionRefused) as refused:
        vote_open(actor=hall.world.chair, motion=motion, amendment=row)
    assert refused.value.code == "unchecked"
    row = amendment_compare(actor=hall.world.chair, amendment=row, is_right=True)
    assert not row.waits_for_check and row.outcome == ""
    voted(hall, motion, row)
    assert Motion.objects.get(pk=motion.pk).text == NEW and stands(motion) == ["砌树池"]


def test_a_wrong_entry_is_out(hall, motion):
    row = entered(hall, motion)
    other = proposed(hall, motion, text=NEW)
    row = amendment_compare(actor=hall.world.chair, amendment=row, is_right=False)
    assert row.outcome == AmendmentOutcome.REFUSED
    with pytest.raises(TransitionRefused) as refused:
        vote_open(actor=hall.world.chair, motion=motion, amendment=row)
    assert refused.value.code == "over"
    voted(hall, motion, other)


def test_neither_who_entered_it_nor_the_mover_compares(hall, motion):
    row = entered(hall, motion)
    for key in ("vice", "member2"):
        with pytest.raises(TransitionRefused) as refused:
            amendment_compare(actor=hall.world.people[key], amendment=row, is_right=True)
        assert refused.value.code == "same_person"
    for key in ("resident", "staff", "street", "baita_chair"):
        with pytest.raises((Refused, NotFound)):
            amendment_compare(actor=hall.world.people[key], amendment=row, is_right=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.filter(pk=row.pk).update(checked_by=row.entered_by_id)


def test_it_is_compared_once(hall, motion):
    row = entered(hall, motion)
    amendment_compare(actor=hall.world.chair, amendment=row, is_right=True)
    for is_right in (True, False):
        with pytest.raises(TransitionRefused) as refused:
            amendment_compare(actor=hall.world.member3, amendment=row, is_right=is_right)
        assert refused.value.code == "checked"


@pytest.mark.parametrize(
    ("words", "field"),
    [({"mover": None}, "mover"), ({"scans": []}, "scan"), ({"text": " "}, "text")],
)
def test_an_entry_without_mover_scan_or_words_is_refused(hall, motion, words, field):
    with pytest.raises(RuleViolated) as refused:
        entered(hall, motion, **words)
    assert refused.value.field == field and not Amendment.objects.exists()


def test_only_somebody_with_a_vote_here_moves_and_nobody_enters_their_own(hall, motion):
    other = hall.motion()
    elsewhere = hall.planned(other).participants.filter(has_vote=True).first()
    mine = hall.place(motion.current_agenda_item.meeting, "vice")
    for mover, code in ((elsewhere, "not_on_roll"), (mine, "self")):
        with pytest.raises(RuleViolated) as refused:
            entered(hall, motion, mover=mover)
        assert refused.value.code == code


@pytest.mark.parametrize("key", ["resident", "staff", "street", "baita_chair"])
def test_only_who_keeps_the_list_enters_papers(hall, motion, key):
    with pytest.raises((Refused, NotFound)):
        entered(hall, motion, actor=hall.world.people[key])


def test_one_form_is_one_entry_and_only_in_the_debate(hall, motion):
    key = uuid4()
    row = entered(hall, motion, submit_key=key)
    assert entered(hall, motion, submit_key=key) == row
    amendment_withdraw(actor=hall.world.vice, amendment=row)
    with pytest.raises(TransitionRefused):
        amendment_compare(actor=hall.world.chair, amendment=row, is_right=True)
    early = hall.motion()
    hall.planned(early)
    with pytest.raises(TransitionRefused):
        entered(hall, early)


def test_who_moves_is_an_account_or_a_place_never_both_or_none(hall, motion):
    row = entered(hall, motion)
    for change in ({"proposed_by": hall.world.vice}, {"mover": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Amendment.objects.filter(pk=row.pk).update(**change)


def test_the_record_tells_of_it_and_the_meeting_ends(hall, motion):
    row = entered(hall, motion)
    amendment_compare(actor=hall.world.chair, amendment=row, is_right=True)
    verbs = set(Record.objects.of(motion).values_list("verb", flat=True))
    assert {"amendment_enter", "amendment_confirm"} <= verbs
    meeting_end(actor=hall.world.chair, meeting=motion.current_agenda_item.meeting)


# On the pages


def test_a_member_changes_actions_on_the_page_and_enters_a_paper(hall, motion, as_user):
    item = motion.current_agenda_item
    place = f"/meetings/{item.meeting_id}/agenda/{item.pk}/amendments/"
    vice, chair = as_user(hall.world.vice), as_user(hall.world.chair)
    assert motion.proposed_actions.first().what in vice.get(place).content.decode()
    rows = {
        "actions-TOTAL_FORMS": "1",
        "actions-INITIAL_FORMS": "0",
        "actions-0-what": "砌树池",
        "actions-0-due_on": draft().due_on.isoformat(),
        "actions-0-evidence_wanted": "完工照片",
        "actions-0-cost": "300",
    }
    given = rows | {"text": NEW, "submit_key": uuid4()}
    more = vice.post(place, given | {"add_row": "1"})
    assert more.status_code == 200 and "第 2 条" in more.content.decode()
    mover = hall.place(item.meeting, "member2").pk
    poor = vice.post(place, given | {"mover": mover})
    assert poor.status_code == 400 and "照片" in poor.content.decode()
    assert vice.post(place, given | {"mover": "999999"}).status_code == 400
    assert vice.post(place, given | {"mover": mover, "scan": scan()}).status_code == 302
    row = Amendment.objects.get()
    assert row.mover_id == mover and row.actions[0]["cost_fen"] == 30_000
    page = chair.get(f"/meetings/{item.meeting_id}/").content.decode()
    assert "与纸质件一致" in page and "砌树池" in page and "先表决这一条" not in page
    assert "与纸质件一致" not in vice.get(f"/meetings/{item.meeting_id}/").content.decode()
    assert chair.post(f"/amendments/{row.pk}/compare/", {"said": "x"}).status_code == 404
    chair.post(f"/amendments/{row.pk}/compare/", {"said": "right"})
    page = chair.get(f"/meetings/{item.meeting_id}/").content.decode()
    assert "先表决这一条" in page


def test_others_reach_neither_page_nor_scan(hall, motion, as_user):
    row = entered(hall, motion)
    for user in (hall.world.resident, hall.world.baita_chair):
        client = as_user(user)
        answer = client.post(f"/amendments/{row.pk}/compare/", {"said": "right"})
        assert answer.status_code in {403, 404}
        assert client.get(f"/pictures/{row.scan_id}/full/").status_code == 404
