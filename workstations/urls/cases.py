"""Routes of supervision cases, petitions and inspections."""

from django.urls import path

from workstations.views import cases, inspections, petitions

ROUTES = [
    path("cases/", cases.CaseListView.as_view(), name="case_list"),
    path("cases/new/", cases.CaseOpenView.as_view(), name="case_open"),
    path("cases/letter/", petitions.ComplaintEnterView.as_view(), name="complaint_enter"),
    path("cases/<int:pk>/", cases.CaseView.as_view(), name="case"),
    path("cases/<int:pk>/notify/", cases.NotifyView.as_view(), name="case_notify"),
    path("cases/<int:pk>/explain/", cases.ExplainView.as_view(), name="case_explain"),
    path("cases/<int:pk>/finding/", cases.FindingView.as_view(), name="case_finding"),
    path("cases/<int:pk>/order/", cases.OrderView.as_view(), name="case_order"),
    path("cases/<int:pk>/report/", cases.ReportView.as_view(), name="case_report"),
    path("cases/<int:pk>/again/", cases.AgainView.as_view(), name="case_again"),
    path("cases/<int:pk>/notes/<slug:name>/", cases.NoteView.as_view(), name="case_note"),
    path("cases/<int:pk>/complaint/", cases.ComplaintReadView.as_view(), name="case_complaint"),
    path("cases/<int:pk>/steps/<slug:name>/", cases.CaseStepView.as_view(), name="case_step"),
    path("inspections/", inspections.InspectionListView.as_view(), name="inspection_list"),
    path("inspections/new/", inspections.InspectionRecordView.as_view(), name="inspection_record"),
    path("inspections/<int:pk>/", inspections.InspectionView.as_view(), name="inspection"),
    path("voice/", petitions.VoiceView.as_view(), name="voice"),
    path("voice/complain/", petitions.ComplainView.as_view(), name="complain"),
    path("voice/petition/", petitions.PetitionFileView.as_view(), name="petition_file"),
    path("petitions/", petitions.PetitionListView.as_view(), name="petition_list"),
    path("petitions/new/", petitions.PetitionRegisterView.as_view(), name="petition_register"),
    path("petitions/<int:pk>/", petitions.PetitionView.as_view(), name="petition"),
    path(
        "petitions/<int:pk>/refuse/", petitions.PetitionRefuseView.as_view(), name="petition_refuse"
    ),
    path(
        "petitions/<int:pk>/hand-over/",
        petitions.PetitionHandOverView.as_view(),
        name="petition_hand_over",
    ),
    path(
        "petitions/<int:pk>/answer/", petitions.PetitionAnswerView.as_view(), name="petition_answer"
    ),
    path(
        "petitions/<int:pk>/review/", petitions.PetitionReviewView.as_view(), name="petition_review"
    ),
    path(
        "petitions/<int:pk>/re-review/",
        petitions.PetitionReReviewView.as_view(),
        name="petition_re_review",
    ),
    path(
        "petitions/<int:pk>/steps/<slug:name>/",
        petitions.PetitionStepView.as_view(),
        name="petition_step",
    ),
]
