"""Tasks, entrusted affairs and transfer shares of one community by their numbers."""

from workstations.models import EntrustedAffair, Task, TransferShare


def task_of_place(community_id: int, number: int) -> Task | None:
    """One statement."""
    return Task.objects.filter(community=community_id, pk=number).first()


def entrusted_of_place(community_id: int, number: int) -> EntrustedAffair | None:
    """One statement."""
    return EntrustedAffair.objects.filter(community=community_id, pk=number).first()


def share_of_place(community_id: int, number: int) -> TransferShare | None:
    """The community's share of plan ``number``; one statement."""
    rows = TransferShare.objects.select_related("plan")
    return rows.filter(community=community_id, plan=number).first()
