"""What one person may do, answered from one statement per request and kept for that request."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from portal.access.index import with_grants
from portal.access.policies import policy_named
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused
from portal.models.divisions import Level
from portal.models.prepared import Prepared
from portal.models.roles import Role, RoleAssignment
from portal.models.subjects import LEVEL_FIELDS


@dataclass(frozen=True)
class Post:
    """One active assignment, as the checker needs it."""

    role: Role
    division_id: int
    level: Level


def _assignments(user, day):
    rows = with_grants(RoleAssignment.objects.active(day).filter(user=user))
    places = rows.select_related("division", "division__parent").order_by("id")
    return places.defer("division__search_bigrams", "division__parent__search_bigrams")


_ASSIGNMENTS = Prepared(_assignments, user=int, day=date)


class Access:
    """The rights of ``user`` now. Terms are read from the assignments each time one is made, so
    an ended term counts from the next request on."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def assignments(self) -> list[RoleAssignment]:
        """The active assignments with their divisions and their grants; one statement."""
        if not self.user.is_authenticated or not self.user.is_active:
            return []
        return _ASSIGNMENTS.rows(user=self.user.pk, day=clock.today())

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The active assignments, bare."""
        return tuple(
            Post(Role(a.role), a.division_id, Level(a.division.level)) for a in self.assignments
        )

    @cached_property
    def _grants(self) -> dict[str, list[Post]]:
        """Permission → the posts that carry it, as guardian's rows have it."""
        grants: dict[str, list[Post]] = defaultdict(list)
        for assignment, post in zip(self.assignments, self.posts, strict=True):
            for permission in (assignment.granted or "").split():
                if post.role in policy_named(permission).roles and post not in grants[permission]:
                    grants[permission].append(post)
        return grants

    def posts_with(self, permission: str) -> list[Post]:
        """The posts through which ``permission`` is held; [] when it is held nowhere."""
        policy_named(permission)
        return self._grants.get(permission, [])

    def post_for(self, permission: str, subject) -> Post | None:
        """The post that allows ``permission`` on ``subject``, by its chain of divisions."""
        chain = subject.division_chain
        for post in self.posts_with(permission):
            if chain.get(post.level) == post.division_id:
                return post
        return None

    def is_granted(self, permission: str, subject) -> bool:
        """Whether a post grants it; without subject: whether it is held anywhere at all."""
        if subject is None:
            return bool(self.posts_with(permission))
        return self.post_for(permission, subject) is not None

    def can(self, permission: str, subject=None) -> bool:
        """Whether the whole sentence of the policy holds for ``subject``."""
        return policy_named(permission).sentence(self, permission, subject)

    def may_enter(self, permission: str) -> bool:
        """Whether a page that asks for ``permission`` is worth opening: held somewhere, or
        possibly allowed by relation (then the object decides)."""
        return self.can(permission, None)

    def require(self, permission: str, subject=None) -> None:
        """Refuse (403) unless :meth:`can`."""
        if not self.can(permission, subject):
            raise Refused()

    def scope(self, permission: str) -> Q:
        """The rows of a Subject table that ``permission`` reaches, as an indexed filter."""
        reach = Q(pk__in=[])
        for post in self.posts_with(permission):
            reach |= Q(**{LEVEL_FIELDS[post.level]: post.division_id})
        return reach

    def fetch(self, queryset, permission: str, **lookup):
        """The one subject that fits, if ``permission`` allows it. Foreign and missing objects
        are the same NotFound."""
        subject = queryset.filter(**lookup).first()
        if subject is None or not self.can(permission, subject):
            raise NotFound()
        return subject


def access_of(user) -> Access:
    """The checker of ``user``, kept on the user object, which lives for one request."""
    access = getattr(user, "_access", None)
    if access is None:
        access = Access(user)
        user._access = access
    return access
