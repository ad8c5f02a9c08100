import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override

from tongban.ground.kit.navigation import navigation_for, sections
from tongban.ground.kit.templatetags.kit import breadcrumbs
from tongban.ground.ledger.grants import all_permissions
from tongban.ground.people.tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tongban.ground.kit.tests.addresses")]
ROOT = Path(__file__).resolve().parents[4]
TEMPLATES = sorted(ROOT.glob("tongban/**/templates/**/*.html"))


def text_of(answer):
    return answer.content.decode()


def test_a_stranger_is_sent_to_sign_in_and_told_nothing(client):
    answer = client.get("/sign/?year=2022")

    assert answer["Location"] == "/sign-in/?next=%2Fsign%2F%3Fyear%3D2022"
    assert client.get("/sign/", headers={"HX-Request": "true"})["HX-Redirect"] == "/sign-in/?next=%2Fsign%2F"


@pytest.mark.parametrize(
    ("role", "status"), [("bureau_leader", 200), ("performance_clerk", 403), ("system_administrator", 403)]
)
def test_who_lacks_the_right_is_refused(client, role, status):
    client.force_login(cast.staff("zhou", role))

    assert client.get("/sign/").status_code == status


def test_the_403_page_says_nothing_about_the_thing(client):
    client.force_login(cast.clerk())

    page = text_of(client.get("/sign/"))

    assert "您没有访问该页面的权限" in page
    assert "sign" not in page.replace("sign-in", "")


def test_a_refused_move_is_a_409_page_with_the_reason(client):
    client.force_login(cast.clerk())

    answer = client.post("/refuse/", headers={"Referer": "http://testserver/somewhere/"})

    assert answer.status_code == 409
    assert "还有 2 项错误级发现" in text_of(answer)
    assert 'href="http://testserver/somewhere/"' in text_of(answer)


def test_the_way_back_never_leads_to_another_site(client):
    client.force_login(cast.clerk())

    assert "elsewhere" not in text_of(
        client.post("/refuse/", headers={"Referer": "https://elsewhere.example/"})
    )


def test_for_htmx_a_refusal_is_a_notice_that_leaves_the_page_as_it_was(client):
    client.force_login(cast.clerk())

    answer = client.post("/refuse/", headers={"HX-Request": "true"})

    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#notices"
    assert "还有 2 项错误级发现" in text_of(answer)
    assert "<html" not in text_of(answer)


def test_an_edit_that_comes_too_late_names_who_was_first(client):
    client.force_login(cast.clerk())

    answer = client.post("/too-late/")

    assert answer.status_code == 409
    assert "王晓芸 已修改此内容" in text_of(answer)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere/", 404, "页面不存在"),
        ("/suspicious/", 400, "请求无法识别"),
        ("/broken/", 500, "服务器出错"),
    ],
)
def test_an_error_page_is_plain_and_gives_nothing_away(client, address, status, said):
    client.raise_request_exception = False

    answer = client.get(address)

    assert answer.status_code == status
    assert said in text_of(answer)
    assert "secret detail" not in text_of(answer)
    assert "Traceback" not in text_of(answer)


def test_a_form_too_large_is_refused_in_plain_words(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = client.post("/sign-in/", {"login": "x" * 200, "password": "x"})

    assert answer.status_code == 413
    assert "提交内容过大" in text_of(answer)


def test_a_form_without_its_token_is_refused_in_plain_words(client):
    client.handler.enforce_csrf_checks = True

    answer = client.post("/sign-in/", {"login": "wang", "password": "x"})

    assert answer.status_code == 403
    assert "表单已失效" in text_of(answer)


def test_every_answer_carries_the_content_policy(client):
    for address in ("/sign-in/", "/nowhere/", "/healthz", "/language/"):
        policy = client.get(address)["Content-Security-Policy"]

        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "unsafe" not in policy


def test_pages_of_staff_are_kept_nowhere(client):
    client.force_login(cast.clerk())

    assert "no-store" in client.get("/me/")["Cache-Control"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "tongban")))
def test_no_template_has_inline_style_or_script(template):
    text = template.read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:|hx-vals=.js:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", text)


def test_the_page_speaks_chinese_whatever_the_browser_wishes(client):
    page = client.get("/sign-in/", headers={"Accept-Language": "en-US,en"})

    assert 'lang="zh-hans"' in text_of(page)
    assert "登录" in text_of(page)


def test_one_switches_to_english_and_stays_on_the_page(client):
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/sign-in/"})

    assert answer["Location"] == "/sign-in/"
    assert "Sign in" in text_of(client.get("/sign-in/"))


def test_large_text_is_switched_on_and_off(client):
    address = reverse("kit:text-size")

    client.post(address, {"size": "large", "next": "/sign-in/"})
    large = text_of(client.get("/sign-in/"))
    answer = client.post(address, {"size": "normal", "next": "https://elsewhere.example/"})

    assert 'data-text="large"' in large
    assert answer["Location"] == "/"
    assert 'data-text="large"' not in text_of(client.get("/sign-in/"))


def test_the_house_gives_a_sign_of_life(client):
    assert client.get("/healthz").json()["status"] == "ok"


def test_every_entry_of_the_navigation_leads_somewhere_and_asks_for_known_rights():
    for section in sections():
        for entry in section.entries:
            assert entry.url
            assert set(entry.permissions) <= all_permissions()


@pytest.mark.parametrize(
    ("role", "sees_staff"), [("system_administrator", True), ("performance_clerk", False)]
)
def test_the_navigation_shows_what_one_may_open(client, role, sees_staff):
    client.force_login(cast.staff("zhao", role))

    page = text_of(client.get("/me/"))

    assert ("人员与权限" in page) is sees_staff
    assert 'href="/me/" aria-current="page"' in page


def test_the_desk_is_current_only_on_the_desk(rf):
    request = rf.get("/messages/")
    request.user = cast.clerk()

    links = [link for _, entries in navigation_for(request) for link in entries]

    assert any(link.url == "/" for link in links)
    assert not any(link.is_current for link in links if link.url == "/")


def test_an_address_that_only_takes_forms_says_so_when_it_is_opened(client):
    client.force_login(cast.clerk())

    answer = client.get("/form-only/")

    assert answer.status_code == 405
    assert "该地址不能直接打开" in text_of(answer)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_year_in_the_way_here_is_a_name_and_no_amount(language):
    with override(language):
        assert [title for title, _ in breadcrumbs("Years", "/years/", 2022)["trail"]] == ["Years", "2022"]


def test_an_upload_by_script_is_told_where_to_go_next(client):
    client.force_login(cast.administrator())

    answer = client.get("/arrive/", headers={"X-Sent-By": "script"})

    assert answer.status_code == 204
    assert answer["X-Next"]


def test_the_gallery_shows_errors_on_top_and_beside_the_field(client):
    page = text_of(client.post("/kit/", {"name": "x" * 21, "cause": "typed and not lost"}))

    assert "请更正以下内容" in page
    assert 'href="#id_name"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert "typed and not lost" in page
