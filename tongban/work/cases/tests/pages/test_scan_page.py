"""Scans beside the points to check, and the licence on the page of its case."""

import pytest
from django.urls import reverse

from tongban.offer.catalogue.models import Material
from tongban.offer.licences.queries import licences_of_case
from tongban.work.cases.models import CaseFile
from tongban.work.cases.tests.conftest import fresh
from tongban.work.cases.tests.pages.conftest import page_of, text_of

pytestmark = pytest.mark.django_db


def test_each_scan_stands_beside_what_is_to_be_checked_in_it(at, filed, material, monkeypatch):
    lease = material("租赁合同")
    monkeypatch.setattr(
        Material, "review_points", property(lambda it: "核对出租人签字", lambda it, said: None)
    )
    kept = CaseFile.objects.get(entry__case=filed, entry__material=lease)

    page = at("li").get(reverse("cases:scans", args=[filed.reference]))

    look = reverse("cases:look", args=[filed.reference, kept.pk])
    assert "核对出租人签字" in text_of(page)
    assert f'href="{look}" target="scan"' in text_of(page)
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert reverse("cases:scans", args=[filed.reference]) in text_of(at("li").get(page_of(filed)))


def test_a_scan_is_shown_in_a_frame_of_this_house_and_runs_nothing(at, filed):
    kept = CaseFile.objects.filter(entry__case=filed).first()

    shown = at("li").get(reverse("cases:look", args=[filed.reference, kept.pk]))

    assert (shown["Content-Disposition"], shown["X-Frame-Options"]) == ("inline", "SAMEORIGIN")
    assert "script-src 'none'" in shown["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]


def test_what_a_browser_might_run_is_not_shown_in_a_frame(at, filed):
    kept = CaseFile.objects.filter(entry__case=filed).first()
    type(kept.file).objects.filter(pk=kept.file_id).update(media_type="text/html")

    assert at("li").get(reverse("cases:look", args=[filed.reference, kept.pk])).status_code == 404


def test_a_file_of_another_case_is_not_shown(at, house, filed, file_more):
    file_more(1)
    other = CaseFile.objects.exclude(entry__case=filed).first()

    assert at("li").get(reverse("cases:look", args=[filed.reference, other.pk])).status_code == 404


def test_a_case_shows_the_licence_it_issued_with_its_paper(at, issued, house):
    licence = licences_of_case(issued.reference).get()
    paper = reverse("cases:licence", args=[issued.reference, licence.pk])

    for name, opens_register in (("he", True), ("chen", False)):
        page = text_of(at(name).get(page_of(issued)))
        assert licence.number in page
        assert paper in page
        assert (reverse("licences:licence", args=[licence.pk]) in page) == opens_register
    assert at("chen").get(paper).content.startswith(b"%PDF")
    assert fresh(issued).licence == licence.reference
