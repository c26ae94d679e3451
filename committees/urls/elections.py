"""Routes of elections and recalls."""

from django.urls import path

from committees.views import (
    election_counts,
    election_forms,
    election_papers,
    election_plans,
    elections,
    recalls,
    rolls,
)

# page → (address below an election, view)
_FORMS = {
    "election_officer": ("officers/new/", election_forms.OfficerAddView),
    "election_roll": ("roll/", rolls.RollView),
    "election_voter": ("roll/new/", election_forms.VoterAddView),
    "election_import": ("roll/import/", rolls.RollFileView),
    "election_households": ("roll/households/", rolls.HouseholdsView),
    "election_apply": ("roll/apply/", rolls.ApplicationView),
    "election_day": ("day/", election_plans.DayMoveView),
    "election_meeting": ("meeting/", election_plans.MeetingAnnounceView),
    "election_void": ("void/", election_plans.VoidView),
    "election_import_confirm": ("roll/import/confirm/", rolls.RollConfirmView),
    "election_roll_fill": ("roll/representatives/", rolls.RollFillView),
    "election_nominate": ("candidates/new/", election_forms.NominateView),
    "election_proxy": ("proxies/new/", election_forms.ProxyNoteView),
    "election_turnout": ("turnout/", election_counts.TurnoutView),
    "election_sheet": ("sheet/", election_counts.SheetView),
    "election_announce": ("announce/", election_counts.AnnounceView),
    "election_defence": ("defence/", election_counts.DefenceView),
    "election_certificates": ("certificates.pdf", election_papers.CertificatesPdfView),
    "election_public": ("public/", elections.ElectionPublicView),
    "election_public_roll": ("public/roll/", elections.PublicRollView),
    "election_announcement": ("announcement.pdf", election_papers.AnnouncementPdfView),
    "election_object": ("objections/new/", election_forms.ObjectionFileView),
    "election_complain": ("complaints/new/", election_plans.ComplaintFileView),
}

ROUTES = [
    path("elections/", elections.ElectionListView.as_view(), name="election_list"),
    path("elections/new/", elections.ElectionCallView.as_view(), name="election_call"),
    path("elections/<key:pk>/", elections.ElectionView.as_view(), name="election"),
    *(
        path(f"elections/<key:pk>/{address}", view.as_view(), name=name)
        for name, (address, view) in _FORMS.items()
    ),
    path(
        "elections/<key:pk>/steps/<slug:name>/",
        elections.ElectionStepView.as_view(),
        name="election_step",
    ),
    path(
        "elections/<key:pk>/roll/<key:number>/strike/",
        rolls.VoterStrikeView.as_view(),
        name="election_strike",
    ),
    path(
        "elections/<key:pk>/roll/<key:number>/worker/",
        rolls.WorkerConfirmView.as_view(),
        name="election_worker",
    ),
    path(
        "elections/<key:pk>/roll/import/<str:token>/faults.csv",
        rolls.RollFaultsView.as_view(),
        name="election_import_faults",
    ),
    path(
        "applications/<key:pk>/",
        rolls.ApplicationDecideView.as_view(),
        name="voter_application",
    ),
    path(
        "proxies/<key:pk>/revoke/",
        election_forms.ProxyRevokeView.as_view(),
        name="proxy_revoke",
    ),
    path("recalls/", recalls.PetitionListView.as_view(), name="recall_list"),
    path("recalls/new/", recalls.PetitionCreateView.as_view(), name="recall_start"),
    path("recalls/<key:pk>/", recalls.PetitionView.as_view(), name="recall_petition"),
    path("recalls/<key:pk>/sign/", recalls.PetitionSignView.as_view(), name="recall_sign"),
    path("recalls/<key:pk>/paper/", recalls.PetitionPaperView.as_view(), name="recall_paper"),
    path(
        "recalls/<key:pk>/paper/check/",
        recalls.PetitionCheckView.as_view(),
        name="recall_check",
    ),
    path("recalls/<key:pk>/vote/", recalls.RecallVoteView.as_view(), name="recall_vote"),
    path(
        "recalls/<key:pk>/steps/<slug:name>/",
        recalls.PetitionStepView.as_view(),
        name="recall_step",
    ),
    path(
        "communities/<key:pk>/elections/",
        elections.PlaceElectionsView.as_view(),
        name="place_elections",
    ),
    path(
        "objections/<key:pk>/rule/",
        election_forms.ObjectionRuleView.as_view(),
        name="objection_rule",
    ),
    path("candidates/<key:pk>/", election_forms.CandidateView.as_view(), name="candidate"),
    path(
        "candidates/<key:pk>/account/",
        election_forms.CandidateLinkView.as_view(),
        name="candidate_link",
    ),
    path(
        "complaints/<key:pk>/answer/",
        election_plans.ComplaintAnswerView.as_view(),
        name="complaint_answer",
    ),
]
