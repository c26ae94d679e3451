"""Courses, enrolments and needs: announced, asked for, approved, attended, met."""

from portal.api.acts import Act, by_pk, plain_acts
from portal.api.shapes import NothingInput, WhyInput
from workstations.api.acts.base import changing, making, with_reason
from workstations.api.shapes.done import CourseDoneOutput, NeedOutput
from workstations.forms import training as forms
from workstations.selectors import training as read
from workstations.selectors.stations import staff_with_load
from workstations.selectors.team import station_of_team
from workstations.services import training as write
from workstations.services import training_needs as needs
from workstations.workflows import ENROLMENT
from workstations.workflows.training import ENROL, KEEP


def _drafted(_access, _place, form) -> dict:
    return {"draft": form.draft()}


def _course_kept(access, pk):
    return read.course_for(access, pk, KEEP)


def _enrolment_kept(access, pk):
    row = read.enrolment_for(access, pk)
    access.require(KEEP, row)
    return row


def _course(_access, course, _given) -> dict:
    return {"course_id": course.pk}


ACTS = (
    Act(
        path="courses",
        permission=KEEP,
        says="Announce a course to the stations of one's sub-district.",
        find=read.subdistrict_kept,
        noun="subdistrict",
        form=forms.CourseForm,
        shape=making("Course", forms.CourseForm),
        takes=("submit_key",),
        words=_drafted,
        service=write.course_add,
        out=CourseDoneOutput,
        makes=True,
    ),
    Act(
        path="courses/<key:pk>/cancel",
        permission=KEEP,
        says="It does not take place.",
        find=_course_kept,
        shape=WhyInput,
        takes=("remark",),
        words=_course,
        out=CourseDoneOutput,
        **with_reason(write.course_cancel),
    ),
    Act(
        path="courses/<key:pk>/enrol",
        permission=ENROL,
        says="Enrol oneself; a second sending finds the first.",
        find=by_pk(read.course_for),
        shape=NothingInput,
        words=_course,
        service=write.enrolment_ask,
        makes=True,
    ),
    *plain_acts(
        "enrolments",
        ENROLMENT,
        write.STEPS,
        write.enrolment_step,
        permission=read.VIEW,
        find=by_pk(read.enrolment_for),
        noun="enrolment",
    ),
    Act(
        path="enrolments/<key:pk>/attend",
        permission=KEEP,
        says="They came: hours and certificate.",
        find=_enrolment_kept,
        noun="enrolment",
        form=forms.AttendForm,
        shape=changing("EnrolmentAttend", forms.AttendForm),
        takes=("hours", "certificate", "version"),
        service=write.enrolment_attend,
    ),
    Act(
        path="needs",
        permission=needs.NOTE,
        says="What somebody of the station should learn.",
        find=lambda access: station_of_team(access, needs.NOTE),
        noun="station",
        form=forms.NeedForm,
        offers=lambda _access, station: {"people": staff_with_load(station.community_id)},
        shape=making("Need", forms.NeedForm),
        takes=("topic", "words", "submit_key"),
        words=lambda _access, _station, form: {"user": form.people[form.cleaned_data["user"]]},
        service=needs.need_note,
        out=NeedOutput,
        makes=True,
    ),
    Act(
        path="needs/<key:pk>/meet",
        permission=needs.NOTE,
        says="It is met; a second sending changes nothing.",
        find=lambda _access, pk: pk,
        noun="need_id",
        shape=NothingInput,
        service=needs.need_meet,
        out=NeedOutput,
    ),
)
