"""Asking after an issue with number and phone."""

import pytest

from portal.kernel.errors import RuleViolated
from resident_affairs.models import Issue
from resident_affairs.selectors.tracking import issue_by_tracking


def test_number_and_phone_open_the_way(world, issue):
    tracked = issue_by_tracking(issue.reference.lower().replace("-", " "), "0000")
    assert tracked.issue == issue
    assert "王桂芳" not in repr(tracked.entries)


def test_the_contact_left_at_the_counter_counts(world, file_issue):
    issue = file_issue(
        actor=world.staff, for_other=True, reporter_name="王大爷", reporter_phone="135 0000 1234"
    )
    assert issue_by_tracking(issue.reference, "1234").issue == issue


@pytest.mark.parametrize(
    ("reference", "last_four"),
    [
        ("ISS-2026-{pk:06d}", "0001"),
        ("ISS-2025-{pk:06d}", "0000"),
        ("MOT-2026-{pk:06d}", "0000"),
        ("ISS-2026-999999", "0000"),
        ("ISS-2026-999999999999", "0000"),
        ("", ""),
        ("ISS-2026-{pk:06d}", ""),
        ("ISS-2026-{pk:06d}", "none"),
        ("garbage\x00", "0000"),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(world, issue, reference, last_four):
    with pytest.raises(RuleViolated) as refused:
        issue_by_tracking(reference.format(pk=issue.pk), last_four)
    assert refused.value.code == "unknown" and refused.value.field is None


def test_an_issue_without_any_phone_cannot_be_asked_after(world, file_issue):
    world.neighbour.phone = None
    world.neighbour.save()
    issue = file_issue(actor=world.neighbour)
    for digits in ("none", "0000"):
        with pytest.raises(RuleViolated):
            issue_by_tracking(issue.reference, digits)
    assert Issue.objects.count() == 1
