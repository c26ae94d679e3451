"""Lists put into SQL once for each shape give the rows of the plain query, each to its reader."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.access.checker import Access
from portal.kernel import clock
from resident_affairs.models import Issue
from resident_affairs.selectors import issues as select
from resident_affairs.selectors.issues import IssueFilter, issues_visible

PEOPLE = ("resident", "neighbour", "head", "chair", "street", "districter", "baita_head", "admin")
FILTERS = (
    {},
    {"state": "open"},
    {"state": "accepted"},
    {"state": "no-such-state"},
    {"is_overdue": True},
    {"since": date(2026, 3, 1), "until": date(2026, 3, 3)},
    {"since": date(2026, 3, 3)},
    {"until": date(2026, 3, 1)},
    {"rows": 50},
)


@pytest.fixture
def mixed(world, file_issue, issue_in):
    """Issues of two communities, in several states, hidden and public ones, one overdue."""
    for state in ("submitted", "accepted", "declined", "settled", "closed"):
        issue_in(state)
    file_issue(actor=world.neighbour, visibility="staff", text="只给办理人员看的")
    file_issue(actor=world.baita_resident, community=world.baita)
    late = issue_in("accepted")
    Issue.objects.filter(pk=late.pk).update(due_at=clock.now() - timedelta(days=1))


def plain(access, wanted, before=None):
    rows = select._narrowed(select._listed().filter(select.visible_to(access)), wanted, before)
    return [row.pk for row in select._page(rows, before, wanted.rows).rows]


def shown(access, wanted, before=None):
    return [row.pk for row in issues_visible(access, wanted, before).rows]


def test_every_shape_gives_the_plain_rows(world, mixed):
    people = [getattr(world, name) for name in PEOPLE]
    middle = Issue.objects.order_by("id")[4].pk
    found = set()
    for person in [*people, AnonymousUser()]:
        access = Access(person)
        for words in FILTERS:
            for more in ({}, {"community": world.mingtong.pk}, {"subdistrict": world.donghua.pk}):
                wanted = IssueFilter(**words, **more)
                for before in (None, middle):
                    rows = shown(access, wanted, before)
                    assert rows == plain(access, wanted, before), (person, wanted, before)
                    found.add(tuple(rows))
    assert len(found) > 10


def test_two_people_of_one_shape_do_not_read_each_others_hidden_issues(world, mixed):
    own, other = Access(world.neighbour), Access(world.resident)
    hidden = Issue.objects.get(visibility="staff").pk
    for _time in range(2):
        assert hidden in shown(own, IssueFilter())
        assert hidden not in shown(other, IssueFilter())
    assert hidden not in shown(Access(AnonymousUser()), IssueFilter())


def test_the_same_post_elsewhere_reads_other_issues(world, mixed):
    hidden = Issue.objects.get(visibility="staff").pk
    assert hidden in shown(Access(world.head), IssueFilter())
    assert hidden not in shown(Access(world.baita_head), IssueFilter())
    assert hidden in shown(Access(world.head), IssueFilter())


def test_what_is_overdue_follows_the_clock(world, mixed):
    access, wanted = Access(world.head), IssueFilter(is_overdue=True)
    before = shown(access, wanted)
    with clock.at(clock.now() + timedelta(days=60)):
        assert set(before) < set(shown(access, wanted))
    assert shown(access, wanted) == before


@pytest.mark.parametrize("before", [2**63, 10**18, 1])
def test_an_id_far_away_is_no_error(world, mixed, before):
    assert isinstance(shown(Access(world.head), IssueFilter(), before), list)
