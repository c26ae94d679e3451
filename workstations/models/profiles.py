"""What somebody says of their training and skills: theirs to see, correct, empty (PI 44–47)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Education(models.TextChoices):
    """The highest degree."""

    SECONDARY = "secondary", _("高中、中专及以下")
    COLLEGE = "college", _("大专")
    BACHELOR = "bachelor", _("本科")
    MASTER = "master", _("研究生")


class StaffProfile(models.Model):
    """One person's. Nothing here is asked for that no post needs, and everything may stay empty;
    the record says only which fields changed, never what they hold."""

    subject_type = "staff_profile"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_profile"
    )
    education = models.CharField(_("学历"), max_length=12, choices=Education, blank=True)
    major = models.CharField(_("专业"), max_length=60, blank=True)
    skills = models.CharField(_("特长"), max_length=200, blank=True)
    languages = models.CharField(_("语言"), max_length=100, blank=True)
    is_party_member = models.BooleanField(_("是否党员"), null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("个人简况")
        verbose_name_plural = _("个人简况")

    def __str__(self) -> str:
        return f"staff profile {self.pk}"
