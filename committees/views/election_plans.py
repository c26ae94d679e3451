"""Moving the day, announcing the meeting; complaints, and the district's finding (§18, §22)."""

from django.utils.translation import gettext as _

from committees.forms import elections as forms
from committees.selectors import election_rows as find
from committees.selectors.elections import election_for
from committees.services import complaints, election_steps, election_voids
from committees.services.results import elected_of
from committees.views.election_forms import PUBLIC, ElectionFormView, ObjectionFileView
from committees.workflows.complaints import ANSWER
from committees.workflows.elections import CALL, VOID


class DayMoveView(ElectionFormView):
    """Another election day."""

    permission = CALL
    title = property(lambda self: _("改选举日"))
    lead = property(lambda self: _("名单公布以前可以改；以后每一步的期限随之重算。"))
    done = property(lambda self: _("选举日已改，期限已重算。"))

    def shape(self, *given):
        """The form with the day as it is."""
        return forms.DayForm(*given, initial={"election_day": self.election.election_day})

    def keep(self, form, data):
        """Move it."""
        words = {"election": self.election, "day": data["election_day"]}
        return election_steps.day_move(actor=self.request.user, **words)


class MeetingAnnounceView(ElectionFormView):
    """When and where the candidates meet the residents."""

    title = property(lambda self: _("公告见面会"))
    lead = property(lambda self: _("候选人要与居民见面、回答问题；时间和地点提前公告。"))
    done = property(lambda self: _("已公告。"))

    def shape(self, *given):
        """The form."""
        initial = {"at": self.election.meeting_at, "place": self.election.meeting_place}
        initial["place"] = initial["place"] or self.election.polling_place
        return forms.MeetingForm(*given, initial=initial)

    def keep(self, form, data):
        """Announce it."""
        words = {"election": self.election, "at": data["at"], "place": data["place"]}
        return election_steps.meeting_announce(actor=self.request.user, **words)


class VoidView(ElectionFormView):
    """The district declares that seats were won by foul means."""

    permission = VOID
    title = property(lambda self: _("宣布当选无效"))
    lead = property(
        lambda self: _("查明以不正当手段当选的，当选无效：席位随即空出，并重新选举（第二十二条）。")
    )
    done = property(lambda self: _("已宣布，并部署了重新选举。"))

    def load(self, pk):
        """The election, for the district."""
        self.election = election_for(self.access, pk)
        self.access.require(VOID, self.election)

    def shape(self, *given):
        """The form with who was elected."""
        return forms.VoidForm(*given, winners=elected_of(self.election))

    def keep(self, form, data):
        """Declare it."""
        words = {name: data[name] for name in ("ground", "finding", "election_day")}
        words["candidates"] = data.get("candidates") or ()
        return election_voids.election_void(
            actor=self.request.user, election=self.election, **words
        )


class ComplaintFileView(ObjectionFileView):
    """A complaint, past everybody who runs the election."""

    title = property(lambda self: _("举报选举中的违法"))
    lead = property(lambda self: _("直接送区里。主持选举的人看不到内容，也看不到是谁。"))
    done = property(lambda self: _("已送区里，处理结果会公开并通知您。"))

    def shape(self, *given):
        """The form."""
        return forms.ComplaintForm(*given)

    def keep(self, form, data):
        """File it."""
        words = {"text": data["text"], "submit_key": data["submit_key"]}
        return complaints.complaint_file(actor=self.request.user, election=self.election, **words)


class ComplaintAnswerView(ElectionFormView):
    """What the district found."""

    permission, back = ANSWER, PUBLIC
    title = property(lambda self: _("公布处理结果"))
    lead = property(lambda self: self.complaint.text)
    done = property(lambda self: _("处理结果已公开。"))

    def load(self, pk):
        """The complaint."""
        self.complaint = find.complaint_for(self.access, pk)
        self.election = self.complaint.election

    def shape(self, *given):
        """The form."""
        return forms.ComplaintAnswerForm(*given)

    def keep(self, form, data):
        """Answer."""
        words = {"complaint": self.complaint, "answer": data["answer"]}
        return complaints.complaint_answer(actor=self.request.user, **words)
