"""Addresses of what citizens ask and how it is answered, mounted at /answers/."""

from django.urls import path

from tongban.doors.portal.views import answers

app_name = "answers"
urlpatterns = [
    path("", answers.search_page, name="search"),
    path("missing/", answers.missing, name="missing"),
    path("<slug:reference>/", answers.answer, name="answer"),
    path("<slug:reference>/files/<str:digest>/", answers.attachment, name="file"),
    path("<slug:reference>/vote/", answers.vote, name="vote"),
]
