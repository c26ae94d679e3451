"""Routes of supervision cases, petitions and inspections."""

from django.urls import path

from workstations.views import cases, inspections, petitions, work_papers

ROUTES = [
    path("cases/", cases.CaseListView.as_view(), name="case_list"),
    path("cases/new/", cases.CaseOpenView.as_view(), name="case_open"),
    path("cases/letter/", petitions.ComplaintEnterView.as_view(), name="complaint_enter"),
    path("cases/<key:pk>/", cases.CaseView.as_view(), name="case"),
    path("cases/<key:pk>/papers/", work_papers.CasePapersView.as_view(), name="case_papers"),
    path("cases/<key:pk>/notify/", cases.NotifyView.as_view(), name="case_notify"),
    path("cases/<key:pk>/explain/", cases.ExplainView.as_view(), name="case_explain"),
    path("cases/<key:pk>/finding/", cases.FindingView.as_view(), name="case_finding"),
    path("cases/<key:pk>/order/", cases.OrderView.as_view(), name="case_order"),
    path("cases/<key:pk>/report/", cases.ReportView.as_view(), name="case_report"),
    path("cases/<key:pk>/again/", cases.AgainView.as_view(), name="case_again"),
    path("cases/<key:pk>/notes/<slug:name>/", cases.NoteView.as_view(), name="case_note"),
    path("cases/<key:pk>/complaint/", cases.ComplaintReadView.as_view(), name="case_complaint"),
    path("cases/<key:pk>/steps/<slug:name>/", cases.CaseStepView.as_view(), name="case_step"),
    path("inspections/", inspections.InspectionListView.as_view(), name="inspection_list"),
    path("inspections/new/", inspections.InspectionRecordView.as_view(), name="inspection_record"),
    path("inspections/<key:pk>/", inspections.InspectionView.as_view(), name="inspection"),
    path("voice/", petitions.VoiceView.as_view(), name="voice"),
    path("voice/complain/", petitions.ComplainView.as_view(), name="complain"),
    path("voice/petition/", petitions.PetitionFileView.as_view(), name="petition_file"),
    path("petitions/", petitions.PetitionListView.as_view(), name="petition_list"),
    path("petitions/new/", petitions.PetitionRegisterView.as_view(), name="petition_register"),
    path("petitions/<key:pk>/", petitions.PetitionView.as_view(), name="petition"),
    path(
        "petitions/<key:pk>/refuse/", petitions.PetitionRefuseView.as_view(), name="petition_refuse"
    ),
    path(
        "petitions/<key:pk>/hand-over/",
        petitions.PetitionHandOverView.as_view(),
        name="petition_hand_over",
    ),
    path(
        "petitions/<key:pk>/answer/", petitions.PetitionAnswerView.as_view(), name="petition_answer"
    ),
    path(
        "petitions/<key:pk>/review/", petitions.PetitionReviewView.as_view(), name="petition_review"
    ),
    path(
        "petitions/<key:pk>/re-review/",
        petitions.PetitionReReviewView.as_view(),
        name="petition_re_review",
    ),
    path(
        "petitions/<key:pk>/steps/<slug:name>/",
        petitions.PetitionStepView.as_view(),
        name="petition_step",
    ),
]
