"""What is proven of event logs recorded elsewhere."""

from tongban.ground.ledger.proof_tables import ProvenRows

# an upload waits for its columns to be explained; from the import or the removal on it is proven
PROVEN = (ProvenRows("logs.Log", free="it.imported_at IS NULL AND it.removed_at IS NULL"),)
READ_AGAIN = "read from the uploaded file, whose digest is proven; it can be read again"
NOT_PROVEN = {"logs.Trace": READ_AGAIN, "logs.Event": READ_AGAIN}
