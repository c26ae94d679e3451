"""Forms of the roll: a name, a file, an objection, a ruling."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.forms.admissions import admission_add, admission_of, basis_fit
from committees.forms.bodies import day_field
from committees.forms.elections import long_field, numbers_of
from committees.models import ObjectionKind, RollKind, VoterBasis, Willing
from committees.services.rolls import VoterDraft
from portal.forms.base import BaseForm, TextField

PERSON = (
    "name",
    "id_number",
    "born_on",
    "basis",
    "worker_since",
    "living_since",
    "group_name",
    "household",
)


class PersonForm(BaseForm):
    """Somebody as the roll writes them."""

    name = TextField(label=_("姓名"), max_length=40)
    id_number = TextField(
        label=_("身份证号码"),
        max_length=20,
        required=False,
        help_text=_("只用来核对是否重复登记，不保存号码，只留后四位。"),
    )
    born_on = day_field(_("出生日期"), required=False, help_text=_("填了身份证号码可以不填。"))
    basis = forms.ChoiceField(label=_("登记依据"), choices=VoterBasis)
    worker_since = day_field(
        _("从哪天起在本社区工作"), required=False, help_text=_("只有社区工作者填写。")
    )
    living_since = day_field(
        _("从哪天起在本村居住"), required=False, help_text=_("只有户籍不在本村的填写。")
    )
    group_name = TextField(label=_("居民小组"), max_length=40, required=False)
    household = TextField(label=_("户（门牌）"), max_length=80)

    def __init__(self, *args, election, **kwargs):
        """The grounds that the law of ``election`` knows."""
        super().__init__(*args, **kwargs)
        basis_fit(self, election)

    def person(self) -> dict:
        """The fields of a draft that are the person's own."""
        return {name: self.cleaned_data[name] for name in PERSON if name in self.fields}


class VoterForm(PersonForm):
    """One name of the roll, entered at the table."""

    has_rights = forms.BooleanField(label=_("已核对：未被依法剥夺政治权利"), required=False)
    willing = forms.ChoiceField(
        label=_("本人意愿"), choices=[row for row in Willing.choices if row[0] != Willing.ONLINE]
    )

    def __init__(self, *args, election, **kwargs):
        """With the meeting's decision, where the law asks for one."""
        super().__init__(*args, election=election, **kwargs)
        admission_add(self, election)

    def draft(self) -> VoterDraft:
        """What the services take."""
        given = {name: self.cleaned_data[name] for name in ("has_rights", "willing")}
        return VoterDraft(**self.person(), **given, admission=admission_of(self))


class ApplicationForm(PersonForm):
    """A resident registers."""

    is_affirmed = forms.BooleanField(
        label=_("我自愿在本社区登记，没有在别处登记，也没有被剥夺政治权利"), required=False
    )

    def draft(self) -> VoterDraft:
        """What the services take; who affirms has the rights and the will."""
        return VoterDraft(**self.person(), has_rights=True, willing=Willing.ONLINE)


class DecideForm(BaseForm):
    """What becomes of an application."""

    is_accepted = forms.TypedChoiceField(
        label=_("处理"),
        choices=[("1", _("登记")), ("0", _("不予登记"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    why = TextField(label=_("理由（不予登记时填写，会告诉本人）"), max_length=200, required=False)

    def __init__(self, *args, application, **kwargs):
        """With the meeting's decision, where the law asks for one on this person."""
        super().__init__(*args, **kwargs)
        if application.basis == VoterBasis.LIVING:
            admission_add(self, application.election)

    def admission(self) -> str:
        """The decision that was named."""
        return admission_of(self)


class HouseholdsForm(BaseForm):
    """Who votes for their household, by the numbers of the voters' roll."""

    numbers = TextField(
        label=_("户代表在选民名单上的序号"),
        max_length=2000,
        help_text=_("一户一人，用逗号隔开，例如：3, 17, 28。"),
    )

    def clean_numbers(self):
        """As numbers."""
        return numbers_of(self.cleaned_data["numbers"])


class RollFileForm(BaseForm):
    """A file to look at before it is taken."""

    roll = forms.ChoiceField(
        label=_("哪一份名单"), choices=RollKind.choices[:2], initial=RollKind.VOTERS
    )
    file = forms.FileField(
        label=_("名单文件（CSV 或 Excel）"),
        help_text=_(
            "第一行写表头：姓名、身份证号码、出生日期、登记依据、居民小组、户（门牌）；"
            "可以加：政治权利、到社区工作日期。最多 4 MB、两万行。"
        ),
    )

    def __init__(self, *args, households=False, living=False, **kwargs):
        super().__init__(*args, **kwargs)
        if living:
            more = _(
                "户籍不在本村的再加：到本村居住日期、同意参加选举的决定（决议编号，或哪次会议）。"
            )
            self.fields["file"].help_text = f"{self.fields['file'].help_text}{more}"
        if not households:
            self.fields["roll"].choices = RollKind.choices[:1]
            self.fields["roll"].widget = forms.HiddenInput()


class RollConfirmForm(BaseForm):
    """The file that was looked at, by its token, and what the head of the table affirms."""

    token = forms.CharField(max_length=43, widget=forms.HiddenInput)
    is_affirmed = forms.BooleanField(
        label=_("已逐人核对：未被剥夺政治权利，本人愿意在本社区登记"), required=False
    )


class StrikeForm(BaseForm):
    """Why a name goes."""

    why = TextField(label=_("理由"), max_length=100)


class ObjectionForm(BaseForm):
    """What is wrong with the roll."""

    kind = forms.ChoiceField(label=_("什么问题"), choices=ObjectionKind, widget=forms.RadioSelect)
    roll = forms.ChoiceField(label=_("哪一份名单"), choices=RollKind.choices[:1])
    name = TextField(label=_("涉及的姓名"), max_length=40)
    number = forms.IntegerField(
        label=_("名单上的序号"), required=False, min_value=1, help_text=_("名单上多了人时填写。")
    )
    text = long_field(_("理由"), 500, help_text=_("不公开您的名字。"))

    def __init__(self, *args, form="voters", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roll"].initial = RollKind.VOTERS
        if form == RollKind.VOTERS:
            self.fields["roll"].widget = forms.HiddenInput()
        else:
            extra = (RollKind(form).value, RollKind(form).label)
            self.fields["roll"].choices = [*RollKind.choices[:1], extra]


class RulingForm(VoterForm):
    """The ruling; of a missing name with the name to add."""

    is_accepted = forms.TypedChoiceField(
        label=_("处理决定"),
        choices=[("1", _("异议成立")), ("0", _("异议不成立"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    ruling = long_field(_("理由（公开）"), 500)
    field_order = ("is_accepted", "ruling")

    def __init__(self, *args, adds=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.adds = adds
        for name in set(self.fields) - {"is_accepted", "ruling", "submit_key", "version"}:
            if adds:
                self.fields[name].required = False
            else:
                del self.fields[name]

    def draft(self) -> VoterDraft | None:
        """The name to add, when one is."""
        return super().draft() if self.adds and self.cleaned_data["is_accepted"] else None
