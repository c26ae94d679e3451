"""Who may do what with courses and enrolments (S55)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.contracts import STREET, is_not_own, is_own
from workstations.policies.groups import STATION, WATCHERS

HEAD_AND_STREET = frozenset({Role.STATION_HEAD, Role.SUBDISTRICT_OFFICIAL})

declare(
    Policy(
        name="workstations.view_courses",
        label=_("阅看培训课程"),
        roles=STATION | WATCHERS,
        acts=False,
    ),
    Policy(
        name="workstations.keep_courses",
        label=_("登记培训课程、出勤和学时"),
        **STREET,
    ),
    Policy(
        name="workstations.enrol_course",
        label=_("报名培训（本人）"),
        roles=STATION,
        sentence=granted & is_own,
    ),
    Policy(
        name="workstations.approve_enrolment",
        label=_("批准培训报名"),
        roles=HEAD_AND_STREET,
        levels=frozenset({Level.COMMUNITY, Level.SUBDISTRICT}),
        sentence=granted & is_not_own,
    ),
    Policy(
        name="workstations.note_needs",
        label=_("记下培训需求"),
        roles=frozenset({Role.STATION_HEAD}),
        sentence=granted,
    ),
)
