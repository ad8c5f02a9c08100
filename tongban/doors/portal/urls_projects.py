"""Addresses of an enterprise's own construction projects, mounted at /projects/."""

from django.urls import path

from tongban.doors.portal.views import projects

app_name = "projects"
urlpatterns = [
    path("", projects.projects, name="projects"),
    path("<slug:reference>/", projects.project, name="project"),
    path("<slug:reference>/begin/", projects.begin_stage, name="begin"),
    path("reviews/<slug:reference>/corrected/", projects.hand_in, name="hand-in"),
    path("reviews/<slug:reference>/papers/<int:round_>.pdf", projects.paper, name="paper"),
]
