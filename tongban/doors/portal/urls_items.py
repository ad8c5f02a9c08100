"""Addresses of what is offered, mounted at /items/."""

from django.urls import path

from tongban.doors.portal.views import feeds, items

app_name = "items"
urlpatterns = [
    path("", items.search, name="search"),
    path("feed/", feeds.items, name="feed"),
    path("<slug:code>/", items.guide, name="guide"),
    path("<slug:code>/checklist/", items.checklist, name="checklist"),
    path("files/<slug:code>/<slug:digest>/", items.blank, name="blank"),
]
