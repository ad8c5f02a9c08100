"""Devices at the window: a reader of cards and a document camera, asked by the page itself; see docs/window-devices.md.

A device answers at an address of the clerk's own machine, so the settings name it once for all windows. A demo has
simulated ones in the house.
"""

import struct
import zlib
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.middleware import CONTENT_POLICY, PERMISSIONS_POLICY
from tongban.ground.people.models import Applicant

SIMULATED = "simulated"
ADDRESSES = {"card_reader": "cases:simulated-card", "camera": "cases:simulated-camera"}
A4 = (1240, 1754)
"""A page at 150 dots an inch."""


def with_devices(
    request: HttpRequest, template: str, shown: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Draw a page that may ask the devices: it alone may reach them, and the camera of the browser."""
    named = {name: settings.WINDOW_DEVICES.get(name, "") for name in ADDRESSES}
    devices = {name: reverse(ADDRESSES[name]) if at == SIMULATED else at for name, at in named.items()}
    answer = render(request, template, shown | {"devices": devices}, status=status)
    outside = " ".join(sorted({at for at in devices.values() if at and not at.startswith("/")}))
    policy = CONTENT_POLICY.replace("connect-src 'self'", f"connect-src 'self' {outside}".strip())
    answer["Content-Security-Policy"] = policy
    answer["Permissions-Policy"] = PERMISSIONS_POLICY.replace("camera=()", "camera=(self)")
    return answer


@requires("cases.intake")
@require_safe
def simulated_card(request: StaffRequest) -> HttpResponse:
    """Answer as a reader of cards does, with the card of somebody invented; another each minute."""
    _require_simulated("card_reader")
    invented = Applicant.objects.filter(is_example=True, number_type="citizen").order_by("pk")
    count = invented.count()
    if not count:
        raise Http404
    owner = invented[int(now().timestamp() // 60) % count]
    return JsonResponse({"number": owner.number, "name": owner.name, "address": owner.address})


@requires("cases.intake")
@require_safe
def simulated_camera(request: StaffRequest) -> HttpResponse:
    """Answer as a document camera does: an empty page that says what it is."""
    _require_simulated("camera")
    return HttpResponse(_lined_page(int(now().timestamp())), content_type="image/png")


def _lined_page(seed: int) -> bytes:
    """Return a page of grey lines as PNG; another seed makes another page."""
    width, height = A4
    margin = width // 10
    rows = bytearray()
    for y in range(height):
        is_line = margin < y < height - margin and y // 20 % 3 == 0
        length = margin + (seed * (y // 60 + 7)) % (width - 3 * margin) if is_line else 0
        rows += b"\0" + b"\xff" * margin + b"\x99" * length + b"\xff" * (width - margin - length)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _require_simulated(device: str) -> None:
    if settings.WINDOW_DEVICES.get(device) != SIMULATED:
        raise Http404
