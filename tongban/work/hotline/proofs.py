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
    ProvenRows("hotline.BurstAlarm"),
    ProvenRows("hotline.AlarmBudget"),
    ProvenRows("hotline.Filing"),
    ProvenRows("hotline.Quarantine"),
    ProvenRows("hotline.CallerMessage"),
    ProvenRows("hotline.OrderPhoto"),
    ProvenRows("hotline.DemandClass"),
    ProvenRows("hotline.ClassName"),
    ProvenRows("hotline.ClassQuestion"),
    ProvenRows("hotline.DispatchRow"),
    ProvenRows("hotline.SuggestionRule"),
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
FROM_THE_EXCHANGE = (
    "told by the exchange, which keeps its own record; what is asked in a call is proven as its order"
)
MADE_OF_ORDERS = "made of the orders, which are proven, and made anew from them at any time"
NOT_PROVEN = {
    "hotline.PhoneCall": FROM_THE_EXCHANGE,
    "hotline.CallEvent": FROM_THE_EXCHANGE,
    "hotline.Seat": FROM_THE_EXCHANGE,
    "hotline.SeatChange": FROM_THE_EXCHANGE,
    "hotline.IntakeDraft": "what somebody has typed and not yet said; it goes when it is taken down",
    "hotline.OrderText": MADE_OF_ORDERS,
    "hotline.LearntModel": MADE_OF_ORDERS,
    "hotline.SuggestionMeasurement": "worked out anew from the orders by whoever doubts it",
    "hotline.RegisterStamp": "the moment of the last change, by which processes know whether what they remember is old",
}
CHECKS = ("tongban.work.hotline.seal_check.seal_problems",)
