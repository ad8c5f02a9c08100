import pytest

from tongban.ground.kit import strict_json


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "NaN",
        '{"a": Infinity}',
        '{"a": [1e400]}',
        '"\\u0000"',
        '{"\\u0000": 1}',
        '{"a": "\\ud800"}',
        "[" * 100_000,
        "[" * 50 + "]" * 50,
        b"\xff",
        "9" * 5000,
    ],
)
def test_what_no_database_keeps_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - every reason is one
        strict_json.read(text)


def test_what_can_be_kept_is_read():
    assert strict_json.read(b'{"a": ["\xe5\xbc\xa0", 1.5, null, true]}') == {"a": ["张", 1.5, None, True]}
