"""Who reported an issue: shown to those who handle it only, and every look is recorded."""

from django.db import transaction

from portal.access.checker import access_of
from portal.kernel.errors import NotFound
from portal.services.records import record_append
from resident_affairs.models import Reporter

SEE = "resident_affairs.view_reporter"


@transaction.atomic
def reporter_reveal(*, actor, issue) -> Reporter | None:
    """The name and phone of whoever reported ``issue``; an account stands in for a contact that
    was not left. None when neither is known."""
    access = access_of(actor)
    if not access.can("resident_affairs.view_issue", issue):
        raise NotFound()
    access.require(SEE, issue)
    post = access.post_for(SEE, issue)
    record_append(subject=issue, verb="reporter_seen", actor=actor, post=post, is_public=False)
    contact = Reporter.objects.filter(issue=issue).first()
    if contact is None and issue.reporter_id:
        person = issue.reporter
        contact = Reporter(issue=issue, name=person.name, phone=person.phone or "")
    return contact
