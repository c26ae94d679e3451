"""Setting a category."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from resident_affairs.models.categories import DeadlineUnit, Route

OF_LEAVES = ("default_route", "deadline_amount", "deadline_unit", "keywords")
LONGEST = {"h": 24 * 14, "d": 90, "wd": 60}


class CategoryForm(BaseForm):
    """What may be changed of a category at any time."""

    name = TextField(label=_("名称"), max_length=40)
    name_en = TextField(label=_("英文名称"), max_length=80)
    default_route = forms.ChoiceField(label=_("默认去向"), choices=Route)
    deadline_amount = forms.IntegerField(label=_("办理时限"), min_value=1, max_value=24 * 14)
    deadline_unit = forms.ChoiceField(label=_("时限单位"), choices=DeadlineUnit)
    keywords = TextField(
        label=_("关键词"),
        max_length=200,
        required=False,
        help_text=_("空格分开；居民写到这些词时，先猜这一类"),
    )
    position = forms.IntegerField(label=_("次序"), min_value=0, max_value=32000, initial=0)
    is_active = forms.BooleanField(label=_("启用"), required=False, initial=True)

    def __init__(self, *args, category=None, **kwargs):
        super().__init__(*args, **kwargs)
        if category is not None and category.parent_id is None:
            for name in OF_LEAVES:
                del self.fields[name]

    def clean(self):
        """A deadline that nobody would live to see is a slip of the finger."""
        data = super().clean()
        amount, unit = data.get("deadline_amount"), data.get("deadline_unit")
        if amount and unit and amount > LONGEST[unit]:
            words = _("最多 %(most)d %(unit)s。")
            names = {"most": LONGEST[unit], "unit": DeadlineUnit(unit).label}
            self.add_error("deadline_amount", forms.ValidationError(words % names, code="long"))
        return data


class CategoryAddForm(CategoryForm):
    """A new one, with its code for good and its place in the tree."""

    code = TextField(
        label=_("代码"),
        max_length=40,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*\Z", _("只用小写字母、数字和连字符。"))],
    )
    parent = forms.TypedChoiceField(label=_("大类"), coerce=int, empty_value=None, required=False)
    field_order = ("parent", "code", "name")

    def __init__(self, *args, roots, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(root.category.pk, root.category.label) for root in roots]
        self.fields["parent"].choices = [("", _("（新的大类）")), *choices]
