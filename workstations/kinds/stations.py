"""How a station's assessment is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import SubjectKind, Verb, kind_register
from workstations.selectors import audience
from workstations.selectors.kinds import assessments_by_ids

kind_register(
    SubjectKind(
        subject_type="assessment",
        label=_("考核"),
        verbs={"count_rating": Verb(_("居民的评价计入社工站考核"), "residents")},
        load=assessments_by_ids,
        title=lambda assessment: f"{assessment.station.name} {assessment.quarter_name}",
        url=lambda assessment: reverse(
            "workstations:station_detail", args=[assessment.station.community_id]
        ),
        can_see=lambda access, assessment: True,
        audience=audience.assessment_audience,
    )
)
