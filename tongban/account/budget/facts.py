"""What the budget publishes to measurement: its lines, and every posting to them."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, Fact, FactColumn

REFERENCE = FactColumn("reference", "text", _("Budget as the ledger names it"), groups=True)
OF_LINE = (
    FactColumn("year", "whole", _("Fiscal year"), groups=True),
    FactColumn("line", "text", _("Budget line"), groups=True),
    FactColumn("line_kind", "text", _("basic or project"), groups=True),
    FactColumn("nature", "text", _("personnel, public or project; empty while not declared"), groups=True),
    FactColumn("is_procurement", "yes", _("Whether the line is government procurement")),
)
SHARED = """
    budget.reference, '{area}' AS area, budget.year,
    line.name AS line, line.kind AS line_kind, line.nature, line.is_procurement
"""
OF_BUDGET = """
    budget_budgetline AS line
    JOIN budget_budget AS budget ON budget.id = line.budget_id AND budget.validity = 'valid'
      AND line.published_yuan IS NOT NULL
"""
"""Only the valid account of a bureau and year counts, as it was published: what is corrected since is a draft."""

BUDGET_LINES = Fact(
    name="budget_lines",
    title=_("Budget lines"),
    day="begun_on",
    is_open=True,
    columns=(
        REFERENCE,
        AREA,
        FactColumn("begun_on", "day", _("First day of the fiscal year")),
        *OF_LINE,
        FactColumn("initial_yuan", "yuan", _("Initial budget, yuan")),
        FactColumn("adjusted_yuan", "yuan", _("Adjusted budget, yuan")),
        FactColumn("spent_yuan", "yuan", _("Actual spending, yuan")),
    ),
    query=f"""
        SELECT {SHARED}, make_date(budget.year, 1, 1) AS begun_on, line.published_yuan AS initial_yuan,
          line.published_yuan + coalesce(changed.amount, 0) AS adjusted_yuan,
          coalesce(paid.amount, 0) AS spent_yuan
        FROM {OF_BUDGET}
        LEFT JOIN LATERAL (
          SELECT sum(amount_yuan) AS amount FROM budget_adjustment
          WHERE line_id = line.id AND posted_at <= budget.valid_since
        ) AS changed ON true
        LEFT JOIN LATERAL (
          SELECT sum(amount_yuan) AS amount FROM budget_payment
          WHERE line_id = line.id AND posted_at <= budget.valid_since
        ) AS paid ON true
    """,
)
ADJUSTMENTS = Fact(
    name="adjustments",
    title=_("Adjustments of the budget"),
    day="decided_on",
    is_open=True,
    columns=(
        REFERENCE,
        AREA,
        FactColumn("decided_on", "day", _("Day of the decision")),
        *OF_LINE,
        FactColumn("kind", "text", _("Why the budget changed"), groups=True),
        FactColumn("amount_yuan", "yuan", _("Amount, yuan")),
        FactColumn("document", "text", _("Document")),
    ),
    query=f"""
        SELECT {SHARED}, change.decided_on, change.kind, change.amount_yuan, change.document
        FROM {OF_BUDGET} JOIN budget_adjustment AS change ON change.line_id = line.id
          AND change.posted_at <= budget.valid_since
    """,
)
PAYMENTS = Fact(
    name="payments",
    title=_("Payments from the budget"),
    day="paid_on",
    is_open=True,
    columns=(
        REFERENCE,
        AREA,
        FactColumn("paid_on", "day", _("Day of payment")),
        *OF_LINE,
        FactColumn("purpose", "text", _("Purpose")),
        FactColumn("document", "text", _("Voucher")),
        FactColumn("amount_yuan", "yuan", _("Amount, yuan; a negative one takes a payment back")),
    ),
    query=f"""
        SELECT {SHARED}, payment.paid_on, payment.purpose, payment.document, payment.amount_yuan
        FROM {OF_BUDGET} JOIN budget_payment AS payment ON payment.line_id = line.id
          AND payment.posted_at <= budget.valid_since
    """,
)
FACTS = (BUDGET_LINES, ADJUSTMENTS, PAYMENTS)
