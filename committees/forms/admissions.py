"""What the forms of the roll ask where somebody registered elsewhere is let in by a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models import VoterBasis
from committees.selectors.admissions import living_rule, resolutions_admitting
from portal.forms.base import TextField

BY_LIVING = _("户籍不在本村，在本村住满一年")


def basis_fit(form, election) -> None:
    """Offer the grounds that the law of ``election`` knows, and ask what goes with them."""
    rule = living_rule(election)
    workers = election.rules["electorate"]["worker_months"]
    field = form.fields["basis"]
    if not workers:
        del form.fields["worker_since"]
        field.choices = [row for row in field.choices if row[0] != VoterBasis.WORKER]
    if rule is None:
        del form.fields["living_since"]
        return
    field.choices = [
        (code, BY_LIVING if code == VoterBasis.LIVING else words) for code, words in field.choices
    ]


def admission_add(form, election) -> None:
    """Ask which decision let the person in, where the law of ``election`` asks for one."""
    if living_rule(election) is None:
        return
    known = [(row.reference, str(row)) for row in resolutions_admitting(election)]
    form.fields["admitted_by"] = forms.ChoiceField(
        label=_("同意其参加选举的决议"),
        choices=[("", _("不在系统里（在下面写明）") if known else "—"), *known],
        required=False,
        help_text=_("户籍不在本村的填写：村民会议或村民代表会议通过的决议。"),
    )
    form.fields["admission"] = TextField(
        label=_("决议不在系统里的：哪次会议、哪一天"), max_length=100, required=False
    )
    names = list(form.fields)
    if "living_since" in names:  # what belongs together stands together
        at = names.index("living_since") + 1
        form.order_fields([*names[:at], "admitted_by", "admission", *names[at:]])


def admission_of(form) -> str:
    """The decision that was named: the reference of a resolution, else the words."""
    given = form.cleaned_data
    return given.get("admitted_by") or given.get("admission") or ""
