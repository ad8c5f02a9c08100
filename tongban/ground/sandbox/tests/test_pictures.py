"""Pictures lose what they tell beside the picture, and nothing of the picture."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tongban.ground.sandbox.pictures import strip, without_particulars

GPS = {1: "N", 2: (31.0, 18.0, 30.0), 3: "E", 4: (120.0, 37.0, 10.0)}


def picture(kind, turned=6, **said):
    """Return a photo of two colours with place, maker, turn, comment and a colour profile."""
    image = Image.new("RGB", (24, 16), (200, 30, 40))
    image.paste((10, 60, 220), (0, 0, 12, 16))
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "相机厂".encode().decode("latin-1"), turned
    exif.get_ifd(0x8825).update(GPS)
    file = BytesIO()
    image.save(file, kind, exif=exif, icc_profile=b"colours" * 20, **said)
    return file.getvalue()


def pixels(content):
    return Image.open(BytesIO(content)).convert("RGB").tobytes()


@pytest.mark.parametrize("progressive", [True, False])
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photo_tells_neither_place_nor_camera_and_stands_upright(turned, progressive):
    content = (
        picture("JPEG", turned, comment="张小红家门口", progressive=progressive) + b"hidden after the end"
    )

    told = without_particulars(content)

    exif = Image.open(BytesIO(told)).getexif()
    assert dict(exif) == ({0x0112: turned} if turned != 1 else {})
    assert not exif.get_ifd(0x8825)
    assert pixels(told) == pixels(content)
    assert Image.open(BytesIO(told)).info["icc_profile"] == b"colours" * 20
    assert "张小红".encode() not in told
    assert b"hidden" not in told


def test_a_drawing_tells_no_texts():
    note = PngInfo()
    note.add_text("Author", "Zhang Xiaohong")
    note.add_itxt("Comment", "张小红家门口")
    content = picture("PNG", pnginfo=note) + b"hidden after the end"

    told = without_particulars(content)

    assert pixels(told) == pixels(content)
    assert not Image.open(BytesIO(told)).getexif()
    assert b"Zhang" not in told
    assert b"hidden" not in told


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\xff\xffExif", b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7"]
)
def test_what_is_no_whole_picture_stays_as_it_is(content):
    assert strip(content) == content


def test_bytes_that_only_fill_hide_nothing():
    content = picture("JPEG")

    assert strip(content[:2] + b"\xff\xff" + content[2:]) == strip(content)


def test_doing_it_again_changes_nothing():
    once = strip(picture("JPEG"))

    assert strip(once) == once
