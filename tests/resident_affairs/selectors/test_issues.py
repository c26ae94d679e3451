"""Lists: who sees which rows, filters, keyset, search, and the number of statements."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.access.checker import Access, access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.kernel.search import bigrams
from resident_affairs.models import Issue
from resident_affairs.selectors.details import issue_detail
from resident_affairs.selectors.issues import (
    IssueFilter,
    issues_awaiting_deliberation,
    issues_followed,
    issues_for_triage,
    issues_of_reporter,
    issues_visible,
)
from resident_affairs.services.following import issue_follow
from resident_affairs.services.triage import issue_accept


def seen(user, **wanted):
    return {row.pk for row in issues_visible(Access(user), IssueFilter(**wanted)).rows}


@pytest.fixture
def many(world):
    """``many(n)`` public issues at once."""

    def make(count):
        Issue.objects.bulk_create(
            Issue(
                community=world.mingtong,
                subdistrict=world.tuodong,
                district=world.district,
                category=world.categories["water"],
                title=f"第{n}号院积水",
                text="积水很深",
                search_bigrams=bigrams(f"第{n}号院积水 积水很深"),
                reporter=world.resident,
                filed_by=world.resident,
                submit_key=uuid.uuid4(),
                status="accepted",
            )
            for n in range(count)
        )

    return make


def test_a_visitor_sees_public_issues_that_somebody_has_read(world, issue_in, file_issue):
    accepted = issue_in("accepted")
    for state in ("submitted", "declined", "withdrawn"):
        issue_in(state)
    issue_accept(actor=world.head, issue=file_issue(visibility="staff"))
    assert seen(AnonymousUser()) == {accepted.pk} == seen(world.neighbour)


def test_reporter_handlers_and_officials_see_more(world, issue):
    for who in ("resident", "staff", "chair", "street", "districter"):
        assert seen(world.people[who]) == {issue.pk}, who


@pytest.mark.parametrize("who", ["neighbour", "baita_head", "donghua_street", "stranger"])
def test_others_do_not(world, issue, who):
    assert seen(world.people[who]) == set()
    with pytest.raises(NotFound):
        issue_detail(access_of(world.people[who]), issue.pk)


def test_the_filters(world, issue_in, file_issue):
    running, closed = issue_in("in_progress"), issue_in("closed")
    plant = issue_accept(
        actor=world.head, issue=file_issue(category=world.categories["greening"], text="想种花草树")
    )
    me = world.head
    assert seen(me, state="running") == {running.pk}
    assert seen(me, state="closed") == {closed.pk}
    assert seen(me, category=world.categories["greening"].pk) == {plant.pk}
    assert seen(me, community=world.baita.pk) == set()
    assert seen(me, since=clock.today() + timedelta(days=1)) == set()
    clock.advance(days=8)
    assert seen(me, is_overdue=True) == {running.pk}


@pytest.mark.parametrize("text", ["积水", "东风巷", "花草", "14", "排水管"])
def test_search_equals_like(world, file_issue, text):
    rows = [
        file_issue(text="东风巷14号院坝积水很深"),
        file_issue(text="院子里想种花草"),
        file_issue(text="没有别的", place="东风巷口"),
    ]
    like = {
        row.pk for row in rows if any(text in part for part in (row.title, row.text, row.place))
    }
    assert seen(world.head, text=text) == like


@pytest.mark.parametrize("text", ["'", '"', "%", "*", "a OR b", "💧", "OR", "积水'"])
def test_hostile_search_is_harmless(world, issue, text):
    assert seen(world.head, text=text) == set()


def test_keyset_pages_meet_without_gap(world, many):
    many(45)
    ids, before = [], None
    while True:
        page = issues_visible(access_of(world.head), before=before)
        ids += [row.pk for row in page.rows]
        before = page.next_before
        if before is None:
            break
    assert len(ids) == len(set(ids)) == 45 and ids == sorted(ids, reverse=True)


def test_mine_and_followed(world, issue, issue_in):
    other = issue_in("accepted", actor=world.neighbour)
    issue_follow(actor=world.resident, issue=other)
    assert issues_of_reporter(access_of(world.resident)).rows == [issue]
    assert issues_followed(access_of(world.resident)).rows == [other]


def test_the_desk_holds_what_one_triages(world, issue, issue_in):
    escalated = issue_in("escalated")
    of = {
        who: set(issues_for_triage(access_of(world.people[who]), IssueFilter()).rows)
        for who in ("head", "street", "staff", "baita_head", "donghua_street")
    }
    assert of["head"] == {issue, escalated}
    assert of["street"] == {escalated}
    assert not (of["staff"] | of["baita_head"] | of["donghua_street"])


def test_the_committees_intake(world, issue_in):
    issue = issue_in("referred")
    assert issues_awaiting_deliberation(access_of(world.chair)) == [issue]
    assert issues_awaiting_deliberation(access_of(world.baita_chair)) == []
    assert issues_awaiting_deliberation(access_of(world.neighbour)) == []


def statements(run) -> int:
    with CaptureQueriesContext(connection) as queries:
        run()
    return len(queries)


def test_a_list_costs_the_same_at_10_and_at_50_rows(world, many):
    many(10)
    ten = statements(lambda: issues_visible(Access(world.head)))
    many(40)
    fifty = statements(lambda: issues_visible(Access(world.head)))
    assert ten == fifty == 2  # assignments with their grants, rows


def test_a_detail_costs_five_statements_whatever_hangs_on_it(world, issue_in):
    issue = issue_in("in_progress")
    assert statements(lambda: issue_detail(Access(world.head), issue.pk)) == 5
    assert statements(lambda: issue_detail(Access(world.resident), issue.pk)) == 5
    assert statements(lambda: issue_detail(Access(AnonymousUser()), issue.pk)) == 3
