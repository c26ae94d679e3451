"""Tasks: their steps, notes, photos, time and money, lines, parts, and many given to one person."""

from portal.api.acts import Act, by_pk
from portal.api.shapes import NothingInput, ReasonInput, RemarkInput, VersionInput
from workstations.api.acts.base import plainly
from workstations.api.shapes import tasks as shapes
from workstations.api.shapes.done import HandedOutput, LineOutput, WorkOutput
from workstations.forms import plans as forms
from workstations.selectors.entrusted import duties_to_name
from workstations.selectors.plans import templates_to_use
from workstations.selectors.stations import colleague_named
from workstations.selectors.tasks import task_for
from workstations.selectors.workload import ASSIGN, colleague_headed
from workstations.services import tasks as do
from workstations.services.checklists import line_tick
from workstations.services.evidence import evidence_add
from workstations.services.grounds import task_rest_on
from workstations.services.handing import tasks_hand
from workstations.services.parts import part_open
from workstations.services.work_entries import work_log, work_strike
from workstations.workflows.plans import PLAN_WORK

EXECUTE, VERIFY = "workstations.execute_task", "workstations.verify_task"
CANCEL, DECIDE = "workstations.cancel_task", "workstations.decide_extension"


def _step(name: str, service, shape=VersionInput, permission: str = EXECUTE, **more) -> Act:
    """A step on one task; what its shape holds goes to the service as it is."""
    usual = {
        "says": f"Take the step “{name.replace('-', ' ')}”.",
        "takes": tuple(shape().fields),
        "out": shapes.TaskOutput,
    }
    return Act(
        path=f"tasks/<key:pk>/{name}",
        permission=permission,
        find=by_pk(task_for),
        noun="task",
        service=service,
        shape=shape,
        **(usual | more),
    )


def _colleague(_access, task, given) -> dict:
    return {"assignee": colleague_named(given["assignee"], task.community_id)}


TO_SOMEBODY = {"takes": ("remark", "version"), "words": _colleague}
STEPS = (
    _step("assign", do.task_assign, shapes.AssignInput, ASSIGN, **TO_SOMEBODY),
    _step("accept", do.task_accept),
    _step("return", do.task_return, ReasonInput),
    _step("block", do.task_block, ReasonInput),
    _step("unblock", do.task_unblock),
    _step("hand-over", do.task_hand_over, shapes.HandOverInput, **TO_SOMEBODY),
    _step("deliver", do.task_deliver, RemarkInput),
    _step("verify", do.task_verify, RemarkInput, VERIFY),
    _step("send-back", do.task_send_back, ReasonInput, VERIFY),
    _step("cancel", do.task_cancel, ReasonInput, CANCEL),
)


def _photos(_access, _task, given) -> dict:
    return {"uploads": given["photos"]}


def _line(_access, found, _given) -> dict:
    task, line = found
    return {"task": task, "item_id": line}


def _split(access, task) -> dict:
    return {"templates": templates_to_use(task.station_id)}


def _rested(_access, _task) -> dict:
    return {"duties": duties_to_name()}


BESIDE = (
    _step(
        "notes",
        do.task_note_progress,
        shapes.NoteInput,
        takes=("submit_key", "text", "percent", "is_public", "stage", "version"),
        words=_photos,
        out=shapes.NoteOutput,
        makes=True,
        says="A progress note, with photos as multipart; the same submit_key is the same note.",
    ),
    _step(
        "evidence",
        evidence_add,
        shapes.EvidenceInput,
        takes=("stage", "caption", "submit_key"),
        words=_photos,
        out=shapes.EvidenceOutput,
        makes=True,
        many=True,
        says="Photos that prove the work (multipart), up to six.",
    ),
    _step(
        "extensions",
        do.extension_ask,
        shapes.ExtensionInput,
        out=shapes.ExtensionOutput,
        makes=True,
        says="Ask for more time; one question at a time.",
    ),
    _step(
        "work",
        work_log,
        shapes.WorkInput,
        out=WorkOutput,
        makes=True,
        says="Time and money spent on it: whole minutes, whole fen.",
    ),
    _step(
        "parts",
        part_open,
        plainly("TaskPart", forms.PartForm),
        PLAN_WORK,
        form=forms.PartForm,
        offers=_split,
        takes=("title", "weight", "due_on", "evidence_wanted", "template"),
        makes=True,
        says="A part is split off; the same title again is the same part.",
    ),
    _step(
        "ground",
        task_rest_on,
        plainly("TaskGround", forms.GroundForm),
        PLAN_WORK,
        form=forms.GroundForm,
        offers=_rested,
        takes=("duty",),
        says="The head names another entry for a routine task that rests on one.",
    ),
    Act(
        path="tasks/<key:pk>/checklist/<key:line>",
        permission=EXECUTE,
        says="Tick a line, or take the tick away; saying the same twice changes nothing.",
        find=lambda access, pk, line: (task_for(access, pk), line),
        shape=shapes.TickInput,
        takes=("is_done",),
        words=_line,
        service=line_tick,
        out=LineOutput,
    ),
    Act(
        path="tasks/hand",
        permission=ASSIGN,
        says="Up to 100 tasks to one person; those refused are named with the reason.",
        shape=shapes.TasksHandInput,
        takes=("remark",),
        words=lambda access, _nothing, given: {
            "pks": given["tasks"],
            "assignee": colleague_headed(access, given["assignee"]),
        },
        service=tasks_hand,
        out=HandedOutput,
    ),
    Act(
        path="work/<key:pk>/strike",
        permission=EXECUTE,
        says="One's own mistaken entry is taken back: it stays, struck.",
        find=lambda _access, pk: pk,
        noun="entry_id",
        shape=NothingInput,
        service=work_strike,
        out=WorkOutput,
    ),
    Act(
        path="extensions/<key:pk>/decision",
        permission=DECIDE,
        says="Grant or refuse more time, by another person; once.",
        find=lambda _access, pk: pk,
        noun="extension_id",
        shape=shapes.DecisionInput,
        takes=("is_granted", "remark"),
        service=do.extension_decide,
        out=shapes.ExtensionOutput,
    ),
)
ACTS = (*STEPS, *BESIDE)
