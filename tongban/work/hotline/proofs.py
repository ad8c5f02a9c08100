"""What is proven of orders. What confidential reports say is proven by its salted digest, so that no image shows it."""

from tongban.ground.ledger.proof_tables import ProvenRows

SET_APART = "stands in no image of a row: the proven digest covers it"
SALT = "a secret of the digest, which would be guessed without it"
PROVEN = (
    ProvenRows("hotline.Order"),
    ProvenRows("hotline.Holding"),
    ProvenRows("hotline.Return"),
    ProvenRows("hotline.CompetenceDecision"),
    ProvenRows("hotline.Reply"),
    ProvenRows("hotline.OrderExtension"),
    ProvenRows("hotline.ExtensionRequest"),
    ProvenRows("hotline.Suspension"),
    ProvenRows("hotline.Appeal"),
    ProvenRows("hotline.CallBack"),
    ProvenRows("hotline.HelperUnit"),
    ProvenRows("hotline.Urging"),
    ProvenRows("hotline.HandOver"),
    ProvenRows("hotline.Line"),
    ProvenRows("hotline.MergeRecord"),
    ProvenRows("hotline.Area"),
    ProvenRows("hotline.OrderLimit"),
    ProvenRows("hotline.DemandClass"),
    ProvenRows("hotline.ClassName"),
    ProvenRows("hotline.DispatchRow"),
    ProvenRows(
        "hotline.SealedDemand",
        {
            **dict.fromkeys(
                ("reported_unit", "demand_class", "area", "place", "text", "caller_name", "phone"), SET_APART
            ),
            "salt": SALT,
        },
    ),
    ProvenRows("hotline.SealedWord", {"text": SET_APART, "salt": SALT}),
)
NOT_PROVEN: dict[str, str] = {}
CHECKS = ("tongban.work.hotline.seal_check.seal_problems",)
