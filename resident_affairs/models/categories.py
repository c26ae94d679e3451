"""The category tree of issues: data, with a deadline and a default route each."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Route(models.TextChoices):
    """Where issues of a category usually go."""

    STATION = "station", _("社工站")
    COMMITTEE = "committee", _("居委会")
    SUBDISTRICT = "subdistrict", _("街道办事处")
    ANSWER = "answer", _("当场答复")


class DeadlineUnit(models.TextChoices):
    """日 and 工作日 are different units."""

    HOURS = "h", _("小时")
    DAYS = "d", _("日")
    WORKING_DAYS = "wd", _("工作日")


def label_of(name: str, name_en: str, language: str) -> str:
    """The one of a category's two names that is in ``language``."""
    return name_en if language.startswith("en") else name


class Category(models.Model):
    """A kind of issue. Leaves carry the deadline; roots group them."""

    subject_type = "category"

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=40)
    name_en = models.CharField(_("英文名称"), max_length=80)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    icon = models.CharField(_("图标"), max_length=40, default="chat-left-text")
    default_route = models.CharField(
        _("默认去向"), max_length=16, choices=Route, default=Route.STATION
    )
    deadline_amount = models.PositiveSmallIntegerField(_("办理时限"), default=7)
    deadline_unit = models.CharField(
        _("时限单位"), max_length=2, choices=DeadlineUnit, default=DeadlineUnit.DAYS
    )
    keywords = models.CharField(
        _("关键词"), max_length=200, blank=True, help_text=_("空格分开；用来猜测类别")
    )
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("诉求类别")
        verbose_name_plural = _("诉求类别")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return label_of(self.name, self.name_en, get_language() or "")
