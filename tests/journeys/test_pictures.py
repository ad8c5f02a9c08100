"""Pictures of the main pages for the documentation, taken when TONGBAN_SCREENSHOTS names their folder."""

import os
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser import DESK, PHONE
from tests.journeys.conftest import SCREENSHOTS

PRINTED, CORRECTED, PUBLIC = "/account/1/", "/account/2/", "/open/EVAL-2022-000002/"
PICTURES = (
    ("sign-in", "", DESK, "/sign-in/"),
    ("portal", "", DESK, "/"),
    ("portal-phone", "", PHONE, "/items/?q=开饭店"),
    ("search", "", DESK, "/items/?q=开饭店"),
    ("messages-phone", "zhangmin", PHONE, "/messages/"),
    ("outbox", "guanli", DESK, "/outbox/"),
    ("work-list", "chuangkou", DESK, "/cases/work/to_accept/"),
    ("case", "ducha", DESK, "/cases/late/"),
    ("calendar", "", DESK, "/calendar/2022/"),
    ("public", "", DESK, PUBLIC),
    ("public-phone", "", PHONE, PUBLIC),
    ("home", "zhuanyuan", DESK, "/"),
    ("imports", "zhuanyuan", DESK, "/account/imports/"),
    ("audit-report", "zhuanyuan", DESK, "/account/imports/1/#report"),
    ("overview", "zhuanyuan", DESK, CORRECTED),
    ("budget", "zhuanyuan", DESK, f"{PRINTED}budget/"),
    ("indicators", "zhuanyuan", DESK, f"{PRINTED}indicators/"),
    ("indicator", "zhuanyuan", DESK, f"{CORRECTED}indicators/?q=评估政府投资"),
    ("findings", "zhuanyuan", DESK, f"{PRINTED}findings/"),
    ("text", "zhuanyuan", DESK, f"{PRINTED}text/2/"),
    ("review", "caiwu", DESK, f"{CORRECTED}review/"),
    ("publication", "caiwu", DESK, f"{CORRECTED}publication/"),
    ("ledger", "shenji", DESK, "/ledger/entries/"),
)
COLOURS = 256
MOST_BYTES = 250_000
CHARTS_MS = 1200
"""Charts draw themselves; a picture waits for them."""


@pytest.mark.skipif("TONGBAN_SCREENSHOTS" not in os.environ, reason="pictures are taken on demand")
def test_pictures_for_the_documentation(signed_in, visitor):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    pages: dict[tuple[str, tuple[int, int]], Page] = {}

    for name, role, size, address in PICTURES:
        if (role, size) not in pages:
            pages[role, size] = signed_in(role, size=size) if role else visitor(size)
        page = pages[role, size]
        page.goto(address)
        if name == "indicator":
            page.locator("tr[id^=indicator-] th a").first.click()
        if name == "case":
            page.locator("main a[href*='/cases/CASE-']").first.click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(CHARTS_MS)
        picture = smaller(page.screenshot())
        (SCREENSHOTS / f"{name}.png").write_bytes(picture)

        assert len(picture) <= MOST_BYTES, name


def smaller(picture: bytes) -> bytes:
    """Pack a picture tighter; only one that is still too large gives up colours."""
    with Image.open(BytesIO(picture)) as opened:
        full = _packed(opened.convert("RGB"))
        return full if len(full) <= MOST_BYTES else _packed(opened.convert("RGB").quantize(COLOURS, kmeans=8))


def _packed(picture: Image.Image) -> bytes:
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()
