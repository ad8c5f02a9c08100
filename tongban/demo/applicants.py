"""The demo's applicants: invented citizens and enterprises with licences on file, their accounts and a mandate."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tongban.demo.people import PASSWORD
from tongban.ground.people.actions.applicants import give_mandate, open_account, register
from tongban.ground.people.models import Applicant, User
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences.actions import issue
from tongban.offer.licences.models import Licence

DATA = Path(__file__).with_name("data") / "applicants.toml"
AT = datetime(2022, 1, 10, 2, 0, tzinfo=UTC)
SINCE, UNTIL = date(2022, 1, 10), date(2030, 12, 31)


def load_applicants(officers: Mapping[str, User]) -> dict[str, Applicant]:
    """Register the applicants once with what is on file for them, and return them by name."""
    said = tomllib.loads(DATA.read_text("utf-8"))
    clerk = officers["chuangkou"]
    known = {row["name"]: _applicant(row, clerk) for row in said["applicant"]}
    for row in said["mandate"]:
        _mandate(known[row["principal"]], known[row["agent"]], row, clerk)
    return known


def _applicant(row: Mapping[str, Any], clerk: User) -> Applicant:
    own = {name: value for name, value in row.items() if name not in ("account", "licences")}
    found, is_new = register(by=clerk, at=AT, is_example=True, **own)
    if is_new and "account" in row:
        open_account(found, row["account"], PASSWORD, by=clerk, at=AT)
    for licence in row.get("licences", ()):
        _licence(found, licence, clerk)
    return found


def _licence(holder: Applicant, row: Mapping[str, Any], clerk: User) -> None:
    """Put a licence on file, once; one of a type that the demo does not know is left out."""
    kind = LicenceType.objects.filter(code=row["type"]).first()
    if kind is None or Licence.objects.filter(number=row["number"]).exists():
        return
    said = {name: value for name, value in row.items() if name != "type"}
    issue(kind, holder, by=clerk, at=AT, is_example=True, **said)


def _mandate(principal: Applicant, agent: Applicant, row: Mapping[str, Any], clerk: User) -> None:
    if principal.mandates_given.filter(agent=agent).exists():
        return
    papers = {"matters": row["matters"], "document": row["document"]}
    give_mandate(principal, agent, since=SINCE, until=UNTIL, by=clerk, at=AT, **papers)
