"""Both charts walked: at every status every role has exactly these moves, and no move leads out of an end."""

from types import SimpleNamespace

import pytest

from tongban.offer.policies.role_grants import GRANTS as RIGHTS
from tongban.offer.policies.states import GRANTS, VERSIONS

VERSION_MOVES = {
    "item_manager": {"": {"draft"}, "draft": {"submit"}},
    "data_officer": {"": {"draft"}, "draft": {"submit"}},
    "legal_officer": {"in_review": {"return", "approve"}},
    "division_head": {"approved": {"reopen", "publish"}, "published": {"supersede", "withdraw"}},
}
LIST_MOVES = {
    "item_manager": {"": {"draw_up"}, "drawn_up": {"announce"}},
    "division_head": {"drawn_up": {"cancel"}, "announced": {"confirm", "cancel"}},
    "finance_officer": {"confirmed": {"hand_over"}},
}


@pytest.mark.parametrize("role", RIGHTS)
@pytest.mark.parametrize(("chart", "expected"), [(VERSIONS, VERSION_MOVES), (GRANTS, LIST_MOVES)])
def test_every_role_has_exactly_these_moves_at_every_status(chart, expected, role):
    user = SimpleNamespace(may=lambda permission: permission in RIGHTS[role])

    for status in ["", *chart.states]:
        matter = SimpleNamespace(status=status, reference="POL-1")
        found = {move.name for move in chart.open_to(matter, user)}
        assert found == expected.get(role, {}).get(status, set()), status


@pytest.mark.parametrize(
    ("chart", "ends"), [(VERSIONS, {"superseded", "withdrawn"}), (GRANTS, {"handed_over", "cancelled"})]
)
def test_what_is_over_stays_over(chart, ends):
    assert {
        status for status in chart.states if not any(status in move.from_ for move in chart.moves.values())
    } == ends
