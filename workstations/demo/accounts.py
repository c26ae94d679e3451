"""The demo's accounts as a table, for the terminal and the log-in page."""

from portal.models import Role, RoleAssignment
from workstations.demo.people import MAIN_POSTS, Account
from workstations.demo.seed import STAFFED

WATCHING = ("oversight{}-1", "unit{}")
OFFICIALS = (
    "street",
    "street-vice",
    "street-donghua",
    "district",
    "department",
    "urban",
    "fire",
    "housing",
)
OFFICIALS += ("inspector", "petition", "auditor", "admin")


def demo_accounts() -> list[Account]:
    """The listed accounts that exist, main community first."""
    stems = [*(stem + "{}" for stem, _role in MAIN_POSTS), *WATCHING]
    wanted = [stem.format(suffix) for suffix in STAFFED.values() for stem in stems]
    order = {name: index for index, name in enumerate([*wanted, *OFFICIALS])}
    rows = RoleAssignment.objects.active().filter(user__username__in=order)
    found = {
        row.user.username: Account(
            row.user.username,
            row.user.name,
            str(Role(row.role).label),
            row.division.short_name if row.division.level < 6 else row.division.parent.short_name,
        )
        for row in rows.select_related("user", "division__parent")
    }
    return [found[name] for name in order if name in found]
