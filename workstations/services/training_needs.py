"""What somebody should learn: noted by the head with the person, closed once it is met."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import User
from portal.services.records import record_append
from workstations.models import Topic, TrainingNeed, Workstation
from workstations.selectors.stations import is_station_staff

NOTE = "workstations.note_needs"


@transaction.atomic
def need_note(
    *, actor, station: Workstation, user: User, topic: str, words: str, submit_key
) -> TrainingNeed:
    """Note one for somebody of the station; the same ``submit_key`` is the same need. NotFound;
    RuleViolated on ``user``, ``topic`` or ``words``."""
    access = access_of(actor)
    if not access.can(NOTE, station):
        raise NotFound()
    known = TrainingNeed.objects.filter(submit_key=submit_key, station=station).first()
    if known is not None:
        return known
    if not is_station_staff(user.pk, station.community_id):
        raise RuleViolated(_("请选择站里的人。"), field="user", code="foreign")
    if topic not in Topic.values:
        raise RuleViolated(_("请选择类别。"), field="topic", code="invalid")
    if not words.strip():
        raise RuleViolated(_("请填写。"), field="words", code="required")
    need = TrainingNeed.objects.create(
        station=station,
        user=user,
        topic=topic,
        words=words.strip(),
        noted_by=actor,
        noted_at=clock.now(),
        submit_key=submit_key,
    )
    _recorded(need, "note_need", actor, access)
    return need


@transaction.atomic
def need_meet(*, actor, need_id: int) -> TrainingNeed:
    """It is met; a second click changes nothing. NotFound."""
    rows = TrainingNeed.objects.select_for_update(of=("self",))
    need = rows.select_related("station__community__parent").filter(pk=need_id).first()
    access = access_of(actor)
    if need is None or not access.can(NOTE, need):
        raise NotFound()
    if need.met_at is None:
        need.met_at = clock.now()
        need.save(update_fields=["met_at"])
        _recorded(need, "meet_need", actor, access)
    return need


def _recorded(need: TrainingNeed, verb: str, actor, access) -> None:
    through = access.post_for(NOTE, need)
    data = {"topic": need.topic}
    record_append(subject=need, verb=verb, actor=actor, post=through, data=data, is_public=False)
