"""The life of a licence, read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Chart, Move
from tongban.offer.licences.models import Status

S = Status
ISSUING = cite("licensing-law:44")
REVOKING = cite("licensing-law:69")
CANCELLING = cite("licensing-law:70")

# fmt: off
CHART = Chart(
    #    move          from                       to            who may            on what basis  as said
    Move("issue",      (),                        S.VALID,      "cases.issue",     ISSUING,     _("Issue")),
    Move("suspend",    (S.VALID,),                S.SUSPENDED,  "licences.manage", REVOKING,    _("Suspend")),
    Move("reinstate",  (S.SUSPENDED,),            S.VALID,      "licences.manage", REVOKING,    _("Reinstate")),
    Move("revoke",     (S.VALID, S.SUSPENDED),    S.REVOKED,    "licences.manage", REVOKING,    _("Revoke")),
    Move("cancel",     (S.VALID, S.SUSPENDED),    S.CANCELLED,  "licences.manage", CANCELLING,  _("Cancel the licence")),
    Move("replace",    (S.VALID,),                S.REPLACED,   "cases.issue",     ISSUING,     _("Replace")),
    model="licences.Licence",
    weighty=("issue", "suspend", "reinstate", "revoke", "cancel", "replace"),
    subjects="LIC",
    reference="'LIC-' || number || '-V' || version",
)
# fmt: on
