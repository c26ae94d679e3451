"""The circles that rules of execution name again and again."""

from portal.models.roles import Role

COMMITTEE = frozenset({Role.COMMITTEE_MEMBER, Role.VICE_CHAIR, Role.CHAIR})
STATION = frozenset({Role.STATION_STAFF, Role.STATION_HEAD})
WATCHERS = frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL})
INSPECTORS = frozenset({Role.DISCIPLINE_INSPECTOR, Role.PETITION_OFFICER, Role.AUDITOR})
OVERSEERS = INSPECTORS | {Role.OVERSIGHT_MEMBER}
