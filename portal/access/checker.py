"""What one person may do, answered from one statement per request and kept for that request."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Q

from portal.access.index import with_grants
from portal.access.policies import policy_named
from portal.access.predicates import granted
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused
from portal.models.accounts import User
from portal.models.divisions import Level
from portal.models.prepared import Prepared
from portal.models.roles import Role, RoleAssignment
from portal.models.subjects import LEVEL_FIELDS


@dataclass(frozen=True)
class Post:
    """One active assignment, as the checker needs it. ``in_place_of``: in whose place."""

    role: Role
    division_id: int
    level: Level
    in_place_of: int | None = None


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
        """The active assignments with their divisions and their grants, one's own before those
        held in somebody's place; one statement."""
        if not self.user.is_authenticated or not self.user.is_active:
            return []
        found = _ASSIGNMENTS.rows(user=self.user.pk, day=clock.today())
        return sorted(found, key=lambda row: row.in_place_of_id is not None)

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The active assignments, bare."""
        return tuple(
            Post(Role(a.role), a.division_id, Level(a.division.level), a.in_place_of_id)
            for a in self.assignments
        )

    @cached_property
    def stood_in_for(self) -> dict[int, "Access"]:
        """{id of whoever is away: their rights, as far as this person has them in their place};
        one statement, and none for people who stand in for nobody's post."""
        by_holder = defaultdict(list)
        for row in self.assignments:
            if row.in_place_of_id is not None:
                by_holder[row.in_place_of_id].append(row)
        people = User.objects.in_bulk(list(by_holder)) if by_holder else {}
        return {pk: self._narrowed(people[pk], rows) for pk, rows in by_holder.items()}

    @cached_property
    def _own(self) -> "Access":
        """The person's rights without those of others."""
        return self._narrowed(self.user, [a for a in self.assignments if a.in_place_of_id is None])

    @staticmethod
    def _narrowed(user, assignments) -> "Access":
        access = Access(user)
        access.assignments = assignments
        return access

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
        """The post that allows ``permission`` on ``subject``, by its chain of divisions, with in
        whose place it is used: the person's own before one of somebody who is away."""
        post = self._granting(permission, subject)
        if post is None:
            return None
        policy = policy_named(permission)
        if post.in_place_of is not None and policy.sentence(self._own, permission, subject):
            return None  # allowed by relation: nobody's post is needed for it
        if post.in_place_of is None and policy.whose is not None:
            return replace(post, in_place_of=policy.whose(self.user.pk, subject))
        return post

    def _granting(self, permission: str, subject) -> Post | None:
        chain = subject.division_chain
        for post in self.posts_with(permission):
            if chain.get(post.level) == post.division_id:
                return post
        return None

    def is_granted(self, permission: str, subject) -> bool:
        """Whether a post grants it; without subject: whether it is held anywhere at all."""
        if subject is None:
            return bool(self.posts_with(permission))
        return self._granting(permission, subject) is not None

    def can(self, permission: str, subject=None) -> bool:
        """Whether the whole sentence of the policy holds for ``subject``. Whoever stands in does
        no more with the other's post than its holder could: it must hold for both of them."""
        policy = policy_named(permission)
        if not policy.sentence(self, permission, subject):
            return False
        if subject is None or policy.sentence is granted or not self._stands_in:
            return True
        sides = (self._own, *self.stood_in_for.values())
        return any(policy.sentence(side, permission, subject) for side in sides)

    @cached_property
    def _stands_in(self) -> bool:
        return any(post.in_place_of is not None for post in self.posts)

    def people_behind(self, post: Post | None) -> list[User]:
        """Everybody for whom an act by ``post`` counts: the person, and whoever they act for. What
        one of them may not do, is not done in the other's name."""
        if post is None or post.in_place_of is None:
            return [self.user]
        return [self.user, self._person(post.in_place_of)]

    def _person(self, pk: int) -> User:
        if pk in self.stood_in_for:
            return self.stood_in_for[pk].user
        known = self.__dict__.setdefault("_people", {})
        if pk not in known:
            known[pk] = User.objects.get(pk=pk)
        return known[pk]

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
