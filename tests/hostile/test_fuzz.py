"""``make deep``: good reports of every format, damaged in a thousand ways, never bring a traceback or the limits down."""

import os
import random

import pytest

from tests.hostile.command_run import run
from tongban.account.audit.tests import papers as good

ROUNDS = int(os.environ.get("ROUNDS", "200"))
WRITERS = {"docx": good.as_docx, "xlsx": good.as_xlsx, "pdf": good.as_pdf, "html": good.as_html}


def damaged(content, chance):
    """Return the content with some bytes changed, doubled, moved or cut off."""
    pieces = bytearray(content)
    for _ in range(chance.choice((1, 3, 30))):
        at, length = chance.randrange(len(pieces)), chance.choice((1, 8, 200))
        some = bytes(pieces[at : at + length])
        change = chance.choice(("flip", "double", "cut", "swell"))
        if change == "flip":
            pieces[at : at + length] = chance.randbytes(len(some))
        elif change == "double":
            pieces[at:at] = some * chance.choice((1, 50))
        elif change == "cut":
            del pieces[at : at + length]
        else:
            pieces[at:at] = b"9" * chance.choice((3, 12))
    return bytes(pieces) or b"x"


@pytest.mark.deep
@pytest.mark.parametrize("ending", [*WRITERS, "txt", "json"])
def test_damaged_reports_are_read_or_refused(ending, tmp_path):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    whole, folder = tmp_path / f"whole.{ending}", tmp_path / "damaged"
    folder.mkdir()
    if ending in WRITERS:
        WRITERS[ending](whole)
    else:
        form = "json" if ending == "json" else "text"
        run("audit", good.FIXTURE, "--format", form, "--output", whole)
    content = good.FIXTURE.read_bytes() if ending == "txt" else whole.read_bytes()
    for number in range(ROUNDS):
        (folder / f"{number}.{ending}").write_bytes(damaged(content, chance))

    ended = run("audit", folder)

    assert ended.code in (0, 1, 2), f"seed {seed}: {ended.said[-2000:]}"
    assert "Traceback" not in ended.said, f"seed {seed}"
    assert f"共 {ROUNDS} 份" in ended.said, f"seed {seed}"
    assert ended.peak_megabytes <= 300, f"seed {seed}"
