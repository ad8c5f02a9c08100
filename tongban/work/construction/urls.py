"""Addresses of the desk of construction projects."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tongban.work.construction.views import projects, reviews


class ProjectReference(StringConverter):
    """The number of a project in an address."""

    regex = r"PROJ-\d{4}-\d{6,}"


class ReviewReference(StringConverter):
    """The number of a review in an address."""

    regex = r"JREV-\d{4}-\d{6,}"


register_converter(ProjectReference, "project")
register_converter(ReviewReference, "review")

app_name = "construction"
urlpatterns = [
    path("", projects.projects, name="projects"),
    path("new/", projects.enter, name="enter"),
    path("classes/", projects.classes, name="classes"),
    path("classes/new/", projects.set_class, name="class-new"),
    path("<project:reference>/", projects.project, name="project"),
    path("<project:reference>/<slug:code>/", projects.act, name="act"),
    path("reviews/<review:reference>/", reviews.review, name="review"),
    path("reviews/<review:reference>/papers/<int:round_>.pdf", reviews.paper, name="paper"),
    path("reviews/<review:reference>/<slug:code>/", reviews.act, name="review-act"),
]
