"""The person's own profile: corrected or emptied by nobody else."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.services.records import record_append
from workstations.models import Education, StaffProfile

KEEP = "workstations.keep_own_profile"
EMPTY = {"education": "", "major": "", "skills": "", "languages": "", "is_party_member": None}


@transaction.atomic
def profile_save(*, actor, **given) -> StaffProfile:
    """Keep what the person says of themselves: education, major, skills, languages,
    is_party_member (None = not said). The record names the changed fields, never what they hold.
    Refused; RuleViolated on ``education``."""
    access_of(actor).require(KEEP)
    given = EMPTY | {name: value for name, value in given.items() if name in EMPTY}
    if given["education"] and given["education"] not in Education.values:
        raise RuleViolated(_("请选择学历。"), field="education", code="invalid")
    StaffProfile.objects.get_or_create(user=actor)
    profile = StaffProfile.objects.select_for_update(of=("self",)).get(user=actor)
    changed = [name for name, value in given.items() if getattr(profile, name) != value]
    for name in changed:
        setattr(profile, name, given[name])
    if changed:
        profile.updated_at = clock.now()
        profile.save(update_fields=[*changed, "updated_at"])
        data = {"fields": sorted(changed)}
        record_append(
            subject=profile, verb="correct_profile", actor=actor, data=data, is_public=False
        )
    return profile


def profile_clear(*, actor) -> StaffProfile:
    """Take everything back (PI 47)."""
    return profile_save(actor=actor, **EMPTY)
