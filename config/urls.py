"""The addresses of the house, as its rooms say them in ``urls.py``."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from config import entrance
from tongban.ground.kit import views
from tongban.ground.kit.access import public
from tongban.ground.ledger.rooms import modules_named


def addresses_of_rooms() -> list[URLResolver]:
    """Return the addresses of every room: under its ``app_name``, or whole where it has none."""
    mounted = ((getattr(module, "app_name", ""), module) for module in modules_named("urls"))
    return [path(f"{name}/" if name else "", include(module)) for name, module in mounted]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", entrance.home, name="home"),
    path("arrive/", entrance.arrive, name="arrive"),
    path("healthz", views.healthz, name="healthz"),
    path("language/", public(set_language), name="set_language"),
    *addresses_of_rooms(),
]

handler400 = "tongban.doors.api.views.outside.bad_request"
handler403 = "tongban.doors.api.views.outside.forbidden"
handler404 = "tongban.doors.api.views.outside.not_found"
handler500 = "tongban.doors.api.views.outside.server_error"
