"""What is proven of knowledge: what is said, on what it rests, and the questions; votes and uses are counts."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("knowledge.KnowledgeEntry"),
    ProvenRows("knowledge.EntryVersion"),
    ProvenRows("knowledge.EntrySource"),
    ProvenRows("knowledge.EntryAttachment"),
    ProvenRows("knowledge.AccuracyCheck"),
    ProvenRows("knowledge.Gap"),
)
NOT_PROVEN = {
    "knowledge.EntryText": "made anew from the version that is shown, which is proven",
    "knowledge.EntryUse": "a count of calls, which the ledger of the calls tells",
    "knowledge.EntryVote": "said by the public without a name; a report that has to be looked at leaves an entry",
}
