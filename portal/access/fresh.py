"""How long ago the person behind a request showed their password."""

import time

from allauth.account.authentication import get_authentication_records


def is_fresh(request, seconds: int) -> bool:
    """Whether it was at most ``seconds`` ago, at login or when asked again."""
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] <= seconds for record in records)
