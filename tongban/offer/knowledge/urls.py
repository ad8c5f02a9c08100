"""Addresses of the officers' pages over knowledge, mounted at /knowledge/."""

from django.urls import URLPattern, path

from tongban.offer.knowledge.views import desk, entries, gaps, worklists

app_name = "knowledge"
urlpatterns: list[URLPattern] = [
    path("", worklists.versions, name="versions"),
    path("lists/<slug:kind>/", worklists.versions, name="list"),
    path("search/", desk.find, name="search"),
    path("keeping/", desk.keeping, name="keeping"),
    path("samples/", desk.samples, name="samples"),
    path("samples/<int:pk>/", desk.verdict, name="verdict"),
    path("new/", entries.new, name="new"),
    path("gaps/", worklists.gaps, name="gaps"),
    path("gaps/report/", worklists.report, name="report"),
    path("gaps/lists/<slug:kind>/", worklists.gaps, name="gap-list"),
    path("gaps/<slug:reference>/", gaps.gap, name="gap"),
    path("gaps/<slug:reference>/<slug:code>/", gaps.act, name="gap-act"),
    path("<slug:reference>/", entries.version, name="version"),
    path("<slug:reference>/edit/", entries.edit, name="edit"),
    path("<slug:reference>/begin/", entries.begin, name="begin"),
    path("<slug:reference>/differences/", entries.changes, name="differences"),
    path("<slug:reference>/reports/<int:pk>/", entries.settle, name="settle"),
    path("<slug:reference>/acts/<slug:code>/", entries.act, name="act"),
]
