"""The addresses of the house, room by room."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from config import entrance
from tongban.ground.kit import views
from tongban.ground.kit.access import public

urlpatterns: list[URLPattern | URLResolver] = [
    path("", entrance.home, name="home"),
    path("arrive/", entrance.arrive, name="arrive"),
    path("healthz", views.healthz, name="healthz"),
    path("language/", public(set_language), name="set_language"),
    path("", include("tongban.ground.kit.urls")),
    path("", include("tongban.ground.people.urls")),
    path("api/v1/", include("tongban.doors.api.urls")),
    path("clients/", include("tongban.doors.api.urls_clients")),
    path("messages/", include("tongban.ground.exchange.messages.urls")),
    path("staff/", include("tongban.doors.administration.staff.urls")),
    path("ledger/", include("tongban.doors.administration.ledger.urls")),
    path("duties/", include("tongban.ground.matters.urls")),
    path("outbox/", include("tongban.ground.exchange.urls")),
    path("law/", include("tongban.doors.administration.law.urls")),
    path("clock/", include("tongban.doors.administration.clock.urls")),
    path("calendar/", include("tongban.doors.administration.calendar.urls")),
    path("catalogue/", include("tongban.offer.catalogue.urls")),
    path("account/", include("tongban.account.evaluation.urls")),
    path("cases/", include("tongban.work.cases.urls")),
    path("ratings/", include("tongban.doors.desk.figures.urls_ratings")),
    path("logs/", include("tongban.work.logs.urls")),
    path("desk/", include("tongban.doors.desk.urls")),
    path("figures/", include("tongban.doors.desk.figures.urls")),
    path("flows/", include("tongban.doors.desk.flows.urls")),
    path("open/", include("tongban.doors.portal.urls")),
    path("items/", include("tongban.doors.portal.urls_items")),
    path("my/", include("tongban.doors.portal.urls_my")),
    path("", include("tongban.doors.portal.urls_anybody")),
]

handler400 = "tongban.doors.api.views.outside.bad_request"
handler403 = "tongban.doors.api.views.outside.forbidden"
handler404 = "tongban.doors.api.views.outside.not_found"
handler500 = "tongban.doors.api.views.outside.server_error"
