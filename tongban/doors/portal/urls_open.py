"""Addresses of published accounts, mounted at /open/."""

from django.urls import path

from tongban.doors.portal.views import accounts as views
from tongban.doors.portal.views import feeds

app_name = "portal"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("feed/", feeds.accounts, name="feed"),
    path("<str:reference>/", views.account, name="account"),
    path("<str:reference>/v<int:number>/", views.account, name="version"),
    path("<str:reference>/v<int:number>/report.<slug:extension>", views.paper, name="paper"),
    path("<str:reference>/v<int:before>/to/v<int:after>/", views.differences, name="differences"),
]
