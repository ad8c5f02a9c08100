"""GeoReport v2: an independent client lists, files and follows in both forms; what breaks the specification is told in it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client as Browser
from django.utils import timezone

from tests.open311_client import SPECIFICATION, Open311Client, Open311Fault, Reply
from tongban.doors.api import actions as api
from tongban.ground.people.models import Applicant, Assignment, User
from tongban.work.hotline.actions import catalogue, intake, outside
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import ClassQuestion, DemandClass, Order
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db
ROOT = "/open311/v2"
FORMS = ("xml", "json")


def over_http(method, path, kind, body):
    browser = Browser(raise_request_exception=False)
    answer = browser.generic(method, path, body, kind or "text/plain")
    return Reply(answer.status_code, answer["Content-Type"], answer.content)


def client(form):
    return Open311Client(over_http, ROOT, form)


def raw(path, body=None, kind="application/x-www-form-urlencoded", method=None):
    """Send what no proper client would."""
    said = urlencode(body) if isinstance(body, dict) else body
    return over_http(method or ("GET" if body is None else "POST"), f"{ROOT}/{path}", kind, said or "")


def fault(reply):
    """Read an error as the specification has it, whatever the form."""
    form = "json" if reply.content_type.startswith("application/json") else "xml"
    with pytest.raises(Open311Fault) as told:
        Open311Client(over_http, ROOT, form)._read(reply, "errors")
    assert {code for code, _said in told.value.errors} == {reply.status}
    return told.value.errors[0][1]


@pytest.fixture
def office(db):
    """The centre, with a second class below a theme, two questions about it, and its clock at today."""
    office = cast.office()
    head, now = office.head, timezone.now()
    ask = {"demand_class": office.noise, "position": 1, "is_required": True}
    ClassQuestion.objects.create(
        **ask,
        code="source",
        question="噪声来源",
        datatype="singlevaluelist",
        choices=[{"key": "site", "name": "工地"}, {"key": "shop", "name": "商铺"}],
    )
    more = {"demand_class": office.noise, "position": 2, "code": "nights", "question": "持续几夜"}
    ClassQuestion.objects.create(**more, datatype="number")
    theme = catalogue.open_class("010000", "城乡建设", by=head, at=now - timedelta(days=400))
    office.trader = catalogue.open_class(
        "010100", "占道经营", by=head, at=now - timedelta(days=400), parent=theme
    )
    return office


@pytest.fixture
def key(office):
    """A key of a system that may file."""
    admin = User.objects.create(username="guan", display_name="管理员")
    Assignment.objects.create(user=admin, role="system_administrator", since=cast.MONDAY.date())
    person = Applicant.objects.create(kind="person", name="某应用")
    at = timezone.now()
    said = {"agreement": "协议1号", "scopes": ("hotline",), "by": admin, "at": at, "per_minute": 6000}
    system = api.register("市民应用", person, **said)
    return api.issue_key(system, expires_on=timezone.localdate() + timedelta(days=30), by=admin, at=at)[1]


def file(form, key, code="010100", **arguments):
    usual = {"address_string": "姑苏区山塘街", "description": "摊贩占道"}
    return client(form).file(key, code, **(usual | arguments))


@pytest.mark.parametrize("form", FORMS)
def test_a_client_finds_the_endpoint_and_both_forms(office, form):
    (endpoint,) = client(form).discovery()["endpoints"]

    assert endpoint["specification"] == SPECIFICATION
    assert endpoint["url"] == f"http://testserver{ROOT}"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert endpoint["type"] in ("production", "test")


@pytest.mark.parametrize("form", FORMS)
def test_a_client_lists_services_and_their_attributes(office, form):
    found = {each["service_code"]: each for each in client(form).services()}

    assert set(found) == {"020101", "010100"}
    assert found["010100"]["group"] == "城乡建设"
    assert [found[code]["metadata"] for code in ("020101", "010100")] == [True, False]
    source, nights = client(form).definition("020101")["attributes"]
    assert [each["key"] for each in source["values"]] == ["site", "shop"]
    assert (nights["required"], nights["datatype"]) == (False, "number")


@pytest.mark.parametrize("form", FORMS)
def test_a_client_files_and_follows_to_the_end(office, key, form):
    told = {
        "phone": "138-1234-5678",
        "first_name": "小红",
        "last_name": "张",
        "lat": "31.321234",
        "long": "120.612345",
    }
    made = file(form, key, "020101", attribute={"source": "site", "nights": "3"}, **told)

    order = Order.objects.get(reference=made["service_request_id"])
    assert (order.channel, order.phone, order.caller_name) == ("api", "13812345678", "张小红")
    assert (order.area, order.demand_class) == (office.area, office.noise)
    assert order.filing.answers == {"噪声来源": "工地", "持续几夜": "3"}
    seen = client(form).request(order.reference)
    assert (seen["status"], seen["service_code"], seen["address"]) == ("open", "020101", "姑苏区")

    at = timezone.now()
    intake.dispatch(order, cast.city(office), by=office.lin, at=at)
    assert client(form).request(order.reference)["agency_responsible"] == "城市管理局"
    outside.withdraw(order, at=at, reason="不用了")
    seen = client(form).request(order.reference)
    assert seen["status"] == "closed"
    assert "解决" in seen["status_notes"]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_personal_and_no_words_of_anybody_are_public_unless_agreed(office, key, form):
    told = {
        "phone": "13812345678", "first_name": "Hong", "last_name": "Zhang", "email": "z@example.cn", "lat": "31.3212341",
        "long": "120.6123451", "media_url": "https://example.cn/a.jpg", "address_string": "姑苏区山塘街9号",
    }  # fmt: skip
    silent = file(form, key, description="我家在9号，电话13812345678", **told)
    agreed = file(form, key, description="摊贩占道，电话13812345678", may_publish="true", **told)

    numbers = f"{silent['service_request_id']},{agreed['service_request_id']}"
    seen = {each["service_request_id"]: each for each in client(form).requests(service_request_id=numbers)}
    body = raw(f"requests.{form}?service_request_id={numbers}").body.decode()
    assert not any(word in body for word in ("13812345678", "Zhang", "z@example", "a.jpg", "9号", "山塘"))
    assert not seen[silent["service_request_id"]]["description"]
    assert seen[agreed["service_request_id"]]["description"] == "摊贩占道，电话***"
    assert [float(seen[agreed["service_request_id"]][each]) for each in ("lat", "long")] == [31.321, 120.612]
    assert not seen[silent["service_request_id"]]["lat"]


def test_reports_and_what_is_set_aside_are_not_there_for_anybody(office, key):
    now = timezone.now()
    secret = intake.file(cast.secret(office, "受贿"), at=now).order
    report = intake.file(cast.demand(office, kind="report"), at=now).order
    shown = intake.file(cast.demand(office), at=now).order

    assert {each["service_request_id"] for each in client("xml").requests()} == {shown.reference}
    for order in (secret, report):
        fault(raw(f"requests/{order.reference}.json"))
        assert client("json").requests(service_request_id=order.reference) == []


@pytest.mark.parametrize("form", FORMS)
def test_beyond_the_limit_of_a_number_a_token_stands_for_the_id_until_an_agent_lets_it_in(office, key, form):
    made = [file(form, key, phone="13812345678") for _ in range(6)]

    assert all(each.get("service_request_id") for each in made[:5])
    token = made[5]["token"]
    assert client(form).id_of_token(token) is None
    order = Order.objects.get(filing__token=token)
    assert fault(raw(f"requests/{order.reference}.{form}"))
    outside.release(order, by=office.lin, at=timezone.now())
    assert client(form).id_of_token(token) == order.reference
    assert client(form).request(order.reference)["status"] == "open"


def test_closed_and_solved_are_told_apart_where_extensions_are_asked_for(office, key):
    order = intake.file(cast.demand(office), at=timezone.now()).order
    intake.answer(order, by=office.agent, at=timezone.now(), text="可拨打物业电话。")
    outside.hear(order, at=timezone.now(), heard=Heard("no", 2))

    (plain,) = client("json").requests(status="closed")
    (more,) = client("json").requests(status="closed", extensions="true")

    assert "extended_attributes" not in plain
    assert more["extended_attributes"] == {"solved": "no", "satisfaction": 2}
    assert plain["status_notes"] == "已办结。诉求人表示没有解决。"


def test_requests_are_found_by_class_time_and_status(office, key):
    now = timezone.now()
    for days in (100, 40, 1):
        intake.file(cast.demand(office), at=now - timedelta(days=days))
    intake.file(cast.demand(office, demand_class=office.trader), at=now)
    ask = client("xml").requests

    def moment(days):
        return (now - timedelta(days=days)).isoformat(timespec="seconds")

    assert len(ask()) == 3
    assert len(ask(service_code="010100")) == 1
    assert len(ask(service_code="010100,020101", status="open,closed")) == 3
    assert ask(status="closed") == []
    assert len(ask(start_date=moment(110), end_date=moment(30))) == 2
    assert len(ask(end_date=moment(30))) == 2
    assert len(ask(start_date=moment(101))) == 2
    newest = [each["requested_datetime"] for each in ask()]
    assert newest == sorted(newest, reverse=True)


BROKEN_READINGS = {
    "services.xml?jurisdiction_id=sfgov.org": 404,
    "services/999999.json": 404,
    "services/999999.xml?jurisdiction_id=": 404,
    "requests/HOT-2099-000001.xml": 404,
    "tokens/nothing.json": 404,
    "requests.json?service_code=999999": 404,
    "requests.xml?status=solved": 400,
    "requests.xml?start_date=yesterday": 400,
    "requests.xml?start_date=2022-01-01": 400,
    "requests.json?start_date=2022-01-01T00:00:00": 400,
    "requests.json?start_date=2022-13-45T99:00:00Z": 400,
    "requests.json?start_date=0001-01-01T00:00:00Z": 400,
    "requests.json?start_date=2022-01-01T00:00:00Z&end_date=2022-06-01T00:00:00Z": 400,
    "requests.json?start_date=2022-06-01T00:00:00Z&end_date=2022-05-01T00:00:00Z": 400,
    "requests.json?status=open%00": 400,
    "requests.html": 404,
    "": 404,
    "nothing/at/all.json": 404,
}


@pytest.mark.parametrize(("path", "status"), BROKEN_READINGS.items())
def test_a_reading_that_breaks_the_specification_is_told_in_its_form(office, path, status):
    reply = raw(path)

    assert reply.status == status
    assert fault(reply)


BROKEN_FILINGS = {
    "no key": ({"api_key": ""}, 403),
    "a wrong key": ({"api_key": "tb_00000000_wrong"}, 403),
    "a key that is none": ({"api_key": "\0钥匙"}, 403),
    "no service_code": ({"service_code": ""}, 400),
    "an unknown service_code": ({"service_code": "999999"}, 404),
    "a class with others under it": ({"service_code": "010000"}, 404),
    "nowhere": ({"address_string": ""}, 400),
    "lat alone": ({"lat": "31.3"}, 400),
    "no number": ({"lat": "north", "long": "120"}, 400),
    "not on earth": ({"lat": "131", "long": "120"}, 400),
    "infinity": ({"lat": "31", "long": "inf"}, 400),
    "a huge number": ({"lat": "1e999999999", "long": "120"}, 400),
    "an unknown address_id": ({"address_id": "nowhere"}, 400),
    "too long a description": ({"description": "长" * 4001}, 400),
    "100 kB": ({"description": "x" * 100_000}, 400),
    "more than is read": ({"description": "x" * 400_000}, 413),
    "NUL": ({"description": "a\0b"}, 400),
    "a bad telephone number": ({"phone": "call me"}, 400),
    "a bad e-mail": ({"email": "nobody"}, 400),
    "a script as picture": ({"media_url": "javascript:alert(1)"}, 400),
    "a file as picture": ({"media_url": "file:///etc/passwd"}, 400),
    "half an address": ({"media_url": "http://["}, 400),
    "an attribute not asked for": ({"attribute[colour]": "red"}, 400),
    "another city": ({"jurisdiction_id": "sfgov.org"}, 404),
    "a required attribute left out": ({"service_code": "020101"}, 400),
    "a value not in the list": ({"service_code": "020101", "attribute[source]": "moon"}, 400),
    "two for one": ({"service_code": "020101", "attribute[source][]": ["site", "shop"]}, 400),
    "words for a number": (
        {"service_code": "020101", "attribute[source]": "site", "attribute[nights]": "many"},
        400,
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BROKEN_FILINGS)
def test_a_filing_that_breaks_the_specification_is_told_in_its_form_and_keeps_nothing(
    office, key, name, form
):
    given, status = BROKEN_FILINGS[name]
    usual = {"api_key": key, "service_code": "010100", "address_string": "姑苏区", "description": "摊贩"}

    reply = raw(f"requests.{form}", urlencode(usual | given, doseq=True))

    assert reply.status == status
    assert fault(reply)
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind", "method", "status"),
    [
        ("{}", "application/json", "POST", 400),
        ("description=%ff%fe", "application/x-www-form-urlencoded", "POST", 400),
        ("", "text/plain", "DELETE", 405),
        ("", "application/x-www-form-urlencoded", "PUT", 405),
    ],
)
def test_another_kind_encoding_or_method_is_refused(office, body, kind, method, status):
    reply = raw("requests.json", body, kind, method)

    assert reply.status == status
    assert fault(reply)


def test_a_class_that_was_merged_says_what_follows_it_and_its_requests_keep_it(office, key):
    order = intake.file(cast.demand(office), at=timezone.now()).order
    DemandClass.objects.filter(pk=office.noise.pk).update(since=timezone.localdate() - timedelta(days=500))
    catalogue.merge_class(office.noise, office.trader, by=office.head, at=timezone.now())

    said = fault(raw("services/020101.json"))

    assert "010100" in said
    assert client("json").request(order.reference)["service_code"] == "020101"


def test_a_key_without_the_scope_or_asked_too_often_files_nothing(office, key, settings):
    from tongban.doors.api.models import Client

    Client.objects.update(per_minute=2)
    made = [raw("requests.json", {"api_key": key, "service_code": "x"}).status for _ in range(3)]
    Client.objects.update(scopes=["catalogue"])

    assert made == [404, 404, 429]
    assert raw("requests.json", {"api_key": key, "service_code": "x"}).status == 403
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "open311": "1/h"}
    assert [raw("services.xml").status for _ in range(2)][-1] == 429


def test_a_picture_is_kept_as_text_or_refused_and_nobody_opens_it(office, key, settings):
    made = file("json", key, media_url="http://169.254.169.254/latest")
    assert Order.objects.get(reference=made["service_request_id"]).filing.media_url.startswith("http://169")

    settings.OPEN311_KEEPS_MEDIA_URL = False
    with pytest.raises(Open311Fault):
        file("json", key, media_url="http://169.254.169.254/latest")


@pytest.mark.parametrize("form", FORMS)
def test_what_cannot_be_said_in_xml_does_not_break_it(office, key, form):
    text = "\x01😀<b>&amp;\u202e]]>"
    made = file(form, key, description=text, may_publish="true")

    seen = client(form).request(made["service_request_id"])["description"]
    assert seen == (text if form == "json" else text[1:])


def test_what_fails_is_noted_and_told_in_the_form_with_nothing_of_our_inside(office, monkeypatch):
    monkeypatch.setattr("tongban.doors.api.georeport.views.services_on", lambda day: 1 / 0)

    reply = raw("services.xml")

    assert reply.status == 500
    assert "zero" not in fault(reply)
