"""What an election committee owes at this moment, each with the place where it is done."""

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.models.candidates import CandidateState
from committees.selectors.election_pages import DeskPage
from committees.selectors.election_rows import applications_waiting
from committees.selectors.papers import moment
from committees.workflows.elections import ElectionStatus


def owed_now(page: DeskPage) -> list[dict]:
    """{"words", "url"} of the applications, nominations and objections that wait, and the count."""
    election = page.election
    registering = election.status == ElectionStatus.REGISTRATION
    applied = applications_waiting(election) if registering else []
    named = [row for row in page.candidates if row.state == CandidateState.NOMINATED]
    objected = [row for row in page.objections if row.ruled_on is None]
    roll = reverse("committees:election_roll", args=[election.pk])
    found = []
    if applied:
        words = _("%(n)d 份登记申请等待处理") % {"n": len(applied)}
        found.append({"words": words, "url": roll})
    if named and election.status == ElectionStatus.ROLL_PUBLISHED:
        words = _("%(n)d 个提名等待审查") % {"n": len(named)}
        found.append({"words": words, "url": "#candidates"})
    if election.status == ElectionStatus.VOTING and len(page.sheets) < 2:
        words = _("计票单已录入 %(n)d 份，要两份") % {"n": len(page.sheets)}
        sheet = reverse("committees:election_sheet", args=[election.pk])
        found.append({"words": words, "url": sheet})
    if objected:
        due = {"n": len(objected), "day": moment(min(row.due_on for row in objected))}
        words = _("%(n)d 条名单异议等待处理，最迟 %(day)s") % due
        found.append({"words": words, "url": "#objections"})
    return found
