"""Who only supervises reads everything in scope and edits no business record (DOMAIN b)."""

import pytest

from portal.access.policies import all_policies
from portal.models import Role
from portal.services.transitions import transitions_offered
from workstations.policies import OVERSEERS

READS = (
    "resident_affairs.view_public_issue",
    "workstations.view_task",
    "workstations.view_order",
    "workstations.view_entrusted",
    "workstations.view_assessment",
    "workstations.view_dashboard",
    "workstations.view_case",
    "workstations.view_inspection",
)
# All that each of them may do: their own acts, and nothing to what others keep.
OWN = {
    Role.DISCIPLINE_INSPECTOR: {
        "workstations.open_case",
        "workstations.handle_case",
        "workstations.inspect",
    },
    Role.AUDITOR: {
        "workstations.audit_transfer",
        "workstations.open_case",
        "workstations.handle_case",
        "workstations.inspect",
    },
    Role.PETITION_OFFICER: {
        "workstations.open_case",
        "workstations.handle_petition",
        "workstations.extend_petition",
    },
    # §36, §37: hosts the appraisal, counts, asks for a meeting; nothing of the station's.
    Role.OVERSIGHT_MEMBER: {"workstations.oversee_case"},
}


@pytest.mark.parametrize("role", sorted(OVERSEERS))
@pytest.mark.parametrize("name", READS)
def test_each_reads_all_in_scope(role, name):
    policy = next(policy for policy in all_policies() if policy.name == name)
    assert role in policy.roles and not policy.acts


@pytest.mark.parametrize("role", sorted(OVERSEERS))
def test_no_acting_policy_outside_their_own_list(role):
    acting = {policy.name for policy in all_policies() if policy.acts and role in policy.roles}
    if role == Role.OVERSIGHT_MEMBER:
        acting = {name for name in acting if not name.startswith("committees.")}
    assert acting == OWN[role]


@pytest.mark.parametrize("role", sorted(OVERSEERS))
def test_who_reported_stays_unknown_to_them(role):
    hidden = {"resident_affairs.view_reporter", "resident_affairs.view_issue"}
    for policy in all_policies():
        assert policy.name not in hidden or role not in policy.roles


@pytest.mark.parametrize("key", ["inspector", "petitioner", "auditor"])
def test_a_private_issue_is_read_without_what_tells_who(world, station, as_user, key):
    issue = station.issue(visibility="staff", text="电话 13912345678，3栋楼道灯坏了，请修。")
    page = as_user(world.people[key]).get(f"/issues/{issue.pk}/").content.decode()
    assert "楼道灯坏了" in page and "13912345678" not in page and "王桂芳" not in page
    assert as_user(world.stranger).get(f"/issues/{issue.pk}/").status_code == 404
    listed = as_user(world.people[key]).get("/issues/").content.decode()
    assert f"/issues/{issue.pk}/" in listed


@pytest.mark.parametrize("key", ["inspector", "petitioner", "auditor"])
def test_their_desk_leads_to_what_they_read(world, monday, as_user, key):
    client = as_user(world.people[key])
    home = client.get("/").content.decode()
    for path in ("/cases/", "/dashboard/", "/supervision/", "/entrusted/", "/inspections/"):
        assert path in home, path
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("key", ["inspector", "petitioner", "auditor"])
def test_a_task_is_read_and_not_touched(world, station, as_user, key):
    text = "电话 13912345678，3栋楼道灯坏了，请修。"
    task = station.task(text=text)
    client = as_user(world.people[key])
    page = client.get(f"/tasks/{task.pk}/").content.decode()
    assert "楼道灯坏了" in page and "13912345678" not in page
    assert not transitions_offered(task, world.people[key])
    for name in ("assign", "accept", "deliver", "verify", "cancel"):
        answer = client.post(f"/tasks/{task.pk}/steps/{name}/", {"reason": "因为"})
        assert answer.status_code >= 400, name
    before = task.version
    task.refresh_from_db()
    assert (task.status, task.version) == ("open", before)
