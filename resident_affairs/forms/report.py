"""The three steps of a report: what, where, and a last look. What was said travels as a signed
draft in a hidden field, so that nothing is stored before it is filed."""

import uuid

from django import forms
from django.core import signing
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from resident_affairs.forms.filters import choices_of
from resident_affairs.models import Visibility

SALT = "resident_affairs.report"
DRAFT_HOURS = 24
PHONE = RegexValidator(r"^[0-9+ -]{7,20}$", _("请填写电话号码，只用数字。"))


class ManyFilesInput(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Up to six photos; whether they are photos is found out when they are decoded."""

    def __init__(self, **kwargs):
        widget = ManyFilesInput(
            attrs={"accept": "image/*", "capture": "environment", "data-max-files": "6"}
        )
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, data, initial=None):
        """The list of files, each cleaned."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(PhotosField, self).clean(item, initial) for item in files if item]


class WhatForm(BaseForm):
    """Step 1: what is wrong."""

    community = forms.TypedChoiceField(label=_("哪个社区"), coerce=int)
    text = TextField(
        label=_("怎么回事"),
        max_length=2000,
        min_length=4,
        help_text=_("是什么事、影响了谁、多久了。几句话就行，可以用输入法的语音。"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    photos = PhotosField(
        label=_("照片"), help_text=_("最多 6 张。照片里的拍摄地点等信息会自动去掉。")
    )

    def __init__(self, *args, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = [(place.pk, place.short_name) for place in places]
        if len(places) == 1:
            self.fields["community"].widget = forms.HiddenInput()
            self.fields["community"].initial = places[0].pk


class WhereForm(BaseForm):
    """Step 2: what kind of thing, and where."""

    category = forms.TypedChoiceField(label=_("属于哪一类"), coerce=int)
    group = forms.TypedChoiceField(
        label=_("居民小组"), required=False, coerce=int, empty_value=None
    )
    building = TextField(
        label=_("楼栋、门牌"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("如：东风巷14号院 3栋")}),
    )
    place = TextField(label=_("具体在哪"), max_length=120, required=False)
    latitude = forms.DecimalField(
        required=False,
        max_digits=8,
        decimal_places=5,
        min_value=-90,
        max_value=90,
        widget=forms.HiddenInput,
    )
    longitude = forms.DecimalField(
        required=False,
        max_digits=8,
        decimal_places=5,
        min_value=-180,
        max_value=180,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, tree=(), groups=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("请选择")), *choices_of(tree)]
        names = [(group.pk, group.short_name) for group in groups]
        self.fields["group"].choices = [("", _("不清楚")), *names]
        if not names:
            del self.fields["group"]


class ConfirmForm(BaseForm):
    """Step 3: who may read it."""

    visibility = forms.ChoiceField(
        label=_("给谁看"),
        choices=Visibility,
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
        help_text=_("公开时也不显示您的姓名和电话；公开的事，邻居可以一起附议。"),
    )


class CounterConfirmForm(ConfirmForm):
    """Step 3 at the counter: for whom."""

    reporter_name = TextField(label=_("反映人姓名"), max_length=40)
    reporter_phone = TextField(
        label=_("联系电话"),
        max_length=20,
        required=False,
        validators=[PHONE],
        help_text=_("居民用编号和电话后四位查询进度。"),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    field_order = ["reporter_name", "reporter_phone", "visibility"]


def draft_seal(user_id: int, data: dict) -> str:
    """The draft as a signed, compressed token that only this person can hand in."""
    return signing.dumps({"user": user_id, **data}, salt=SALT, compress=True)


def draft_open(user_id: int, token: str) -> dict:
    """What :func:`draft_seal` sealed, or an empty draft for anything else (too old, foreign)."""
    try:
        data = signing.loads(token, salt=SALT, max_age=DRAFT_HOURS * 3600)
    except signing.BadSignature:
        data = {}
    if data.pop("user", None) != user_id:
        data = {}
    data.setdefault("submit_key", str(uuid.uuid4()))
    return data
