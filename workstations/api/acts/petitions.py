"""Petitions (信访): what the petitioner and each office may do."""

from portal.api.acts import Act, by_pk, plain_acts
from portal.kernel.errors import NotFound
from workstations.api.acts.base import USE, changing, making
from workstations.forms import petitions as forms
from workstations.selectors import petitions as read
from workstations.selectors.case_origins import places_for_cases, places_to_complain
from workstations.services import petitions as write
from workstations.workflows import PETITION
from workstations.workflows.petitions import ANSWER, HANDLE, PETITION_OWN, REVIEW


def _petition(asked: str):
    """A petition on which ``asked`` holds, as on the page of the form."""

    def find(access, pk):
        petition = read.petition_for(access, pk)
        if not access.can(asked, petition):
            raise NotFound()
        return petition

    return find


def _filed(path: str, permission: str, form, places, service, says: str) -> Act:
    return Act(
        path=path,
        permission=permission,
        says=says,
        form=form,
        offers=lambda access, _nothing: {"places": places(access)},
        shape=making("Petition" if path == "petitions" else "PetitionRegister", form),
        takes=("submit_key",),
        words=lambda _access, _nothing, filled: {"draft": filled.draft()},
        service=service,
        makes=True,
    )


def _about(path: str, asked: str, form, takes: str, service, says: str, **more) -> Act:
    name = "".join(part.title() for part in path.split("-"))
    return Act(
        path=f"petitions/<key:pk>/{path}",
        permission=asked,
        says=says,
        find=_petition(asked),
        noun="petition",
        form=form,
        shape=changing(f"Petition{name}", form),
        takes=tuple(takes.split()),
        service=service,
        **more,
    )


def _same(access, _petition, form) -> dict:
    return {"duplicate_of": read.petition_named(access, form.cleaned_data["duplicate_of"])}


TEXT = (forms.OpinionTextForm, "text version")
ACTS = (
    _filed(
        "petitions",
        PETITION_OWN,
        forms.PetitionForm,
        lambda _access: places_to_complain(),
        write.petition_file,
        "Petition oneself.",
    ),
    _filed(
        "petitions/register",
        HANDLE,
        forms.RegisterForm,
        lambda access: places_for_cases(access, HANDLE),
        write.petition_register,
        "Write down a letter, a call or a visit (petition office).",
    ),
    *plain_acts(
        "petitions",
        PETITION,
        write.PLAIN,
        write.petition_step,
        permission=USE,
        find=by_pk(read.petition_for),
        noun="petition",
    ),
    _about(
        "refuse",
        HANDLE,
        forms.RefuseForm,
        "ground where_to_go version",
        write.petition_refuse,
        "Not taken, and where to go.",
        words=_same,
    ),
    _about(
        "hand-over",
        HANDLE,
        forms.HandOverForm,
        "body version",
        write.petition_hand_over,
        "A report of misconduct becomes a supervision case.",
    ),
    _about("answer", ANSWER, *TEXT, write.petition_answer, "The written answer."),
    _about("review", REVIEW, *TEXT, write.petition_review, "The district's second look."),
    _about("re-review", HANDLE, *TEXT, write.petition_re_review, "The last look, written down."),
)
