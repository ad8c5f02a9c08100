"""What is proven of policies, enterprises, experts, past decisions and grants."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("policies.Policy"),
    ProvenRows("policies.PolicyVersion"),
    ProvenRows("policies.PolicyCondition"),
    ProvenRows("policies.Exclusion"),
    ProvenRows("policies.EnterpriseProfile"),
    ProvenRows("policies.PastDecision"),
    ProvenRows("policies.Expert"),
    ProvenRows("policies.GrantList"),
    ProvenRows("policies.GrantRow"),
)
NOT_PROVEN = {"policies.Match": "worked out from version and profile, which are proven"}
