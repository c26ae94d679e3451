"""An affair's many steps are one entry in the list of notices."""

from portal.access.checker import Access
from portal.selectors.notices import grouped, notices_of
from portal.services import notices, sealing
from resident_affairs.services.triage import issue_accept, issue_assign


def told():
    sealing.record_seal()
    notices.notices_run()


def test_steps_of_one_affair_stand_under_its_newest(world, file_issue):
    one, two = file_issue(), file_issue()
    for issue in (one, two):
        issue_accept(actor=world.head, issue=issue)
    issue_assign(actor=world.head, issue=one)
    told()
    lines = grouped(notices_of(Access(world.resident)).lines)
    assert len(lines) == len({line.subject for line in lines}) == 2
    newest = next(line for line in lines if line.subject == ("issue", one.pk))
    assert newest.earlier and all(step.subject == newest.subject for step in newest.earlier)
    assert all(step.id < newest.id for step in newest.earlier)


def test_who_heard_one_step_has_nothing_under_it(world, file_issue):
    issue_accept(actor=world.head, issue=file_issue())
    told()
    lines = grouped(notices_of(Access(world.resident)).lines)
    assert all(not line.earlier for line in lines)
    assert notices_of(Access(world.stranger)).lines == []
