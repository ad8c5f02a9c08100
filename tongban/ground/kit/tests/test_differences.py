from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.kit.differences import differences


def test_a_changed_figure_is_shown_as_a_whole_figure():
    pieces = [(piece.kind, piece.text) for piece in differences("办件 412,300 件", "办件 415,800 件")]

    assert pieces == [("same", "办件 "), ("removed", "412,300"), ("added", "415,800"), ("same", " 件")]


@given(st.text(alphabet="办件率0123.,\n a"), st.text(alphabet="办件率0123.,\n a"))
def test_the_pieces_give_back_both_texts(before, after):
    pieces = differences(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
