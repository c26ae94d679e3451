"""The next steps of an issue as plain data, for the API."""

from portal.services.transitions import transitions_offered


def transitions_for(issue, user) -> list[dict]:
    """Name, label, whether it is open and why not."""
    return [
        {
            "name": offer["step"].name,
            "label": str(offer["step"].label),
            "is_open": offer["is_open"],
            "why_closed": str(offer["why_closed"]),
        }
        for offer in transitions_offered(issue, user)
    ]
