"""What the pages of an election need: its plan, its buttons, its result in words."""

from django.utils.translation import gettext as _

from committees.guards import counts
from committees.models import RollKind
from committees.selectors import election_pages as read
from committees.selectors import election_rows as find
from committees.selectors.election_owed import owed_now
from committees.selectors.election_plan import plan_of
from committees.selectors.papers import moment
from committees.services.applications import REGISTER
from committees.services.candidates import NOMINATE, UNTIL_THE_VOTE
from committees.services.election_counts import sheets_differ
from committees.services.election_steps import BEFORE_THE_ROLL
from committees.services.objections import OBJECT, objections_until
from committees.workflows.elections import CALL, RUN, VOID, ElectionStatus
from portal.access.checker import Access
from portal.kernel import clock
from portal.selectors.timelines import records_of_one, timeline_entries
from portal.views.steps import buttons_for, split

STEP = "committees:election_step"
PAGES = {"hear_defence": "committees:election_defence"}


def plan_rows(election) -> list[dict]:
    """The plan, one line a step."""
    return [
        {
            "label": step.label,
            "state": step.state,
            "opens": moment(step.from_on),
            "due": moment(step.due_on),
            "article": "" if step.article == "默认" else step.article,
            "done": moment(step.done_on),
        }
        for step in plan_of(election, clock.today())
    ]


def election_facts(election) -> list[dict]:
    """Kind, form, day, place, law."""
    posts = "、".join(f"{row.get_seat_display()} {row.seats}" for row in election.posts_in_order)
    rules = election.rules
    rows = [
        (_("种类"), election.get_kind_display()),
        (_("方式"), election.get_form_display()),
        (_("应选"), posts),
        (_("选举日"), moment(election.election_day)),
        (_("投票地点"), election.polling_place),
        (_("新一届任期自"), moment(election.term_from)),
        (_("见面会"), _meeting(election)),
        (_("依据"), f"{rules['title']} {rules['election']['validity_article']}"),
    ]
    return [{"label": label, "value": value, "url": ""} for label, value in rows]


def _meeting(election) -> str:
    if election.meeting_at is None:
        return ""
    return f"{moment(election.meeting_at)} {election.meeting_place}"


def result_context(election, candidates) -> dict:
    """The result, post by post."""
    return {
        "blocks": read.result_blocks(election, candidates),
        "result_head": [_("候选人"), _("得票"), _("当选线"), _("结果")],
        "outcome": election.get_outcome_display(),
    }


def election_timeline(election) -> list:
    """The newest thirty steps by name; whoever objected to the roll is not named even here."""
    records = records_of_one(election, public_only=False)[:30]
    return [
        entry for row in records for entry in timeline_entries([row], names=row.verb != "object")
    ]


RESULT_OUT = {ElectionStatus.ANNOUNCED, ElectionStatus.FILED}
BEFORE_VOTE = read.ROLL_SHOWN - {ElectionStatus.VOTING, ElectionStatus.COUNTED}


def _more_rights(access: Access, election, runs: bool) -> dict:
    """Before the roll the day; before the vote meeting and withdrawals; after it the finding."""
    state = election.status
    return {
        "moves_day": state in BEFORE_THE_ROLL
        and not election.is_runoff
        and access.can(CALL, election),
        "announces_meeting": runs and state == ElectionStatus.NOMINATED and not election.is_recall,
        "withdraws": runs and state in UNTIL_THE_VOTE,
        "voids": state in RESULT_OUT and access.can(VOID, election),
    }


def _rights(access: Access, election) -> dict:
    runs, state = access.can(RUN, election), election.status
    nominates = state == ElectionStatus.ROLL_PUBLISHED and not election.is_recall
    return {
        "runs": runs,
        "names_officers": state in {ElectionStatus.PLANNED, ElectionStatus.COMMITTEE_FORMED}
        and access.can(CALL, election),
        "registers": runs and state == ElectionStatus.REGISTRATION,
        "nominates": nominates and access.can(NOMINATE, election),
        "notes_proxies": runs and state in BEFORE_VOTE and election.form != "representatives",
        "counts": runs and state == ElectionStatus.VOTING,
        **_more_rights(access, election, runs),
    }


def _buttons(access: Access, election) -> dict:
    pages = dict(PAGES)
    if election.outcome == "runoff":
        pages["announce"] = "committees:election_announce"
    offered = buttons_for(election, access.user, STEP, pages)
    # The defence belongs to recalls alone, candidates to the others.
    never = {"void", "meet_residents"} if election.is_recall else {"void", "hear_defence"}
    if election.is_recall:
        never |= {"publish_candidates", "renominate"}
    if counts.candidates_are_short(election, access.user):
        never |= {"renominate"}
    return split([button for button in offered if button["name"] not in never])


def desk_context(access: Access, page) -> dict:
    """The desk of an election."""
    election, rights = page.election, _rights(access, page.election)
    return {
        "page": page,
        "election": election,
        "to_do": owed_now(page) if rights["runs"] else [],
        "plan": plan_rows(election),
        "facts": election_facts(election),
        "timeline": election_timeline(election),
        "differ": sheets_differ(page.sheets) if len(page.sheets) == 2 else [],
        "has_sheet": any(row.entered_by_id == access.user.pk for row in page.sheets),
        **result_context(election, page.candidates),
        **rights,
        **_buttons(access, election),
    }


def _registering(access: Access, election) -> dict:
    """Whether one may register oneself now, and what became of it."""
    return {
        "may_register": access.user.is_authenticated
        and election.status == ElectionStatus.REGISTRATION
        and access.can(REGISTER, election),
        "application": find.application_of(election, access.user),
    }


def public_context(access: Access, page) -> dict:
    """The public page."""
    election = page.election
    lives_here = access.user.is_authenticated and access.can(OBJECT, election)
    last = objections_until(election)
    return {
        "page": page,
        "election": election,
        "plan": plan_rows(election),
        "facts": election_facts(election),
        "may_object": lives_here and last is not None and clock.today() <= last,
        "object_until": last,
        **_registering(access, election),
        "may_complain": lives_here,
        **(result_context(election, page.candidates) if page.shows_result else {}),
    }


def rolls_of(election) -> list[dict]:
    """The rolls of an election: the voters' and, in another form, that of the form beside it."""
    kinds = dict.fromkeys((RollKind.VOTERS, RollKind(election.form)))
    return [{"key": kind.value, "label": kind.label} for kind in kinds]


def roll_asked(request, election) -> str:
    """The roll that the address means; the voters' when it means none of this election."""
    given = request.GET.get("roll", "")
    return given if given == election.form else RollKind.VOTERS.value
