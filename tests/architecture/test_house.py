"""The storeys, rooms and doors hold, and each rule is seen to catch its violation."""

import pytest

from tests.architecture import house


@pytest.mark.parametrize("rule", house.RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule):
    broken = [line for name, text in house.sources() for line in rule(name, text)]
    assert not broken, "\n".join(broken)


DOC = '"""What lives here."""\n'
VIOLATIONS = [
    (house.wrong_doors, "portal/services/x.py", "import workstations.models"),
    (house.wrong_doors, "portal/services/x.py", "from resident_affairs.models import Issue"),
    (house.wrong_doors, "resident_affairs/services/x.py", "from committees.events import A"),
    (house.wrong_doors, "committees/services/x.py", "from workstations.services import tasks"),
    (house.wrong_doors, "workstations/services/x.py", "from committees.forms import motions"),
    (house.wrong_doors, "committees/views/x.py", "from resident_affairs.views import issues"),
    (house.kernel_leaks, "portal/kernel/x.py", "from portal.models import User"),
    (house.kernel_leaks, "portal/kernel/x.py", "import celery"),
    (
        house.guardian_elsewhere,
        "portal/services/x.py",
        "from guardian.shortcuts import assign_perm",
    ),
    (house.hidden_imports, "portal/services/x.py", "def f():\n    import json"),
    (house.too_long, "portal/services/x.py", "x = 1\n" * 301),
    (house.too_long, "portal/services/x.py", "def f():\n" + "    x = 1\n" * 41),
    (house.too_long, "portal/views/x.py", "def get(self):\n" + "    x = 1\n" * 16),
    (house.orm_in_views, "portal/views/x.py", "rows = User.objects.all()"),
    (house.orm_in_views, "portal/api/views.py", "rows = q.select_related('a')"),
    (house.status_set, "committees/services/x.py", "motion.status = 'adopted'"),
    (house.status_set, "committees/services/x.py", "rows.update(status='adopted')"),
    (house.no_purpose, "portal/services/x.py", "x = 1"),
]


@pytest.mark.parametrize(("rule", "name", "text"), VIOLATIONS)
def test_a_violation_is_caught(rule, name, text):
    doc = "" if rule is house.no_purpose else DOC
    assert rule(name, doc + text)


INNOCENT = [
    (house.wrong_doors, "workstations/services/x.py", "from committees.models import Resolution"),
    (
        house.wrong_doors,
        "resident_affairs/views/x.py",
        "from portal.access.mixins import PublicView",
    ),
    (house.status_set, "portal/services/transitions.py", "subject.status = step.target"),
    (house.orm_in_views, "portal/selectors/x.py", "rows = User.objects.all()"),
    (house.too_long, "portal/services/x.py", "def f():\n" + "    x = 1\n" * 40),
]


@pytest.mark.parametrize(("rule", "name", "text"), INNOCENT)
def test_the_innocent_pass(rule, name, text):
    assert not rule(name, DOC + text)
