"""Routes of the API."""

from django.urls import path

from resident_affairs.api import transitions, views

app_name = "resident_affairs-api"
urlpatterns = [
    path("categories/", views.CategoryListApi.as_view(), name="categories"),
    path("tracking/", views.TrackApi.as_view(), name="tracking"),
    path("issues/", views.IssueListApi.as_view(), name="issues"),
    path("issues/similar/", views.SimilarApi.as_view(), name="similar"),
    path("issues/<key:pk>/", views.IssueDetailApi.as_view(), name="issue"),
    path("issues/<key:pk>/messages/", views.MessagesApi.as_view(), name="messages"),
    path("issues/<key:pk>/support/", views.SupportApi.as_view(), name="support"),
    path("issues/<key:pk>/following/", views.FollowApi.as_view(), name="following"),
    path("issues/<key:pk>/rating/", views.RatingApi.as_view(), name="rating"),
    *(
        path(f"issues/<key:pk>/{view.name}/", view.as_view(), name=view.name)
        for view in transitions.VIEWS
    ),
]
