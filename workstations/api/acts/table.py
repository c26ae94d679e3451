"""Everything that may be done in execution by API: one table, and the views made from it."""

from portal.api.acts import Act, steps_view, view_of, with_act
from workstations.api.acts import (
    cases,
    contracts,
    entrusted,
    leaves,
    petitions,
    plans,
    tasks,
    training,
    transfers,
    whistles,
)
from workstations.api.acts.base import USE
from workstations.selectors import contracts as contract_reads
from workstations.selectors import plans as plan_reads
from workstations.selectors.cases import case_for
from workstations.selectors.entrusted import entrusted_for
from workstations.selectors.leaves import leave_for
from workstations.selectors.petitions import petition_for
from workstations.selectors.referrals import referral_for
from workstations.selectors.tasks import task_for
from workstations.selectors.training import enrolment_for
from workstations.selectors.transfers import plan_for, share_for
from workstations.selectors.whistles import whistle_for

ACTS: tuple[Act, ...] = (
    *tasks.ACTS,
    *whistles.ACTS,
    *entrusted.ACTS,
    *cases.ACTS,
    *petitions.ACTS,
    *leaves.ACTS,
    *plans.ACTS,
    *contracts.ACTS,
    *training.ACTS,
    *transfers.ACTS,
)
# Whose steps may be asked for: GET /<noun>/<pk>/transitions/.
STEPPED = {
    "tasks": task_for,
    "whistles": whistle_for,
    "referrals": referral_for,
    "entrusted": entrusted_for,
    "cases": case_for,
    "petitions": petition_for,
    "leaves": leave_for,
    "plans": plan_reads.plan_for,
    "contracts": contract_reads.contract_for,
    "enrolments": enrolment_for,
    "transfers": plan_for,
    "transfer-shares": share_for,
}


def views_of(lists: dict[str, type]) -> dict[str, tuple[str, type]]:
    """path → (name of the route, view) of every act; ``lists``: path → (name, view) of what is
    read at the same address as something is made."""
    found = dict(lists)
    for act in ACTS:
        name, view = found.get(act.path, (act.name, None))
        found[act.path] = (name, with_act(view, act) if view else view_of(act))
    for path, find in STEPPED.items():
        view = steps_view(path, USE, find)
        found[f"{path}/<key:pk>/transitions"] = (f"{path}-transitions", view)
    return found
