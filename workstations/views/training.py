"""Pages of courses, enrolments, the head's team and the person's own work."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.kernel import clock
from portal.views.papers import PapersView
from portal.views.steps import before_of, buttons_for, int_of, reason_of, split
from workstations.forms import training as forms
from workstations.forms.contracts import ProfileForm
from workstations.selectors import team as people
from workstations.selectors import training as read
from workstations.selectors.contract_faces import contract_row
from workstations.selectors.contracts import contracts_of
from workstations.selectors.looks import looks_at
from workstations.selectors.score_faces import own_result_row, own_score_row
from workstations.selectors.scores import scores_of
from workstations.selectors.stations import staff_with_load
from workstations.selectors.structure import secondments_of
from workstations.selectors.year_results import results_of
from workstations.services import profiles
from workstations.services import training as write
from workstations.services import training_needs as needs
from workstations.services.reads import looks_note
from workstations.views.posts import FormView
from workstations.workflows.training import ENROL, KEEP

COURSES, COURSE = "workstations:courses", "workstations:course"
ENROLMENT, STEP = "workstations:enrolment", "workstations:enrolment_step"
PAGES = {"attend": "workstations:enrolment_attend"}


class CourseListView(PermissionView):
    """Courses to come, and those that were."""

    permission = read.VIEW

    def get(self, request):
        """Soonest first."""
        group = "past" if request.GET.get("group") == "past" else "coming"
        rows = read.courses_listed(self.access, group, before_of(request))
        words = {"coming": _("将要举办"), "past": _("已举办")}
        tabs = [
            {"label": label, "url": f"?group={name}", "is_current": name == group}
            for name, label in words.items()
        ]
        context = {"rows": rows, "tabs": tabs, "keeps": self.access.can(KEEP)}
        if group == "past" and len(rows) > read.PAGE:
            context["rows"] = rows[: read.PAGE]
            context["next_url"] = f"?group=past&before={rows[read.PAGE - 1].pk}"
        return render(request, "workstations/training/courses.html", context)


class CourseView(PermissionView):
    """One course: enrol; who goes, for its keeper and the heads."""

    permission = read.VIEW

    def get(self, request, pk):
        """Show."""
        course = read.course_for(self.access, pk)
        rows = read.enrolments_of_course(self.access, course)
        mine = next((row for row in rows if row.user_id == request.user.pk), None)
        context = {"course": course, "rows": rows, "mine": mine}
        context["keeps"] = self.access.can(KEEP, course) and course.is_open
        free = course.is_open and course.taken < course.seats and self.access.can(ENROL)
        context["may_enrol"] = free and (mine is None or mine.status in {"refused", "withdrawn"})
        return render(request, "workstations/training/course.html", context)

    def post(self, request, pk):
        """Enrol oneself."""
        row = write.enrolment_ask(actor=request.user, course_id=pk)
        messages.success(request, _("已报名，等批准。"))
        return redirect(ENROLMENT, pk=row.pk)


class CourseAddView(FormView):
    """Announce one."""

    permission, back = KEEP, COURSES
    title = property(lambda self: _("登记培训课程"))
    lead = property(lambda self: _("本街道各社工站的人都能报名，由站长批准。"))

    def thing(self):
        """For whom."""
        return read.subdistrict_kept(self.access)

    def form(self, place, *given):
        """Empty or as sent."""
        return forms.CourseForm(*given)

    def keep(self, place, form, data):
        """Announce it."""
        words = {"draft": form.draft(), "submit_key": data["submit_key"]}
        return write.course_add(actor=self.request.user, subdistrict=place, **words)


class CourseCancelView(PermissionView):
    """It does not take place."""

    permission = KEEP

    def post(self, request, pk):
        """With a reason."""
        write.course_cancel(actor=request.user, course_id=pk, reason=reason_of(request))
        return redirect(COURSE, pk=pk)


class EnrolmentView(PermissionView):
    """One person's enrolment."""

    permission = read.VIEW

    def get(self, request, pk):
        """Where it stands, its hours and certificate."""
        row = read.enrolment_for(self.access, pk)
        context = {"row": row, "papers": read.enrolment_papers(row)}
        if self.access.can(KEEP, row):
            context["papers_url"] = reverse("workstations:enrolment_papers", args=[pk])
        context |= split(buttons_for(row, request.user, STEP, PAGES))
        return render(request, "workstations/training/enrolment.html", context)


class EnrolmentStepView(PermissionView):
    """approve, refuse, withdraw, miss."""

    permission = read.VIEW

    def post(self, request, pk, name):
        """Take it."""
        row = read.enrolment_for(self.access, pk)
        words = {"name": name, "remark": reason_of(request)}
        write.enrolment_step(actor=request.user, enrolment=row, **words)
        return redirect(ENROLMENT, pk=pk)


