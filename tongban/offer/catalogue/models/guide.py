"""What a version asks for: situations, materials and steps."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.matters import conditions
from tongban.ground.people.models import Department
from tongban.offer.catalogue import rules, schemas
from tongban.offer.catalogue.models.items import ItemVersion

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class LicenceType(models.Model):
    """A kind of licence or certificate that is issued, and may count as a material elsewhere."""

    code = models.CharField(_("Code"), max_length=20, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    issuer = models.CharField(_("Issuing body"), max_length=120)

    class Meta:
        verbose_name = _("Type of licence")
        verbose_name_plural = _("Types of licences")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Situation(models.Model):
    """A question to the applicant; the answer is known to conditions as ``code``."""

    class Kind(models.TextChoices):
        """What may be answered."""

        YES_NO = "yes_no", _("Yes or no")
        CHOICE = "choice", _("One of several")
        NUMBER = "number", _("A number")

    version = models.ForeignKey(ItemVersion, CASCADE, related_name="situations")
    position = models.PositiveSmallIntegerField(_("Position"), default=0)
    code = models.SlugField(_("Name in conditions"), max_length=30, allow_unicode=False)
    question = models.CharField(_("Question"), max_length=200)
    hint = models.CharField(_("Hint"), max_length=200, blank=True)
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind, default=Kind.YES_NO)
    choices = models.JSONField(_("Choices"), default=list, blank=True)

    class Meta:
        verbose_name = _("Situation")
        verbose_name_plural = _("Situations")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="situation_named_once")]

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        """Refuse a question of choices with fewer than two."""
        schemas.check("choices", self.choices)
        if self.kind == self.Kind.CHOICE and len(self.choices) < 2:
            raise ValidationError({"choices": _("Give at least two choices.")})

    @property
    def as_asked(self) -> conditions.Question:
        """Return the question as conditions know it."""
        return conditions.Question(self.code, self.kind, tuple(self.choices), self.question)


class Material(models.Model):
    """A material of an application: what, from whom, when needed, and how one need not submit it."""

    class Form(models.TextChoices):
        """On what."""

        PAPER = "paper", _("Paper")
        ELECTRONIC = "electronic", _("Electronic")
        EITHER = "either", _("Paper or electronic")

    class Source(models.TextChoices):
        """From whom."""

        APPLICANT = "applicant", _("Applicant")
        GOVERNMENT = "government", _("Issued by a government body")
        OTHER = "other", _("Others")

    class Necessity(models.TextChoices):
        """Whether the application can be accepted without it."""

        REQUIRED = "required", _("Required")
        OPTIONAL = "optional", _("Optional")
        MAY_FOLLOW = "may_follow", _("May follow later")

    class Exemption(models.TextChoices):
        """The four ways of not submitting a material."""

        NONE = "", _("To be submitted")
        LICENCE = "licence", _("E-licence on file")
        DATA = "data", _("Checked with data")
        PROMISE = "promise", _("Written promise")
        ASSISTANCE = "assistance", _("Asked from the issuing body")

    version = models.ForeignKey(ItemVersion, CASCADE, related_name="materials")
    position = models.PositiveSmallIntegerField(_("Position"), default=0)
    name = models.CharField(_("Material"), max_length=160)
    is_original = models.BooleanField(_("Original"), default=True)
    form = models.CharField(_("Form"), max_length=10, choices=Form, default=Form.EITHER)
    copies = models.PositiveSmallIntegerField(_("Copies"), default=1)
    source = models.CharField(_("Source"), max_length=10, choices=Source, default=Source.APPLICANT)
    necessity = models.CharField(_("Necessity"), max_length=10, choices=Necessity, default=Necessity.REQUIRED)
    condition = models.CharField(_("Needed when"), max_length=300, blank=True)
    condition_text = models.CharField(_("In words"), max_length=200, blank=True)
    exemption = models.CharField(_("Free of submission"), max_length=10, choices=Exemption, blank=True)
    licence_type = models.ForeignKey(
        LicenceType, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("As an e-licence")
    )
    template = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Blank form")
    )
    sample = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Sample")
    )
    notes = models.TextField(_("Filling notes"), blank=True)
    review_points = models.TextField(_("What the officer checks"), blank=True)
    basis = models.CharField(_("Basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Material")
        verbose_name_plural = _("Materials")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="material_named_once"),
            models.CheckConstraint(
                condition=~models.Q(exemption="licence") | models.Q(licence_type__isnull=False),
                name="material_on_file_names_its_licence",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse catch-all names, and a condition that citizens could not read."""
        if rules.is_catch_all(self.name):
            raise ValidationError(
                {"name": _("Say which material is meant: catch-all wording asks for anything at all.")}
            )
        if self.condition.strip() and not self.condition_text.strip():
            raise ValidationError({"condition_text": _("Say the condition in words that citizens read.")})
        if self.exemption == self.Exemption.LICENCE and self.licence_type_id is None:
            raise ValidationError({"licence_type": _("Choose the e-licence that stands for the material.")})


class Step(models.Model):
    """A step of the review: whose, how long; steps of one stage run at the same time."""

    version = models.ForeignKey(ItemVersion, CASCADE, related_name="steps")
    stage = models.PositiveSmallIntegerField(_("Stage"), default=1)
    name = models.CharField(_("Step"), max_length=60)
    division = models.ForeignKey(
        Department, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Division")
    )
    days = models.PositiveSmallIntegerField(_("Working days"), default=1)
    condition = models.CharField(_("Only when"), max_length=300, blank=True)
    on_site = models.BooleanField(_("Needs a check on site"), default=False)

    class Meta:
        verbose_name = _("Step")
        verbose_name_plural = _("Steps")
        ordering = ["stage", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="step_named_once")]

    def __str__(self) -> str:
        return self.name
