"""What is proven of programmes; likes and viewers are counted without entries, and their totals stand in one."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("programme.Programme"),
    ProvenRows("programme.Question"),
    ProvenRows("programme.PlatformFigures"),
)
NOT_PROVEN = {
    "programme.Like": "a digest that keeps a visitor from counting twice; removed after the programme",
    "programme.LikeBatch": "hundreds a second and nobody's act; the total stands in the entry that ends the programme",
    "programme.Visitor": "a digest that keeps a visitor from counting twice; removed after the programme",
    "programme.Presence": "one row a second and nobody's act; peak and total stand in the entry that ends the programme",
}
