"""People coming in: a resident signs up and belongs to a community."""

from django.db import transaction
from rest_framework.authtoken.models import Token

from portal.models import Division, Role, User
from portal.services.roles import role_grant


@transaction.atomic
def resident_register(*, user: User, name: str, phone: str, community: Division) -> User:
    """Complete a new account: name, phone, and the resident's role in ``community``."""
    user.name = name
    user.phone = phone
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "phone"])
    role_grant(actor=user, user=user, role=Role.RESIDENT, division=community)
    return user


def token_of(user: User) -> str:
    """The API token of ``user``, made on first use."""
    return Token.objects.get_or_create(user=user)[0].key
