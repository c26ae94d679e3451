"""The filters that a person keeps."""

from workstations.models import SavedFilter


def filters_of(user) -> list[SavedFilter]:
    """The person's own, in the order they were kept; one statement."""
    return list(SavedFilter.objects.filter(user=user))
