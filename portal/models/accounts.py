"""People who can log in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock

PHONE = RegexValidator(r"^1[3-9]\d{9}$", _("请填写 11 位手机号码。"), code="phone")
USERNAME = RegexValidator(
    r"^[\w.@+-]{3,40}$", _("用户名为 3–40 个字母、数字、汉字或 . @ + - _。"), code="username"
)


class UserManager(BaseUserManager):
    """Finds people by the name or phone they log in with."""

    def create_user(self, username: str, password: str | None = None, **fields):
        """A new person; without a password nobody can log in as them."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def by_login(self, login: str):
        """The person whose user name or phone is ``login``, or None."""
        wanted = self.model.normalize_username(login.strip())
        found = models.Q(username=wanted)
        if wanted.isdigit():
            found |= models.Q(phone=wanted)
        return self.filter(found).order_by("-phone").first()


class User(AbstractBaseUser, PermissionsMixin):
    """A person. ``name`` is the real name, shown only where the viewer may see it."""

    username = models.CharField(_("用户名"), max_length=40, unique=True, validators=[USERNAME])
    name = models.CharField(_("姓名"), max_length=40)
    phone = models.CharField(
        _("手机号码"), max_length=11, unique=True, null=True, blank=True, validators=[PHONE]
    )
    email = models.EmailField(_("电子邮箱"), blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    date_joined = models.DateTimeField(default=clock.now, editable=False)
    seen_notice_id = models.BigIntegerField(default=0, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def masked_phone(self) -> str:
        """The phone as it may be shown: ``138****1234``."""
        return f"{self.phone[:3]}****{self.phone[-4:]}" if self.phone else ""

    def get_full_name(self) -> str:
        """Django's and allauth's name for :attr:`name`."""
        return self.name

    def get_short_name(self) -> str:
        """The name without more."""
        return self.name
