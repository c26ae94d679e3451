"""How committees are told of, and who may open the papers beside them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.models import Committee
from portal.services.kinds import SubjectKind, Verb, kind_register

HAND = "deliberation"


def committees_by_ids(ids) -> dict:
    """{id: committee}; one statement."""
    rows = Committee.objects.filter(pk__in=list(ids)).select_related("community__parent")
    return {row.pk: row for row in rows}


kind_register(
    SubjectKind(
        subject_type="committee",
        label=_("居民委员会"),
        verbs={
            "open": Verb(_("登记了一届居委会"), HAND),
            "seat": Verb(_("有委员任职"), HAND),
            "unseat": Verb(_("有委员离任"), HAND),
            "add_paper": Verb(_("附上了任职的文件"), HAND, public=False),
        },
        load=committees_by_ids,
        title=lambda committee: committee.name,
        url=lambda committee: reverse("committees:committee_public", args=[committee.community_id]),
        audience=lambda record, committee: {},
        can_see=lambda access, committee: access.can("committees.view_bodies", committee),
    )
)
