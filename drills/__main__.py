"""``make drill``: file two hundred applications while the office is hit by one fault after another, and count."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drills.clients import Campaign
from drills.counts import Count, count
from drills.faults import FAULTS
from drills.office import Office

FILINGS = int(os.environ.get("FILINGS", "200"))
CLIENTS = 4
ITEM = "11320500MB1A00001A332012501200201"
"""仅销售预包装食品经营者备案: two materials and no questions."""
SMALL_DISK = "1500m"


def main() -> int:
    """Hold the drill; 0 when nothing that was accepted is lost and nothing is doubled."""
    with office() as here:
        campaign = Campaign(f"http://127.0.0.1:{here.port}", here.key(), ITEM, FILINGS)
        threads = campaign.start(CLIENTS)
        for place, fault in enumerate(FAULTS, start=1):
            wait_for(campaign, FILINGS * place // (len(FAULTS) + 1))
            tell(f"{len(campaign.filed):4} filed · {fault.name}: {fault.strike(here)}")
        for thread in threads:
            thread.join()
        return judged(campaign, count(here, campaign.filed))


@contextmanager
def office() -> Iterator[Office]:
    """Make an office in a folder of its own, on a small disk where we may mount one, and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="tongban-drill-") as place:
        os.chmod(place, 0o755)  # noqa: S103  (the embedded server runs as a user of its own)
        mounting = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK},mode=0755", "tmpfs", place]
        is_small = (
            os.geteuid() == 0 and subprocess.run(mounting, capture_output=True, check=False).returncode == 0
        )
        here = Office(Path(place), is_on_small_disk=is_small)
        try:
            here.open()
            yield here
        finally:
            here.close()
            if is_small:
                subprocess.run(["umount", "-l", place], check=False)


def wait_for(campaign: Campaign, filed: int) -> None:
    """Wait until so many applications are filed."""
    until = time.monotonic() + 600
    while len(campaign.filed) + len(campaign.strange) < filed and time.monotonic() < until:
        time.sleep(0.05)


def judged(campaign: Campaign, found: Count) -> int:
    """Tell the counts; return the exit status."""
    tell(f"accepted {len(campaign.filed)} of {FILINGS} · lost {found.lost} · doubled {found.doubled}")
    tell(f"asked again {campaign.retries} times · ledger {'whole' if found.is_whole else 'NOT WHOLE'}")
    for each in [*campaign.strange, *found.faults][:20]:
        tell(f"  ! {each}")
    is_good = len(campaign.filed) == FILINGS and not (found.lost or found.doubled or campaign.strange)
    tell(json.dumps({"filed": len(campaign.filed), "lost": found.lost, "doubled": found.doubled}))
    return 0 if is_good and found.is_whole else 1


def tell(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
