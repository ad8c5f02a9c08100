"""What comes with an order from outside: how it was filed, what its caller adds, photos, and what is set aside."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.work.hotline.models.classes import DemandClass
from tongban.work.hotline.models.course import person_field
from tongban.work.hotline.models.orders import Order

PROTECT = models.PROTECT


class Filing(models.Model):
    """What was said beside the demand when it was filed on the web or by another system."""

    order = models.OneToOneField(Order, PROTECT, related_name="filing")
    may_publish = models.BooleanField(_("Description may be published"), default=False)
    email = models.CharField(_("E-mail"), max_length=254, blank=True)
    media_url = models.CharField(_("Address of a picture; nobody opens it"), max_length=2000, blank=True)
    answers = models.JSONField(_("Answers to the questions of the class"), default=dict, blank=True)
    system = models.CharField(_("Filed by the system"), max_length=20, blank=True)
    token = models.CharField(_("Token"), max_length=32, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("Filing")
        verbose_name_plural = _("Filings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.order)


class Quarantine(models.Model):
    """An order set aside because one number or address filed too many: kept, looked at, let in or merged."""

    class Cause(models.TextChoices):
        """What was counted."""

        PHONE = "phone", _("Too many from one telephone number")
        ADDRESS = "address", _("Too many from one address")

    order = models.OneToOneField(Order, PROTECT, related_name="quarantine")
    cause = models.CharField(_("Why"), max_length=8, choices=Cause)
    since = models.DateTimeField(_("From"))
    released_at = models.DateTimeField(_("Let in at"), null=True, blank=True)
    released_by = person_field(_("Let in by"), null=True, blank=True)

    class Meta:
        verbose_name = _("Order set aside")
        verbose_name_plural = _("Orders set aside")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="quarantine_released_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.cause}"


class CallerMessage(models.Model):
    """What a caller adds to an order by its number and code."""

    order = models.ForeignKey(Order, PROTECT, related_name="caller_messages")
    text = models.TextField(_("Added"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Message of a caller")
        verbose_name_plural = _("Messages of callers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.order} · {self.at:%Y-%m-%d}"


class OrderPhoto(models.Model):
    """A photo that came with an order."""

    order = models.ForeignKey(Order, PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, PROTECT, related_name="+", verbose_name=_("Photo"))

    class Meta:
        verbose_name = _("Photo")
        verbose_name_plural = _("Photos")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "file"], name="order_photo_once"),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.file_id}"


class ClassQuestion(models.Model):
    """What is asked about demands of a class beside the description, as GeoReport's attributes have it."""

    class Datatype(models.TextChoices):
        """What an answer is."""

        STRING = "string", _("A line")
        NUMBER = "number", _("A number")
        DATETIME = "datetime", _("A day and time")
        TEXT = "text", _("A text")
        ONE = "singlevaluelist", _("One of a list")
        SEVERAL = "multivaluelist", _("Several of a list")

    demand_class = models.ForeignKey(DemandClass, PROTECT, related_name="questions", verbose_name=_("Class"))
    code = models.SlugField(_("Code"), max_length=32)
    question = models.CharField(_("Question"), max_length=200)
    hint = models.CharField(_("Hint"), max_length=200, blank=True)
    datatype = models.CharField(_("Kind of answer"), max_length=16, choices=Datatype)
    is_required = models.BooleanField(_("Must be answered"), default=False)
    choices = models.JSONField(_("Choices: key and name"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("Place"), default=1)

    class Meta:
        verbose_name = _("Question of a class")
        verbose_name_plural = _("Questions of classes")
        ordering = ["demand_class", "position"]
        constraints = [
            models.UniqueConstraint(fields=["demand_class", "code"], name="class_question_code_once"),
            models.UniqueConstraint(fields=["demand_class", "position"], name="class_question_place_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="class_question_place_counts"),
            models.CheckConstraint(
                condition=Q(datatype__in=["singlevaluelist", "multivaluelist"]) & ~Q(choices=[])
                | ~Q(datatype__in=["singlevaluelist", "multivaluelist"]) & Q(choices=[]),
                name="class_question_lists_choices",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def names(self) -> dict[str, str]:
        """Return the names of the choices by their keys, in their order."""
        return {str(each["key"]): str(each["name"]) for each in self.choices}
