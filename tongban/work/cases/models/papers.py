"""The papers of a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.papers import NumberedPaper
from tongban.work.cases.models.case import Case


class Paper(NumberedPaper):
    """A paper of a case."""

    class Kind(models.TextChoices):
        """The papers of a case."""

        RECEIPT = "receipt", _("Receipt of materials")
        COMPLETION = "completion", _("Notice to complete")
        ACCEPTANCE = "acceptance", _("Notice of acceptance")
        NON_ACCEPTANCE = "non_acceptance", _("Notice of non-acceptance")
        SPECIAL = "special", _("Notice of a special procedure")
        EXTENSION = "extension", _("Notice of extension")
        HEARING_OFFER = "hearing_offer", _("Notice of the right to a hearing")
        HEARING_NOTICE = "hearing_notice", _("Notice of a hearing")
        GRANT = "grant", _("Decision to grant")
        REFUSAL = "refusal", _("Decision to refuse")
        DELIVERY = "delivery", _("Proof of delivery")
        REVOCATION = "revocation", _("Decision to revoke")

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)

    class Meta(NumberedPaper.Meta):
        verbose_name = _("Paper")
        verbose_name_plural = _("Papers")

    @property
    def matter(self) -> Case:
        """Return the case."""
        return self.case

    @property
    def addressee(self) -> str:
        """Return the applicant, masked."""
        return str(self.case.applicant.shown_name)
