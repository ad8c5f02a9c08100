"""What the licences publish to measurement: every licence issued, and every use of one in place of paper."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LICENCES = Fact(
    name="licences",
    title=_("Licences issued"),
    day="issued_on",
    subjects=("subject",),
    columns=(
        FactColumn(
            "reference", "text", _("Number of the case it was issued in; nothing where there was none")
        ),
        AREA,
        FactColumn("issued_on", "day", _("Day of issue")),
        FactColumn("number", "text", _("Licence number")),
        FactColumn("version", "whole", _("Version under that number")),
        FactColumn("type", "text", _("Type of licence"), groups=True),
        FactColumn("status", "text", _("Status of the licence"), groups=True),
        FactColumn("valid_until", "day", _("Last day of validity; nothing where it has none")),
        FactColumn("subject", "text", _("Subject of the licence in the ledger"), is_open=False),
        SIMULATED,
    ),
    query="""
        SELECT licence.case AS reference, '{area}' AS area,
          (licence.issued_at AT TIME ZONE 'Asia/Shanghai')::date AS issued_on, licence.number, licence.version,
          type.name AS type, licence.status, licence.valid_until,
          'LIC-' || licence.number || '-V' || licence.version AS subject, licence.is_example AS is_simulated
        FROM licences_licence AS licence
        JOIN catalogue_licencetype AS type ON type.id = licence.type_id
    """,
)

LICENCE_USES = Fact(
    name="licence_uses",
    title=_("Licences used in place of paper"),
    day="used_on",
    subjects=("subject",),
    columns=(
        FactColumn("reference", "text", _("Number of the case it was used for")),
        AREA,
        FactColumn("used_on", "day", _("Day of use")),
        FactColumn("type", "text", _("Type of licence"), groups=True),
        FactColumn("purpose", "text", _("For what it was used")),
        FactColumn("subject", "text", _("Subject of the licence in the ledger"), is_open=False),
        SIMULATED,
    ),
    query="""
        SELECT use.matter AS reference, '{area}' AS area, (use.at AT TIME ZONE 'Asia/Shanghai')::date AS used_on,
          type.name AS type, use.purpose, 'LIC-' || licence.number || '-V' || licence.version AS subject,
          licence.is_example AS is_simulated
        FROM licences_licenceuse AS use
        JOIN licences_licence AS licence ON licence.id = use.licence_id
        JOIN catalogue_licencetype AS type ON type.id = licence.type_id
    """,
)
FACTS = (LICENCES, LICENCE_USES)
