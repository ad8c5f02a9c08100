"""Counting after a drill: what was promised against what is there."""

import json
from dataclasses import dataclass, field

from drills.office import Office

COUNTING = """
import json
from tongban.operations.start import start_django
start_django()
from tongban.ground.ledger.models import Entry
from tongban.work.cases.models import Case, Paper
rows = {}
for case in Case.objects.filter(form__contact="（演练）示例"):
    files = case.materials.filter(files__isnull=False)
    rows[case.reference] = [
        case.status,
        Entry.objects.filter(subject=case.reference, move="file").count(),
        Paper.objects.filter(case=case, kind="receipt").count(),
        files.count(),
    ]
print(json.dumps(rows))
"""
FILED_ONCE = ["filed", 1, 1, 2]
"""Filed, with one entry, one receipt and one file for each of the two materials."""


@dataclass
class Count:
    """How many accepted applications are not there, or there more than once, and what else was found."""

    lost: int = 0
    doubled: int = 0
    is_whole: bool = True
    faults: list[str] = field(default_factory=list)


def count(office: Office, filed: dict[int, str]) -> Count:
    """Compare what the clients were told with what the office holds, and let the ledger be verified."""
    rows = json.loads(office.run(script=COUNTING).splitlines()[-1])
    found = Count()
    for number, reference in sorted(filed.items()):
        row = rows.get(reference)
        if row is None or row[0] != "filed":
            found.lost += 1
            found.faults.append(f"{number}: {reference} is not there: {row}")
        elif row != FILED_ONCE:
            found.doubled += 1
            found.faults.append(f"{number}: {reference} was not filed just once: {row}")
    found.doubled += len(filed) - len(set(filed.values()))
    surplus = set(rows) - set(filed.values())
    found.doubled += len(surplus)
    found.faults += [
        f"{reference} was begun beside those asked for: {rows[reference]}" for reference in surplus
    ]
    try:
        office.run("verify")
    except RuntimeError as error:
        found.is_whole = False
        found.faults.append(str(error)[-600:])
    return found
