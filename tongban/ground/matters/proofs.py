"""What is proven of duties: only that somebody had one done by hand."""

PROVEN = ()
NOT_PROVEN = {
    "matters.DutyRun": "how duties went, written over by each run; no right and no figure follows from it",
    "matters.SavedView": "filters that a reader keeps for the own desk; nothing follows from them",
}
ACTS = {"DUTY": frozenset({"run_now"})}
