"""What has to be on the board by when, and the two duties of every year (§37)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from committees.models import Resolution
from committees.models.appraisals import Appraisal, YearlyReport
from portal.kernel import clock
from portal.models import Division

# §37 asks for a report and an appraisal every year and names no day: by default the end of March.
REPORT_DUE, APPRAISAL_DUE = (3, 31), (3, 31)


@dataclass(frozen=True)
class Owed:
    """Something that has to be on the board: what, by when. ``task`` is "report" or "appraisal"
    for what is done on a page of its own."""

    what: str
    disclosure_class: str
    due_on: date
    half_year: str = ""
    resolution: Resolution | None = None
    task: str = ""

    @property
    def is_overdue(self) -> bool:
        """Whether everybody sees 应公开未公开."""
        return clock.today() > self.due_on


def yearly_owed(community: Division, first: date, today: date) -> list[Owed]:
    """The report of last year, and its appraisal, while nobody gave them: by default due at the
    end of March. Nothing for a year that ended before ``first``. Two statements."""
    year = today.year - 1
    if date(year, 12, 31) < first:
        return []
    reports = YearlyReport.objects.filter(community=community, membership=None, year=year)
    appraisals = Appraisal.objects.filter(
        community=community, year=year, published_at__isnull=False
    )
    words = {"year": year}
    owed = []
    if not reports.exists():
        what = _("%(year)d 年年度工作报告") % words
        owed.append(Owed(what, "", date(today.year, *REPORT_DUE), task="report"))
    if not appraisals.exists():
        what = _("%(year)d 年民主评议") % words
        owed.append(Owed(what, "", date(today.year, *APPRAISAL_DUE), task="appraisal"))
    return owed
