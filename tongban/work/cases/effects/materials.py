"""What becomes of a material that is submitted in another way than by a file."""

from collections.abc import Mapping
from typing import Any

from tongban.ground.matters.effects import NOTHING, Effect
from tongban.work.cases.models import CaseMaterial

STATE_AFTER = {
    "show": CaseMaterial.State.SHOWN,
    "use_licence": CaseMaterial.State.ON_FILE,
    "promise": CaseMaterial.State.PROMISED,
    "ask_issuer": CaseMaterial.State.ASKED,
    "follow_later": CaseMaterial.State.TO_FOLLOW,
}


def change_material(entry: CaseMaterial, act: str, licence: Mapping[str, Any] = NOTHING) -> Effect:
    """Return what an act makes of a material; ``licence`` is the one used in its place, with the consent."""
    said = {name: value for name, value in licence.items() if name == "licence"}
    facts = {"state": STATE_AFTER[act], "fault": "", **licence}
    return Effect(changes=[(entry, facts)], payload={"material": entry.material.name, **said})
