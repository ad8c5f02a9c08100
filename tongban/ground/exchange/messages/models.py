"""Messages as they were told, what each reader chose, where they are reached, and what the simulators took."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.messages.kinds import CHANNELS, KINDS, MessageKind

USER = settings.AUTH_USER_MODEL
CHANNEL_CHOICES = list(CHANNELS.items())
KIND_CHOICES = [(kind.code, kind.title) for kind in KINDS.values()]


class Message(models.Model):
    """What one reader was told, in both languages, as it was worded then."""

    reader = models.ForeignKey(USER, models.CASCADE, related_name="+", verbose_name=_("Reader"))
    kind = models.CharField(_("Kind"), max_length=20, choices=KIND_CHOICES)
    room = models.CharField(_("Room"), max_length=20, blank=True)
    subject = models.CharField(_("Subject"), max_length=120, blank=True)
    key = models.CharField(_("Told once as"), max_length=160)
    template = models.CharField(_("Text"), max_length=60)
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("Message"))
    short = models.CharField(_("Short text"), max_length=300)
    title_en = models.CharField(_("Title in English"), max_length=300)
    text_en = models.TextField(_("Message in English"))
    short_en = models.CharField(_("Short text in English"), max_length=400)
    link = models.CharField(_("Link"), max_length=200, blank=True)
    at = models.DateTimeField(_("At"))
    read_at = models.DateTimeField(_("Read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Message")
        verbose_name_plural = _("Messages")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key", "template", "reader"], name="message_told_once"),
        ]
        indexes = [
            models.Index(fields=["reader", "-at", "-id"], name="message_by_reader"),
            models.Index(fields=["reader"], condition=Q(read_at=None), name="message_unread"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kept_kind(self) -> MessageKind:
        """Return the kind with what belongs to it."""
        return KINDS[self.kind]

    @property
    def shown_title(self) -> str:
        """Return the title in the language of the page."""
        return self.title if is_chinese(get_language()) else self.title_en

    @property
    def shown_text(self) -> str:
        """Return the text in the language of the page."""
        return self.text if is_chinese(get_language()) else self.text_en


class Choice(models.Model):
    """What a reader chose for a kind and a channel; without one, the usual holds."""

    reader = models.ForeignKey(USER, models.CASCADE, related_name="+", verbose_name=_("Reader"))
    kind = models.CharField(_("Kind"), max_length=20, choices=KIND_CHOICES)
    channel = models.CharField(_("Channel"), max_length=10, choices=CHANNEL_CHOICES)
    is_wanted = models.BooleanField(_("Wanted"))

    class Meta:
        verbose_name = _("Choice of messages")
        verbose_name_plural = _("Choices of messages")
        constraints = [
            models.UniqueConstraint(fields=["reader", "kind", "channel"], name="choice_made_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.channel} · {self.is_wanted}"


class Contact(models.Model):
    """Where a reader is reached: an e-mail address or a telephone, used once its owner has sent the code back."""

    reader = models.ForeignKey(USER, models.CASCADE, related_name="+", verbose_name=_("Reader"))
    channel = models.CharField(_("Channel"), max_length=10, choices=CHANNEL_CHOICES)
    address = models.CharField(_("Address"), max_length=254)
    language = models.CharField(_("Language"), max_length=10, default="zh-hans")
    code_digest = models.CharField(_("Digest of the code"), max_length=64, blank=True)
    code_at = models.DateTimeField(_("Code sent at"))
    tries = models.PositiveSmallIntegerField(_("Tries"), default=0)
    verified_at = models.DateTimeField(_("Verified at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Contact")
        verbose_name_plural = _("Contacts")
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "channel"],
                condition=Q(verified_at__isnull=False),
                name="contact_verified_once",
            ),
            models.UniqueConstraint(
                fields=["reader", "channel"], condition=Q(verified_at=None), name="contact_waiting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} · {self.reader_id}"


class Simulated(models.Model):
    """What a simulator would have sent: to whom, shortened, and how many parts it takes."""

    channel = models.CharField(_("Channel"), max_length=10, choices=CHANNEL_CHOICES)
    to = models.CharField(_("To"), max_length=120)
    title = models.CharField(_("Title"), max_length=300, blank=True)
    text = models.TextField(_("Text"))
    parts = models.PositiveSmallIntegerField(_("Parts"), default=1)
    at = models.DateTimeField(_("At"), auto_now_add=True)

    class Meta:
        verbose_name = _("Simulated sending")
        verbose_name_plural = _("Simulated sendings")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.channel} · {self.pk}"


def is_chinese(language: str | None) -> bool:
    """Return whether a language is Chinese, the default."""
    return not (language or "zh").startswith("en")
