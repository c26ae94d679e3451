"""The rolls of an election: who may vote, on what ground; never how or whether they did."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class RollKind(models.TextChoices):
    """Which roll of an election (§17): the voters' always, and that of its form beside it."""

    VOTERS = "voters", _("选民名单")
    HOUSEHOLDS = "households", _("户代表名单")
    REPRESENTATIVES = "representatives", _("居民代表名单")


class Willing(models.TextChoices):
    """How somebody said that they want to be registered (§16)."""

    ONLINE = "online", _("本人在网上登记")
    DESK = "desk", _("本人到登记点登记")
    VISIT = "visit", _("上门登记时本人确认")


class VoterBasis(models.TextChoices):
    """By what the law lets somebody vote here (§16)."""

    HUKOU = "hukou", _("户籍在本社区")
    LIVING = "living", _("居住在本社区")
    WORKER = "worker", _("在本社区工作满期的社区工作者")


class VoterRegistration(models.Model):
    """One name on one roll of one election.

    voter       of a household's representative: the same person on the voters' roll
    person_key  HMAC by which the same person is found again in another community, of the ID
                number where there is one, else of name and birth date; id_digest of the number
                alone, id_tail its last four, for the clerk at the table. The number is not kept
    born_on     of a representative it was checked when the seat was taken
    household   the door as the roll writes it; household_key one spelling of it, in the roll of
                households one name per door
    has_rights  somebody checked that no court took the political rights away (§16)
    worker_*    since when a community worker has worked here, and who confirmed it (§16)
    living_since, admitted_by, admission
                of a village (its law's §13): since when somebody registered elsewhere has lived
                here, and the resolution that let them take part; where the meeting was not held on
                the portal, which one it was and when
    removed_on  taken off by a ruling (§17); the row stays as proof
    """

    election = models.ForeignKey(
        "committees.Election", models.CASCADE, related_name="registrations"
    )
    roll = models.CharField(_("名单"), max_length=16, choices=RollKind, default=RollKind.VOTERS)
    number = models.PositiveIntegerField(_("序号"))
    name = models.CharField(_("姓名"), max_length=40)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    basis = models.CharField(_("登记依据"), max_length=8, choices=VoterBasis)
    group_name = models.CharField(_("居民小组"), max_length=40, blank=True)
    household = models.CharField(_("户（门牌）"), max_length=80)
    household_key = models.CharField(max_length=80, blank=True, editable=False)
    has_rights = models.BooleanField(_("未被剥夺政治权利"), default=False)
    willing = models.CharField(_("本人意愿"), max_length=8, choices=Willing, blank=True)
    worker_since = models.DateField(_("到本社区工作"), null=True, blank=True)
    worker_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        editable=False,
    )
    living_since = models.DateField(_("到本村居住"), null=True, blank=True)
    admitted_by = models.ForeignKey(
        "committees.Resolution", models.PROTECT, null=True, blank=True, related_name="+"
    )
    admission = models.CharField(_("同意参加选举的决定"), max_length=100, blank=True)
    person_key = models.CharField(max_length=64, blank=True, editable=False)
    id_digest = models.CharField(max_length=64, blank=True, editable=False)
    id_tail = models.CharField(max_length=4, blank=True, editable=False)
    voter = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="speaks_for"
    )
    representative = models.ForeignKey(
        "committees.Representative", models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    added_by_ruling = models.BooleanField(default=False, editable=False)
    removed_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("选民登记")
        verbose_name_plural = _("选民登记")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "roll", "number"], name="registration_number"
            ),
            models.UniqueConstraint(
                fields=["election", "roll", "id_digest"],
                condition=Q(removed_on__isnull=True) & ~Q(id_digest=""),
                name="registration_person_once",
            ),
            models.UniqueConstraint(
                fields=["election", "household_key"],
                condition=Q(removed_on__isnull=True, roll="households") & ~Q(household_key=""),
                name="registration_household_once",
            ),
            models.CheckConstraint(
                name="registration_admits_who_lives_here",
                condition=Q(basis="living")
                | Q(living_since__isnull=True, admitted_by__isnull=True, admission=""),
            ),
        ]
        indexes = [models.Index(fields=["person_key"], name="registration_person")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class VoterPlace(models.Model):
    """In which one community a person is registered now (§16): the key itself refuses a second.

    It is taken with the registration and given back when no running election there needs it.
    """

    key = models.CharField(max_length=64, unique=True)
    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("登记所在社区")
        verbose_name_plural = _("登记所在社区")

    def __str__(self) -> str:
        return self.key[:12]


class RollUpload(models.Model):
    """A file that was looked at and waits for its confirmation: rows without ID numbers, or the
    faults of its rows. Removed when it is taken, and after a day (see ``rolls_tidy``).

    rows    [{"line", "name", …}, …] as :class:`VoterDraft` takes them, the number as a digest
    faults  [[row of the spreadsheet, column, what is wrong], …]
    """

    election = models.ForeignKey("committees.Election", models.CASCADE, related_name="uploads")
    roll = models.CharField(max_length=16, choices=RollKind, default=RollKind.VOTERS)
    token = models.CharField(max_length=43, unique=True)
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("名单文件")
        verbose_name_plural = _("名单文件")

    def __str__(self) -> str:
        return f"#{self.pk}"
