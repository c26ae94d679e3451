"""Routes of contracts, posts, secondments, courses and the person's own work."""

from django.urls import path

from workstations.views import contracts, posts, training

ROUTES = [
    path("contracts/", contracts.ContractListView.as_view(), name="contracts"),
    path("contracts/new/", contracts.ContractDraftView.as_view(), name="contract_draft"),
    path("contracts/<key:pk>/", contracts.ContractView.as_view(), name="contract"),
    path(
        "contracts/<key:pk>/opinion/",
        contracts.ContractOpinionView.as_view(),
        name="contract_opinion",
    ),
    path("contracts/<key:pk>/renew/", contracts.ContractRenewView.as_view(), name="contract_renew"),
    path("contracts/<key:pk>/end/", contracts.ContractEndView.as_view(), name="contract_end"),
    path(
        "contracts/<key:pk>/papers/", contracts.ContractPapersView.as_view(), name="contract_papers"
    ),
    path(
        "contracts/<key:pk>/steps/<slug:name>/",
        contracts.ContractStepView.as_view(),
        name="contract_step",
    ),
    path("posts/", posts.PostListView.as_view(), name="posts"),
    path("stations/<key:pk>/posts/new/", posts.PostAddView.as_view(), name="post_add"),
    path("posts/<key:pk>/", posts.PostChangeView.as_view(), name="post_change"),
    path("posts/<key:pk>/close/", posts.PostCloseView.as_view(), name="post_close"),
    path("secondments/", posts.SecondmentListView.as_view(), name="secondments"),
    path("secondments/new/", posts.SecondmentAddView.as_view(), name="secondment_add"),
    path("secondments/<key:pk>/end/", posts.SecondmentEndView.as_view(), name="secondment_end"),
    path("courses/", training.CourseListView.as_view(), name="courses"),
    path("courses/new/", training.CourseAddView.as_view(), name="course_add"),
    path("courses/<key:pk>/", training.CourseView.as_view(), name="course"),
    path("courses/<key:pk>/cancel/", training.CourseCancelView.as_view(), name="course_cancel"),
    path("enrolments/<key:pk>/", training.EnrolmentView.as_view(), name="enrolment"),
    path(
        "enrolments/<key:pk>/attend/",
        training.EnrolmentAttendView.as_view(),
        name="enrolment_attend",
    ),
    path(
        "enrolments/<key:pk>/papers/",
        training.EnrolmentPapersView.as_view(),
        name="enrolment_papers",
    ),
    path(
        "enrolments/<key:pk>/steps/<slug:name>/",
        training.EnrolmentStepView.as_view(),
        name="enrolment_step",
    ),
    path("team/", training.TeamView.as_view(), name="team"),
    path("needs/new/", training.NeedAddView.as_view(), name="need_add"),
    path("needs/<key:pk>/met/", training.NeedMetView.as_view(), name="need_met"),
    path("my-work/", training.MyWorkView.as_view(), name="my_work"),
    path("my-work/profile/", training.ProfileView.as_view(), name="profile"),
    path("my-work/profile/clear/", training.ProfileClearView.as_view(), name="profile_clear"),
]
