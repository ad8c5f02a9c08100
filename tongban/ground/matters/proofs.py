"""What is proven of duties and numbers: that a duty was done by hand, that numbers were set aside."""

PROVEN = ()
NOT_PROVEN = {
    "matters.DutyRun": "how duties went, written over by each run; no right and no figure follows from it",
    "matters.NumberSeries": "counts what was given; each number itself stands in a proven row, once",
    "matters.SavedView": "filters that a reader keeps for the own desk; nothing follows from them",
    "matters.Opening": "who opened a matter first; it only keeps others from taking it back",
    "matters.Claim": "who works on what for now; each claim and hand-over stands in the ledger of its matter",
}