class EnrolmentAttendView(FormView):
    """They came: hours and certificate."""

    permission, back = KEEP, COURSES
    title = property(lambda self: _("登记已参加"))

    def thing(self, pk):
        """The enrolment."""
        row = read.enrolment_for(self.access, pk)
        self.access.require(KEEP, row)
        return row

    def form(self, row, *given):
        """With the course's hours."""
        return forms.AttendForm(*given, subject=row, initial={"hours": row.course.hours})

    def keep(self, row, form, data):
        """Count them."""
        words = {name: data[name] for name in ("hours", "certificate", "version")}
        return write.enrolment_attend(actor=self.request.user, enrolment=row, **words)


class EnrolmentPapersView(PapersView):
    """The certificate as a paper, by who keeps the course."""

    permission, page = KEEP, ENROLMENT

    def subject(self, pk):
        """The enrolment."""
        row = read.enrolment_for(self.access, pk)
        self.access.require(KEEP, row)
        return row


class TeamView(PermissionView):
    """The people of a station with their hours and needs."""

    permission = people.VIEW

    def get(self, request):
        """The head's own station; officials choose one."""
        pk = int_of(request.GET.get("community"))
        stations = people.team_stations(self.access)
        if pk is None and stations:
            pk = stations[0].community_id
        team = people.team_of(self.access, pk)
        context = {"team": team, "stations": stations}
        context["notes"] = self.access.can(needs.NOTE, team.station)
        context["weak"] = people.weak_of(team)
        self._noted(team, context["weak"])
        return render(request, "workstations/training/team.html", context)

    def _noted(self, team, weak):
        """Whose profile and whose score were looked at is written down."""
        words = {"permission": people.VIEW, "place": team.station}
        profiles = [row.profile for row in team.members if row.profile is not None]
        for seen in (profiles, [found.score for _user, found in weak]):
            looks_note(actor=self.request.user, subjects=seen, **words)


class NeedAddView(FormView):
    """What somebody should learn."""

    permission, back = needs.NOTE, "workstations:team"
    title = property(lambda self: _("记下培训需求"))
    lead = property(lambda self: _("和本人商量过再记；本人也看得到。"))

    def thing(self):
        """The head's station."""
        return people.station_of_team(self.access, needs.NOTE)

    def form(self, station, *given):
        """With the station's people."""
        asked = self.request.GET
        initial = {name: asked.get(name, "")[:200] for name in ("user", "topic", "words")}
        return forms.NeedForm(*given, people=staff_with_load(station.community_id), initial=initial)

    def keep(self, station, form, data):
        """Note it."""
        words = {name: data[name] for name in ("topic", "words", "submit_key")}
        user = form.people[data["user"]]
        return needs.need_note(actor=self.request.user, station=station, user=user, **words)


class NeedMetView(PermissionView):
    """Met."""

    permission = needs.NOTE

    def post(self, request, pk):
        """Close it."""
        needs.need_meet(actor=request.user, need_id=pk)
        return redirect("workstations:team")


class MyWorkView(PermissionView):
    """My contract, my training, what is known of me."""

    permission = profiles.KEEP

    def get(self, request):
        """This year's."""
        year = clock.today().year
        mine = read.enrolments_of(self.access, year)
        context = {
            "year": year,
            "contracts": [contract_row(row) for row in contracts_of(self.access)],
            "enrolments": mine,
            "hours": sum(row.hours for row in mine),
            "needs": people.needs_of(request.user),
            "sent": secondments_of(request.user),
            "results": [own_result_row(row) for row in results_of(request.user)],
            "scores": [own_score_row(row) for row in scores_of(request.user)],
            "looks": looks_at(people.profile_of(request.user)),
            "profile": people.profile_of(request.user),
        }
        return render(request, "workstations/training/mine.html", context)


class ProfileView(FormView):
    """The person's own profile: seen, corrected, emptied."""

    permission, back = profiles.KEEP, "workstations:my_work"
    title = property(lambda self: _("我的简况"))
    lead = property(
        lambda self: _("都可以不填，随时能改、能清空。站长只看得到学历、专业、特长和语言。")
    )

    def thing(self):
        """What there is."""
        return people.profile_of(self.request.user)

    def form(self, profile, *given):
        """As it is, or as sent."""
        initial = {name: getattr(profile, name) for name in profiles.EMPTY} if profile else {}
        return ProfileForm(*given, initial=initial)

    def keep(self, profile, form, data):
        """Keep it."""
        words = {name: data[name] for name in profiles.EMPTY}
        return profiles.profile_save(actor=self.request.user, **words)


class ProfileClearView(PermissionView):
    """Everything taken back."""

    permission = profiles.KEEP

    def post(self, request):
        """Empty it."""
        profiles.profile_clear(actor=request.user)
        messages.success(request, _("已清空。"))
        return redirect("workstations:my_work")
