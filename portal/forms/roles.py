"""Granting a role and ending one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.kernel import clock
from portal.models import Division, Level, Role, User


class DateInput(forms.DateInput):
    """The browser's own date picker, which wants ISO dates in either language."""

    def __init__(self):
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})


class RoleGrantForm(BaseForm):
    """Who, what, where and for how long."""

    login = TextField(label=_("用户名或手机号"), max_length=40)
    role = forms.ChoiceField(label=_("角色"), choices=Role)
    division = forms.ModelChoiceField(
        label=_("在哪里"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    valid_from = forms.DateField(label=_("任期自"), widget=DateInput(), initial=clock.today)
    valid_to = forms.DateField(label=_("任期止"), required=False, widget=DateInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        levels = (Level.DISTRICT, Level.SUBDISTRICT, Level.COMMUNITY, Level.GROUP)
        self.fields["division"].queryset = (
            Division.objects.open_on().filter(level__in=levels).order_by("path")
        )

    def clean_login(self) -> User:
        """The person meant."""
        user = User.objects.by_login(self.cleaned_data["login"])
        if user is None:
            raise forms.ValidationError(_("没有找到这个人。"), code="missing")
        return user


class RoleEndForm(BaseForm):
    """The last day."""

    on = forms.DateField(
        label=_("自哪天起不再担任"),
        widget=DateInput(),
        initial=clock.today,
    )
