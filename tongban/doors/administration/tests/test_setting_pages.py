"""The pages of settings: found on one page, changed with a preview, and told with what was before."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tongban.ground.kit.models import StoredFile
from tongban.ground.office.registry import known_settings
from tongban.ground.office.values import value_of
from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db
NAME = "苏州市行政审批局"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def admin(client, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    client.force_login(cast.administrator())
    return client


def picture(color="red"):
    drawn = io.BytesIO()
    Image.new("RGBA", (40, 40), color).save(drawn, "PNG")
    return SimpleUploadedFile("seal.png", drawn.getvalue(), "image/png")


def address(code):
    return reverse("settings:edit", args=[code])


def text_of(answer):
    return answer.content.decode()


def test_the_name_is_on_every_page_once_it_is_set(admin):
    answer = admin.post(address("bureau.name"), {"value": NAME, "note": "机构改革"}, follow=True)

    assert f'brand-bureau">{NAME}' in text_of(answer)
    assert "机构改革" in text_of(answer)
    assert NAME in text_of(admin.get(reverse("settings:home")))
    assert f'brand-bureau">{NAME}' in text_of(admin.get("/law/"))


def test_every_setting_and_every_link_of_the_first_page_opens(admin):
    page = text_of(admin.get(reverse("settings:home")))

    for code, setting in known_settings().items():
        if not setting.page:
            assert address(code) in page
            assert admin.get(address(code)).status_code == 200


@pytest.mark.parametrize("role", ["performance_clerk", "window_clerk", "bureau_leader"])
def test_who_sets_nothing_opens_no_page_of_settings(client, role):
    client.force_login(cast.staff("zhao", role))

    assert client.get(reverse("settings:home")).status_code == 403
    assert client.get(address("bureau.name")).status_code == 403


def test_who_may_set_some_sees_the_others_and_changes_none(client):
    client.force_login(cast.staff("zhao", "legal_officer"))

    page = client.get(address("bureau.name"))
    answer = client.post(address("bureau.name"), {"value": NAME})

    assert page.status_code == 200
    assert '<button type="submit" class="btn btn-primary"' not in text_of(page)
    assert answer.status_code == 403
    assert value_of("bureau.name") != NAME


def test_what_somebody_else_changed_meanwhile_is_not_written_over(admin):
    admin.post(address("bureau.name"), {"value": NAME, "seen": "0"})

    late = admin.post(address("bureau.name"), {"value": "别的名称", "seen": "0"})

    assert late.status_code == 409
    assert "别的名称" in text_of(late)
    assert value_of("bureau.name") == NAME


def test_the_logo_stands_in_the_head_of_every_page_for_everybody(admin, client):
    admin.post(address("bureau.logo"), {"value": picture()})
    logo = reverse("settings:logo", args=[value_of("bureau.logo")])
    client.logout()

    page, shown = client.get("/law/"), client.get(logo)

    assert logo in text_of(page)
    assert shown["Content-Type"] == "image/png"
    assert client.get(reverse("settings:logo", args=["0" * 64])).status_code == 404


@pytest.mark.parametrize("name", ["seal.svg", "seal.png"])
def test_a_drawing_that_can_carry_programs_is_refused_whatever_its_name(admin, name):
    answer = admin.post(address("papers.seal"), {"value": SimpleUploadedFile(name, SVG, "image/png")})

    assert answer.status_code == 422
    assert not StoredFile.objects.exists()
    assert value_of("papers.seal") == ""


def test_a_paper_with_the_seal_is_shown_before_it_is_set(admin):
    answer = admin.post(address("papers.seal"), {"value": picture(), "preview": "yes"})

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"/Subtype /Image" in answer.content or b"/Subtype/Image" in answer.content
    assert value_of("papers.seal") == ""


def test_the_image_of_the_seal_is_open_to_whoever_sets_it_only(admin, client):
    admin.post(address("papers.seal"), {"value": picture()})
    file = reverse("kit:file", args=[value_of("papers.seal")])
    seen = admin.get(file).status_code
    client.force_login(cast.clerk())

    assert (seen, client.get(file).status_code) == (200, 404)


def test_an_empty_name_and_a_number_out_of_range_are_refused_with_what_was_typed(admin):
    empty = admin.post(address("bureau.name"), {"value": " "})
    large = admin.post(address("limits.nearly_late_days"), {"value": "99"})

    assert (empty.status_code, large.status_code) == (422, 422)
    assert "99" in text_of(large)
    assert admin.get(address("no.such")).status_code == 404


@pytest.mark.parametrize("code", ["papers.seal", "paper.grant", "message.case_returned"])
def test_what_is_drawn_or_said_has_a_button_to_look_first(admin, code):
    assert 'name="preview"' in text_of(admin.get(address(code)))
    assert 'name="preview"' not in text_of(admin.get(address("bureau.logo")))
