"""Every meeting gets its roll: from the attendance noted, the votes cast and the rolls frozen."""

from django.db import migrations

from committees.models.freezing import freeze, thaw


def _seats_of(apps, meeting) -> dict:
    """{membership id: attendance row or None} of everybody who had to do with the meeting."""
    found = {row.membership_id: row for row in meeting.attendances.all()}
    for event in meeting.vote_events.all():
        for pk in [*event.base, *event.votes.values_list("membership_id", flat=True)]:
            found.setdefault(pk, None)
    if not found:
        day = (meeting.opened_at or meeting.starts_at).date()
        seats = apps.get_model("committees", "Membership").objects.filter(
            committee=meeting.committee_id, valid_from__lte=day
        )
        found = {row.pk: None for row in seats if row.valid_to is None or row.valid_to > day}
    return found


def _lay(apps, meeting) -> dict[int, int]:
    """{membership id: participant id}."""
    Participant = apps.get_model("committees", "Participant")
    Membership = apps.get_model("committees", "Membership")
    noted = _seats_of(apps, meeting)
    known = {}
    for seat in Membership.objects.filter(pk__in=noted).select_related("user"):
        row = noted[seat.pk]
        words = {}
        if row is not None:
            words = {"presence": row.presence, "noted_at": row.noted_at}
            words["noted_by_id"] = row.noted_by_id
        known[seat.pk] = Participant.objects.create(
            meeting=meeting, membership=seat, user=seat.user, name=seat.user.name, **words
        ).pk
    return known


def forwards(apps, editor):
    thaw(editor.connection)
    for meeting in apps.get_model("committees", "Meeting").objects.all():
        known = _lay(apps, meeting)
        for event in meeting.vote_events.all():
            for name in ("base", "present", "recused"):
                setattr(event, name, sorted(known[pk] for pk in getattr(event, name)))
            event.save(update_fields=["base", "present", "recused"])
            for vote in event.votes.all():
                vote.participant_id = known[vote.membership_id]
                vote.save(update_fields=["participant"])
    if editor.connection.vendor == "postgresql":
        # The table may not be altered while its foreign keys wait to be checked.
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    freeze(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("committees", "0010_participants")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
