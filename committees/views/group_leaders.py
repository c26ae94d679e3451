"""The form by which the leader of a residents' group is registered."""

from django.utils.translation import gettext_lazy as _

from committees.forms import bodies as forms
from committees.selectors import representatives as reps
from committees.services.group_leaders import GroupMeeting, leader_register
from committees.views.body_forms import BodyFormView

MEETING = ("meeting_on", "entitled", "present", "votes")


class LeaderView(BodyFormView):
    """Register whom the group's meeting chose."""

    title = submit_label = _("登记居民小组长")
    lead = _("组长由居民小组会议推选，这里登记会议的日期和人数；角色从任职之日起生效。")
    done = _("已登记居民小组长。")

    def make(self, data=None):
        """With the groups of the place."""
        return forms.LeaderForm(data, groups=reps.groups_of(self.community))

    def save(self, data):
        """Register them."""
        words = self.words(data, *MEETING)
        words["meeting"] = GroupMeeting(*(data[name] for name in MEETING))
        return leader_register(actor=self.request.user, community=self.community, **words)
