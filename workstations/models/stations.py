"""The workstation that the sub-district posts beside a community's committee."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models.divisions import Level


class Workstation(models.Model):
    """One community's station. Who works there stands in RoleAssignment."""

    subject_type = "workstation"

    community = models.OneToOneField("portal.Division", models.PROTECT, related_name="workstation")
    name = models.CharField(_("名称"), max_length=80)
    address = models.CharField(_("地址"), max_length=120, blank=True)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    opened_on = models.DateField(_("设立日期"))

    class Meta:
        verbose_name = _("社工站")
        verbose_name_plural = _("社工站")

    def __str__(self) -> str:
        return self.name

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """Level → id of the division there; the community is loaded with its sub-district."""
        area = self.community.parent
        return {
            Level.GROUP: None,
            Level.COMMUNITY: self.community_id,
            Level.SUBDISTRICT: area.pk if area else None,
            Level.DISTRICT: area.parent_id if area else None,
        }
