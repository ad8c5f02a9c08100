"""Pictures without what they tell beside the picture: where and when it was taken, with which camera, earlier versions.

The pixels stay bit for bit as they were: of a JPEG the segments, of a PNG the chunks that say how to draw it are kept and
nothing else, nor what follows the picture. How it is to be turned is all that is said again.
"""

import struct
from collections.abc import Iterator

from tongban.ground.sandbox.limits import USUAL
from tongban.ground.sandbox.parent import run_limited

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
EXIF, ICC, ADOBE, JFIF = b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe", b"JFIF\0"
START_OF_SCAN, END_OF_IMAGE, COMMENT = 0xDA, 0xD9, 0xFE
APPLICATION = range(0xE0, 0xF0)
DRAWN_BY = {0xE0: JFIF, 0xE2: ICC, 0xEE: ADOBE}
"""The application segments that say how to draw: density, colours, the transform of colours."""
TURNED = 0x0112
UPRIGHT, MOST_TURNED = 1, 8
TOLD = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
Segment = tuple[int, bytes]


class Damaged(ValueError):
    """The parts of the picture do not follow one another as they must."""


def without_particulars(content: bytes) -> bytes:
    """Return a JPEG or PNG without what it tells beside the picture; what is no whole picture inside stays as it is.

    Raise `Stopped` where it takes too much.
    """
    return run_limited(strip, content, limits=USUAL)


def strip(content: bytes) -> bytes:
    """Return the picture alone."""
    try:
        if content.startswith(JPEG):
            return b"".join(_jpeg(content))
        return b"".join(_png(content)) if content.startswith(PNG) else content
    except (Damaged, struct.error, IndexError):
        return content


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    place, is_turned = 2, False
    while True:
        if content[place] != 0xFF:
            raise Damaged
        while content[place + 1] == 0xFF:  # bytes that only fill
            place += 1
        mark = content[place + 1]
        if mark == END_OF_IMAGE:
            yield content[place : place + 2]
            return
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        if end > len(content) or end < place + 4:
            raise Damaged
        body = content[place + 4 : end]
        if mark == 0xE1 and body.startswith(EXIF) and not is_turned:
            is_turned, turned = True, _turned(body[len(EXIF) :])
            yield _turning(turned) if turned != UPRIGHT else b""
        elif mark != COMMENT and (mark not in APPLICATION or body.startswith(DRAWN_BY.get(mark, b"\0none"))):
            yield content[place:end]
        place = end
        if mark == START_OF_SCAN:
            place = _end_of_scan(content, place)
            yield content[end:place]


def _end_of_scan(content: bytes, place: int) -> int:
    """Return where the pixels end: at the next mark that is no stuffed byte and no restart."""
    while (place := content.find(b"\xff", place)) >= 0:
        after = content[place + 1]
        if after and not 0xD0 <= after <= 0xD7 and after != 0xFF:
            return place
        place += 1
    raise Damaged


def _turned(tiff: bytes) -> int:
    """Return how the picture is turned, one of eight ways; upright where nothing or nonsense is said."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return UPRIGHT
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == TURNED:
                return value if UPRIGHT <= value <= MOST_TURNED else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def _turning(turned: int) -> bytes:
    """Return the segment that says this and nothing else."""
    body = EXIF + b"MM\0\x2a" + struct.pack(">IHHHIHHI", 8, 1, TURNED, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(content: bytes) -> Iterator[bytes]:
    yield content[: len(PNG)]
    place = len(PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content):
            raise Damaged
        if kind not in TOLD:
            yield content[place:end]
        place = end
        if kind == b"IEND":
            return
