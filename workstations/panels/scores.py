"""What scores contribute to menu, desk and the public board."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel
from workstations.selectors import score_faces as faces
from workstations.selectors.scores import VIEW, scores_waiting
from workstations.selectors.station_reviews import VIEW as VIEW_ASSESSMENT
from workstations.selectors.station_reviews import reviews_waiting
from workstations.selectors.year_results import results_waiting


def scores_desk(access, params) -> dict | None:
    """Points to give, results to confirm, appeals to decide; the soonest due first."""
    rows = [faces.result_row(row, needs_you=True) for row in results_waiting(access)]
    rows += [faces.score_row(row, needs_you=True) for row in scores_waiting(access)]
    if not rows:
        return None
    return {"rows": rows[:SHOWN], "count": len(rows), "url": reverse("workstations:scores")}


def reviews_desk(access, params) -> dict | None:
    """The station's assessment where it waits for one's hand."""
    rows = reviews_waiting(access)
    if not rows:
        return None
    shown = [faces.review_row(row, needs_you=True) for row in rows[:SHOWN]]
    url = reverse("workstations:station_reviews")
    return {"rows": shown, "count": len(rows), "url": url}


panel_add(
    panel("scores", 25, VIEW, "scores", scores_desk),
    panel("station_reviews", 25, VIEW_ASSESSMENT, "reviews", reviews_desk),
)
menu_add(
    MenuEntry(
        key="scores",
        group="people",
        label=_("人员考核"),
        icon="ui-checks",
        url_name="workstations:scores",
        order=56,
        permission=VIEW,
    ),
)
