"""What every subject of a workflow shares: a state, a version, and its place in the divisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.models.divisions import Level


class SubjectQuerySet(models.QuerySet):
    """Subjects by place."""

    def in_division(self, division):
        """Those of ``division`` and of everything below it."""
        return self.filter(**{LEVEL_FIELDS[division.level]: division.pk})


LEVEL_FIELDS = {
    Level.GROUP: "group_id",
    Level.COMMUNITY: "community_id",
    Level.SUBDISTRICT: "subdistrict_id",
    Level.DISTRICT: "district_id",
}


class Subject(models.Model):
    """A row with a workflow. ``status`` is changed by portal.services.transitions alone.

    The chain community → sub-district → district is written onto the row when it is made, so that
    scope is a plain indexed filter; a subject keeps the chain it was born under.
    """

    subject_type: str
    workflow = None

    community = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    subdistrict = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    status = models.CharField(_("状态"), max_length=24, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("建立时间"), default=clock.now, editable=False)

    class Meta:
        abstract = True

    def status_name(self) -> str:
        """The state in words. Django's own get_status_display puts every choice into the
        reader's language to look up one, which costs a list of fifty 5 ms."""
        return str(self.workflow.states(self.status).label)

    def locked_first(self) -> list[models.QuerySet]:
        """What its steps also change, outermost first: locked before it, so that two people who
        act from both ends of an affair wait for each other instead of in a circle."""
        return []

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """Level → id of the division there, from the innermost to the district."""
        return {
            Level.GROUP: getattr(self, "group_id", None),
            Level.COMMUNITY: self.community_id,
            Level.SUBDISTRICT: self.subdistrict_id,
            Level.DISTRICT: self.district_id,
        }
