"""What the check of an installation says of the virus scanner."""

import pytest

from tongban.ground.kit.scanning import ClamAV
from tongban.operations.inspection import _scanner


@pytest.mark.parametrize(
    ("address", "state", "told"),
    [
        ("", "advice", "未启用"),
        ("unix:/nowhere", "missing", "无法连接"),
        ("http://x", "missing", "tcp://host:3310"),
    ],
)
def test_a_scanner_that_is_not_there_is_told(settings, address, state, told):
    settings.VIRUS_SCANNER = address

    (finding,) = _scanner()

    assert finding.state == state
    assert told in finding.text


def test_a_scanner_that_answers_is_told_with_its_version(settings, monkeypatch):
    settings.VIRUS_SCANNER = "tcp://127.0.0.1:3310"
    monkeypatch.setattr(ClamAV, "version", lambda self: "ClamAV 1.0.3/27000")

    (finding,) = _scanner()

    assert (finding.state, "ClamAV 1.0.3" in finding.text) == ("good", True)
