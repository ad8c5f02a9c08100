"""Where one may go: a place with its hours, what it offers in which groups, its kiosks, and what the office has set."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Department
from tongban.offer.catalogue.models import Item
from tongban.work.hall import rules
from tongban.work.hotline.models import Area


class Equipment(models.TextChoices):
    """What helps disabled and elderly people."""

    RAMP = "ramp", _("Ramp")
    LIFT = "lift", _("Lift")
    TOILET = "toilet", _("Accessible toilet")
    LOW_COUNTER = "low_counter", _("Low counter")
    WHEELCHAIR = "wheelchair", _("Wheelchair to borrow")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    SIGN_LANGUAGE = "sign_language", _("Sign language")
    GUIDING_PATH = "guiding_path", _("Guiding path for the blind")


class Place(models.Model):
    """A hall, a point or a terminal where one may get things done."""

    class Kind(models.TextChoices):
        """What sort of place it is."""

        CENTRE = "centre", _("Service centre")
        SUB_CENTRE = "sub_centre", _("Sub-centre")
        SPECIAL = "special", _("Special hall")
        COMMUNITY = "community", _("Village or community point")
        TERMINAL = "terminal", _("Self-service terminal")

    code = models.CharField(_("Code"), max_length=12, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    unit = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Unit that runs it"))
    area = models.ForeignKey(Area, PROTECT, related_name="+", verbose_name=_("District or street"))
    address = models.CharField(_("Address"), max_length=200)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    longitude = models.DecimalField(_("Longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    latitude = models.DecimalField(_("Latitude"), max_digits=7, decimal_places=5, null=True, blank=True)
    directions = models.CharField(_("How to get there"), max_length=200, blank=True)
    equipment = ArrayField(
        models.CharField(max_length=16, choices=Equipment),
        default=list,
        blank=True,
        verbose_name=_("Equipment for disabled people"),
    )
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Place of service")
        verbose_name_plural = _("Places of service")
        ordering = ["kind", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="place_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="place_position_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """Return how the ledger names the place."""
        return f"PLACE-{self.code}"

    @property
    def equipment_in_words(self) -> list[str]:
        """Return what helps disabled people here, in words."""
        return [str(Equipment(each).label) for each in self.equipment]


class WeekPlan(models.Model):
    """The hours of a place from a day on; never changed: the next one is stored before this one ends."""

    may_change = ()
    place = models.ForeignKey(Place, PROTECT, related_name="weeks", verbose_name=_("Place of service"))
    since = models.DateField(_("From"))
    days = ArrayField(
        models.CharField(max_length=120, blank=True),
        size=rules.KINDS_OF_DAYS,
        verbose_name=_("Hours of the day"),
    )

    class Meta:
        verbose_name = _("Opening hours")
        verbose_name_plural = _("Opening hours")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.since}"


class ExceptionDay(models.Model):
    """Other hours of a place for some days; never changed: a later one for the same days overrules it."""

    may_change = ()
    place = models.ForeignKey(Place, PROTECT, related_name="exceptions", verbose_name=_("Place of service"))
    first = models.DateField(_("First day"))
    last = models.DateField(_("Last of the days"))
    hours = models.CharField(_("Hours of the day"), max_length=120, blank=True, help_text=_("Empty: closed."))
    is_usual = models.BooleanField(_("As usual after all"), default=False)
    reason = models.CharField(_("Reason"), max_length=120)

    class Meta:
        verbose_name = _("Days with other hours")
        verbose_name_plural = _("Days with other hours")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="exception_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.first}"


class ServiceGroup(models.Model):
    """Items of a place that wait in one line, under one letter."""

    place = models.ForeignKey(Place, PROTECT, related_name="groups", verbose_name=_("Place of service"))
    name = models.CharField(_("Name"), max_length=60)
    prefix = models.CharField(_("Letter of its numbers"), max_length=1)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))

    class Meta:
        verbose_name = _("Group of items")
        verbose_name_plural = _("Groups of items")
        ordering = ["place", "prefix"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "prefix"], condition=Q(until__isnull=True), name="letter_once_at_a_place"
            ),
            models.CheckConstraint(condition=Q(prefix__regex="^[A-Z]$"), name="group_has_a_letter"),
        ]

    def __str__(self) -> str:
        return self.name


class OfferedItem(models.Model):
    """That a place offers an item, in one of its groups, from one day to another."""

    group = models.ForeignKey(ServiceGroup, PROTECT, related_name="offered", verbose_name=_("Group of items"))
    item = models.ForeignKey(Item, PROTECT, related_name="+", verbose_name=_("Item"))
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))

    class Meta:
        verbose_name = _("Item offered at a place")
        verbose_name_plural = _("Items offered at places")
        ordering = ["group", "item__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "item"], condition=Q(until__isnull=True), name="item_offered_once_in_a_group"
            )
        ]

    def __str__(self) -> str:
        return str(self.item)

    def holds_on(self, day: date) -> bool:
        """Return whether the item is offered on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Kiosk(models.Model):
    """A ticket machine: its address holds a secret code, so that no stranger draws numbers from afar."""

    place = models.ForeignKey(Place, PROTECT, related_name="kiosks", verbose_name=_("Place of service"))
    name = models.CharField(_("Name"), max_length=60)
    code = models.CharField(_("Code"), max_length=32, unique=True)
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))

    class Meta:
        verbose_name = _("Ticket machine")
        verbose_name_plural = _("Ticket machines")
        ordering = ["place", "name"]

    def __str__(self) -> str:
        return self.name


class HallSettings(models.Model):
    """What the office has set from a day on, for one place or for all; never changed, the next one follows it."""

    may_change = ()
    place = models.ForeignKey(
        Place, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Place of service")
    )
    in_force_on = models.DateField(_("In force from"))
    source = models.CharField(_("Set by"), max_length=120)
    most_calls = models.PositiveSmallIntegerField(_("Calls before a number is skipped"))
    return_within = models.PositiveSmallIntegerField(_("Who was skipped may return within so many numbers"))
    return_behind = models.PositiveSmallIntegerField(_("Who returns waits behind so many people"))
    head_start_minutes = models.PositiveSmallIntegerField(
        _("Head start of priority and appointment, minutes")
    )
    book_days = models.PositiveSmallIntegerField(_("Appointments so many days ahead"))
    change_hours = models.PositiveSmallIntegerField(_("Changes until so many hours before"))
    grace_minutes = models.PositiveSmallIntegerField(_("An appointment is kept for so many minutes"))
    most_no_shows = models.PositiveSmallIntegerField(_("Appointments missed before booking is closed"))
    no_show_days = models.PositiveSmallIntegerField(
        pgettext_lazy("missed appointments", "Counted over so many days")
    )
    kept_hours = models.PositiveSmallIntegerField(
        _("Places kept for priority go to all so many hours before")
    )

    class Meta:
        verbose_name = _("Settings of the hall")
        verbose_name_plural = _("Settings of the hall")
        ordering = ["in_force_on", "pk"]

    def __str__(self) -> str:
        return f"{self.in_force_on}"
