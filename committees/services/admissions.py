"""Who is registered elsewhere and lives in a village: a year, and let in by its meeting (§13).

The decision is a resolution of the portal, by its reference, or, where the meeting was held on
paper, the words that say which one it was and when.
"""

import re

from django.utils.translation import gettext as _

from committees.models import Election, VoterBasis, VoterRegistration
from committees.selectors.admissions import living_rule, resolutions_admitting
from committees.services.spans import later

REFERENCE = re.compile(r"RES-\d{4}-0*(\d{1,18})", re.ASCII)
DATED = re.compile(r"\d")
MOST = 100


def _number(text: str) -> int | None:
    found = REFERENCE.fullmatch(text.strip())
    return int(found[1]) if found else None


class Admissions:
    """What the names of a file or a form say of it; the resolutions they name are looked up in
    one statement, none where the law asks for no decision.

    decided  False while a resident only asks: the decision is named at the table
    """

    def __init__(self, election: Election, drafts, *, decided: bool = True):
        self.election, self.decided = election, decided
        self.rule = living_rule(election)
        numbers = {_number(draft.admission) for draft in drafts if self.rule} - {None}
        self.known = {row.pk: row for row in resolutions_admitting(election, numbers)}

    def fault_of(self, draft) -> tuple[str, str] | None:
        """(field, words) of what is missing or wrong; None for whoever needs no decision."""
        if self.rule is None or draft.basis != VoterBasis.LIVING:
            return None
        return self._fault_of_time(draft) or (
            self._fault_of_decision(draft) if self.decided else None
        )

    def _fault_of_time(self, draft) -> tuple[str, str] | None:
        months = self.rule["months"]
        if draft.living_since is None:
            words = _("户籍不在本村的，要写明从哪天起在本村居住（%(article)s）。")
            return "living_since", words % self.rule
        if later(draft.living_since, months=months) > self.election.election_day:
            words = _("到选举日在本村居住未满 %(months)d 个月（%(article)s）。")
            return "living_since", words % self.rule
        return None

    def _fault_of_decision(self, draft) -> tuple[str, str] | None:
        said = draft.admission.strip()
        if not said:
            words = _(
                "户籍不在本村的，要经村民会议或村民代表会议同意；请写明是哪项决定（%(article)s）。"
            )
            return "admission", words % self.rule
        if len(said) > MOST:
            return "admission", _("最多 %(n)d 字。") % {"n": MOST}
        number = _number(said)
        if number is not None and number not in self.known:
            words = _("没有编号为 %(said)s、由村民会议或村民代表会议通过、现在有效的决议。")
            return "admission", words % {"said": said}
        if number is None and not DATED.search(said):
            return "admission", _("会议不在系统里的，请写明是哪次会议、哪一天。")
        return None

    def write(self, row: VoterRegistration, draft) -> None:
        """Put it on the row, where the law asks for it; elsewhere nothing of it is kept."""
        if self.rule is None or draft.basis != VoterBasis.LIVING:
            return
        row.living_since = draft.living_since
        number = _number(draft.admission)
        row.admitted_by = self.known.get(number)
        row.admission = "" if row.admitted_by else draft.admission.strip()
