"""Where an issue is, for whoever knows its number and the last four digits of the phone."""

import re
from dataclasses import dataclass
from hmac import compare_digest

from django.utils.translation import gettext as _

from portal.kernel.errors import RuleViolated
from portal.kernel.references import reference_parse
from resident_affairs.models import Issue
from resident_affairs.selectors.faces import Face, face_of
from resident_affairs.selectors.told import entries_of

MAX_ID = 2**63 - 1


@dataclass(frozen=True)
class Tracked:
    """What may be told without a login: no text, no names, no messages."""

    issue: Issue
    face: Face
    entries: list


def issue_by_tracking(reference: str, last_four: str) -> Tracked:
    """The issue, or the same RuleViolated for a wrong number, a wrong phone and none at all."""
    parsed = reference_parse(reference)
    prefix, year, number = parsed or ("", 0, 0)
    rows = Issue.objects.select_related(
        "category", "community", "subdistrict", "contact", "reporter"
    )
    issue = rows.filter(pk=number if number <= MAX_ID else 0).first()
    digits = re.sub(r"\D", "", last_four)
    known = issue is not None and prefix == "ISS" and issue.created_at.year == year
    phone = _phone_of(issue) if known else ""
    fits = compare_digest(phone[-4:].encode() or b"none", digits.encode())
    if not (known and fits and len(digits) == 4):
        raise RuleViolated(_("编号或手机尾号不对，请再核对一下。"), code="unknown")
    return Tracked(issue, face_of(issue), entries_of(issue, public_only=True, names=False))


def issue_by_reference(access, reference: str) -> Issue:
    """The issue with this number, for those who handle it; RuleViolated on ``target`` else."""
    parsed = reference_parse(reference)
    pk = parsed[2] if parsed and parsed[0] == "ISS" and parsed[2] <= MAX_ID else 0
    issue = Issue.objects.filter(access.scope("resident_affairs.view_issue"), pk=pk).first()
    if issue is None or issue.created_at.year != parsed[1]:
        raise RuleViolated(_("没有找到这个编号。"), field="target", code="missing")
    return issue


def _phone_of(issue) -> str:
    """The phone that was left with the issue, else the account's."""
    contact = getattr(issue, "contact", None)
    if contact is not None and contact.phone:
        return contact.phone
    return (issue.reporter.phone or "") if issue.reporter_id else ""
