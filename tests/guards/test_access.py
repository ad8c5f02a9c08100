"""Every page says who may open it."""

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path
from ninja.operation import Operation

from tongban.doors.api.georeport.arguments import SCOPE as OPEN311
from tongban.doors.api.scopes import SCOPES
from tongban.doors.api.service import operations, scopes_of
from tongban.ground.ledger.grants import all_permissions
from tongban.ground.people.access import PUBLIC, SIGNED_IN, public, requires


def routes(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def access_of(callback):
    """Return who may open a view: said on the view itself, or on the class it was made from."""
    for said_on in (callback, getattr(callback, "view_class", None), getattr(callback, "cls", None)):
        access = getattr(said_on, "access", None)
        if access:
            return access
    return None


def is_known(access):
    if access in (PUBLIC, SIGNED_IN):
        return True
    known = all_permissions() | {f"api:{scope}" for scope in SCOPES}
    return all(asked in known for asked in access.split(" or "))


def test_every_address_asks_for_a_permission_or_says_it_is_public():
    open_to_anybody = [route for route, view in routes(get_resolver().url_patterns) if not access_of(view)]

    assert not open_to_anybody, "decorate with requires(…), signed_in or public"


def test_every_permission_asked_for_is_granted_by_some_role():
    asked = {route: access_of(view) for route, view in routes(get_resolver().url_patterns)}

    assert not {route: access for route, access in asked.items() if access and not is_known(access)}


def test_a_view_without_access_is_recognised():
    def silent(request):
        return HttpResponse()

    def told(request):
        return HttpResponse()

    found = dict(routes([path("a/", silent), path("b/", public(told))]))

    assert access_of(found["a/"]) is None
    assert access_of(found["b/"]) == PUBLIC
    assert access_of(requires("audit.run")(silent)) == "audit.run"


def test_every_operation_of_the_api_declares_known_scopes():
    found = {
        f"{method} {address}": set(scopes_of(operation))
        for address, by_method in operations().items()
        for method, operation in by_method.items()
    }

    assert not {name: scopes for name, scopes in found.items() if not scopes or not scopes <= set(SCOPES)}
    assert set().union(*found.values()) == set(SCOPES) - {OPEN311}


def test_every_operation_of_the_api_is_among_the_addresses():
    addresses = {route: access_of(view) for route, view in routes(get_resolver().url_patterns)}

    for address, by_method in operations().items():
        route = "api/v1" + address.replace("{", "<str:").replace("}", ">")
        asked = {f"api:{scope}" for operation in by_method.values() for scope in scopes_of(operation)}
        assert set(addresses[route].split(" or ")) == asked


def test_an_operation_without_a_scope_is_recognised():
    silent = Operation("/secrets", ["GET"], lambda request: None)

    assert not scopes_of(silent)
