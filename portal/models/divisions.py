"""Administrative divisions: district → sub-district → community, with their history."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class Level(models.IntegerChoices):
    """The levels, official ones first; groups and buildings are the portal's own."""

    PROVINCE = 1, _("省级")
    PREFECTURE = 2, _("地级")
    DISTRICT = 3, _("区县")
    SUBDISTRICT = 4, _("街道")
    COMMUNITY = 5, _("社区")
    GROUP = 6, _("居民小组")
    BUILDING = 7, _("楼栋")


class Scheme(models.TextChoices):
    """Who gave the code. The same digits mean different places in different schemes."""

    NBS = "nbs", _("统计用区划代码")
    MCA = "mca", _("民政区划代码")
    LOCAL = "local", _("本地代码")


class Kind(models.TextChoices):
    """What the lowest official level is."""

    COMMUNITY = "community", _("社区居委会")
    VILLAGE = "village", _("村委会")
    OTHER = "", _("其他")


def short_name_of(name: str) -> str:
    """What people say: 明通巷社区, not 明通巷社区居委会."""
    return name.removesuffix("居委会").removesuffix("委会")


class DivisionQuerySet(models.QuerySet):
    """Divisions by time and place."""

    def open_on(self, on=None):
        """Those that exist on the date ``on`` (default today)."""
        on = on or clock.today()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)

    def within(self, division):
        """``division`` itself and everything below it."""
        return self.filter(path__startswith=division.path)

    def children_of(self, division):
        """The divisions directly below."""
        return self.filter(parent=division)

    def at_level(self, level):
        """Those of one level."""
        return self.filter(level=level)


class Division(models.Model):
    """One division during ``[valid_from, valid_to)``; ``path`` is ``/id/id/…/`` down to itself."""

    subject_type = "division"

    scheme = models.CharField(_("代码体系"), max_length=8, choices=Scheme, default=Scheme.NBS)
    code = models.CharField(_("代码"), max_length=20)
    level = models.PositiveSmallIntegerField(_("层级"), choices=Level)
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=120, db_index=True, editable=False)
    valid_from = models.DateField(_("启用"))
    valid_to = models.DateField(_("停用"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    search_bigrams = models.TextField(blank=True, editable=False)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("区划")
        verbose_name_plural = _("区划")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                condition=Q(valid_to__isnull=True),
                name="division_code_once",
            ),
            models.CheckConstraint(
                name="division_term_runs_forward",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """The name people say."""
        return short_name_of(self.name)

    @property
    def is_open(self) -> bool:
        """Whether it exists today."""
        return self.valid_to is None or self.valid_to > clock.today()

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root to the parent, read off the path."""
        return [int(part) for part in self.path.strip("/").split("/")[:-1]]


class DivisionAlias(models.Model):
    """Another code or a former name of a division."""

    division = models.ForeignKey(Division, models.CASCADE, related_name="aliases")
    scheme = models.CharField(max_length=8, choices=Scheme)
    code = models.CharField(max_length=20, db_index=True)
    name = models.CharField(max_length=80)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("区划别名")
        verbose_name_plural = _("区划别名")

    def __str__(self) -> str:
        return f"{self.name} ({self.scheme}:{self.code})"


class DivisionProfile(models.Model):
    """The figures of a division at a date: area, households, people."""

    division = models.ForeignKey(Division, models.CASCADE, related_name="profiles")
    as_of = models.DateField(_("截至"))
    area_km2 = models.DecimalField(
        _("面积（平方公里）"), max_digits=10, decimal_places=3, null=True, blank=True
    )
    households = models.PositiveIntegerField(_("户数"), null=True, blank=True)
    population = models.PositiveIntegerField(_("人口"), null=True, blank=True)
    population_adult = models.PositiveIntegerField(_("18 岁以上人口"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("区划概况")
        verbose_name_plural = _("区划概况")
        constraints = [
            models.UniqueConstraint(fields=["division", "as_of"], name="division_profile_once")
        ]

    def __str__(self) -> str:
        return f"{self.division} {self.as_of}"
