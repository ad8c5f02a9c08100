"""What the licences publish to measurement: every licence issued, and every use of one in place of paper."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Column, Fact

LICENCES = Fact(
    name="licences",
    title=_("Licences issued"),
    day="issued_on",
    subjects=("subject",),
    columns=(
        Column("reference", "text", _("Number of the case it was issued in; nothing where there was none")),
        AREA,
        Column("issued_on", "day", _("Day of issue")),
        Column("number", "text", _("Licence number")),
        Column("version", "whole", _("Version under that number")),
        Column("type", "text", _("Type of licence"), groups=True),
        Column("status", "text", _("Status of the licence"), groups=True),
        Column("valid_until", "day", _("Last day of validity; nothing where it has none")),
        Column("subject", "text", _("Subject of the licence in the ledger"), is_open=False),
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
        Column("reference", "text", _("Number of the case it was used for")),
        AREA,
        Column("used_on", "day", _("Day of use")),
        Column("type", "text", _("Type of licence"), groups=True),
        Column("purpose", "text", _("For what it was used")),
        Column("subject", "text", _("Subject of the licence in the ledger"), is_open=False),
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
