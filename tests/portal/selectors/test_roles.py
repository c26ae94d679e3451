"""What an administrator looks at first."""

from datetime import date

from portal.access.checker import Access
from portal.models import Role
from portal.selectors.roles import roster_summary
from portal.services.roles import role_grant


def grant(world, user, until):
    return role_grant(
        actor=None,
        user=world.people[user],
        role=Role.RESIDENT,
        division=world.baita,
        valid_from=date(2026, 1, 1),
        valid_to=until,
    )


def test_terms_that_end_within_sixty_days_come_soonest_first(world):
    later, sooner = (
        grant(world, "stranger", date(2026, 4, 30)),
        grant(world, "resident", date(2026, 3, 5)),
    )
    grant(world, "neighbour", date(2026, 5, 30))
    summary = roster_summary(Access(world.admin))
    assert summary["ending"] == [sooner, later]
    assert len(summary["newest"]) == 5


def test_nobody_else_sees_a_roster(world):
    grant(world, "stranger", date(2026, 3, 5))
    for name in ("districter", "street", "resident"):
        summary = roster_summary(Access(world.people[name]))
        assert summary["ending"] == summary["newest"] == []


def test_the_administrators_home_has_work_on_it(world, as_user):
    page = as_user(world.admin).get("/").content.decode()
    assert "登记任职" in page and "最近登记的任职" in page
    assert "最近登记的任职" not in as_user(world.chair).get("/").content.decode()
