"""Granting a role and ending one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput, QuickSelect
from portal.kernel import clock
from portal.models import Division, Role, User
from portal.models.roles import SEATED

GRANTED = [(role.value, role.label) for role in Role if role not in SEATED]


class PlaceField(forms.ModelChoiceField):
    """A division by its own and its parent's name: 社区 of the same name exist."""

    def label_from_instance(self, obj: Division) -> str:
        """``拓东街道 · 明通巷社区``."""
        return f"{obj.parent.short_name} · {obj.short_name}" if obj.parent else obj.short_name


class RoleGrantForm(BaseForm):
    """Who, what, where and for how long."""

    login = TextField(label=_("用户名或手机号"), max_length=40)
    role = forms.ChoiceField(label=_("角色"), choices=GRANTED)
    division = PlaceField(
        label=_("在哪里"),
        queryset=Division.objects.none(),
        empty_label=_("请选择"),
        widget=QuickSelect(),
    )
    valid_from = forms.DateField(label=_("任期自"), widget=DateInput(), initial=clock.today)
    valid_to = forms.DateField(label=_("任期止"), required=False, widget=DateInput())

    def __init__(self, *args, places, **kwargs):
        """``places``: the divisions the viewer administers."""
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = places

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
