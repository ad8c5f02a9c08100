"""What is proven of duties: only that somebody had one done by hand."""

PROVEN = ()
NOT_PROVEN = {
    "matters.DutyRun": "how duties went, written over by each run; no right and no figure follows from it"
}
