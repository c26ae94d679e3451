"""Routes of contracts, posts, secondments, courses and the person's own work."""

from django.urls import path

from workstations.views import contracts, posts, training

ROUTES = [
    path("contracts/", contracts.ContractListView.as_view(), name="contracts"),
    path("contracts/new/", contracts.ContractDraftView.as_view(), name="contract_draft"),
    path("contracts/<int:pk>/", contracts.ContractView.as_view(), name="contract"),
    path(
        "contracts/<int:pk>/opinion/",
        contracts.ContractOpinionView.as_view(),
        name="contract_opinion",
    ),
    path("contracts/<int:pk>/renew/", contracts.ContractRenewView.as_view(), name="contract_renew"),
    path("contracts/<int:pk>/end/", contracts.ContractEndView.as_view(), name="contract_end"),
    path(
        "contracts/<int:pk>/papers/", contracts.ContractPapersView.as_view(), name="contract_papers"
    ),
    path(
        "contracts/<int:pk>/steps/<slug:name>/",
        contracts.ContractStepView.as_view(),
        name="contract_step",
    ),
    path("posts/", posts.PostListView.as_view(), name="posts"),
    path("stations/<int:pk>/posts/new/", posts.PostAddView.as_view(), name="post_add"),
    path("posts/<int:pk>/", posts.PostChangeView.as_view(), name="post_change"),
    path("posts/<int:pk>/close/", posts.PostCloseView.as_view(), name="post_close"),
    path("secondments/", posts.SecondmentListView.as_view(), name="secondments"),
    path("secondments/new/", posts.SecondmentAddView.as_view(), name="secondment_add"),
    path("secondments/<int:pk>/end/", posts.SecondmentEndView.as_view(), name="secondment_end"),
    path("courses/", training.CourseListView.as_view(), name="courses"),
    path("courses/new/", training.CourseAddView.as_view(), name="course_add"),
    path("courses/<int:pk>/", training.CourseView.as_view(), name="course"),
    path("courses/<int:pk>/cancel/", training.CourseCancelView.as_view(), name="course_cancel"),
    path("enrolments/<int:pk>/", training.EnrolmentView.as_view(), name="enrolment"),
    path(
        "enrolments/<int:pk>/attend/",
        training.EnrolmentAttendView.as_view(),
        name="enrolment_attend",
    ),
    path(
        "enrolments/<int:pk>/papers/",
        training.EnrolmentPapersView.as_view(),
        name="enrolment_papers",
    ),
    path(
        "enrolments/<int:pk>/steps/<slug:name>/",
        training.EnrolmentStepView.as_view(),
        name="enrolment_step",
    ),
    path("team/", training.TeamView.as_view(), name="team"),
    path("needs/new/", training.NeedAddView.as_view(), name="need_add"),
    path("needs/<int:pk>/met/", training.NeedMetView.as_view(), name="need_met"),
    path("my-work/", training.MyWorkView.as_view(), name="my_work"),
    path("my-work/profile/", training.ProfileView.as_view(), name="profile"),
    path("my-work/profile/clear/", training.ProfileClearView.as_view(), name="profile_clear"),
]
