"""Entries and seals; the database refuses to change or remove either."""

from datetime import UTC

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.chain import Statement
from tongban.ground.ledger.seals import SealStatement, read_ranges

HASH_LENGTH = 64


class _ThisAct(models.Func):
    """The transaction that writes, as the database numbers it; whoever writes cannot choose it."""

    template = "(pg_current_xact_id()::text)::bigint"
    output_field = models.BigIntegerField()


THIS_ACT = _ThisAct()


class Entry(models.Model):
    """What somebody did, when and on what basis; it is never changed or removed."""

    class Kind(models.TextChoices):
        """Whether an entry changed a status."""

        MOVE = "move", _("Move")
        ACT = "act", _("Act")

    subject = models.CharField(_("Subject"), max_length=120)
    number = models.PositiveIntegerField(_("Number"))
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind.choices)
    move = models.CharField(_("Move"), max_length=60)
    before = models.TextField(_("Before"), blank=True)
    after = models.TextField(_("After"), blank=True)
    basis = models.CharField(_("Basis"), max_length=120, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("By")
    )
    by_name = models.CharField(_("Name at the time"), max_length=200)
    by_role = models.CharField(_("Role at the time"), max_length=2000, blank=True)
    at = models.DateTimeField(_("At"))
    note = models.TextField(_("Note"), blank=True)
    payload = models.JSONField(_("Payload"), default=dict, blank=True)
    payload_digest = models.CharField(_("Digest of the payload"), max_length=HASH_LENGTH, blank=True)
    previous = models.CharField(_("Hash of the entry before"), max_length=HASH_LENGTH)
    hash = models.CharField(_("Hash"), max_length=HASH_LENGTH)
    key_id = models.CharField(_("Key"), max_length=8, blank=True)
    mac = models.CharField(_("MAC"), max_length=HASH_LENGTH, blank=True)
    act = models.BigIntegerField(_("Transaction"), db_default=THIS_ACT, editable=False)

    may_change = ()

    class Meta:
        verbose_name = _("Ledger entry")
        verbose_name_plural = _("Ledger entries")
        ordering = ["subject", "number"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="entry_once_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="entry_numbers_from_one"),
        ]
        indexes = [
            models.Index(fields=["-at"], name="entry_latest"),
            models.Index(fields=["act"], name="entry_by_act"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} · {self.number} · {self.move}"

    def statement(self) -> Statement:
        """Return what the entry says, as its hash covers it."""
        return Statement(
            subject=self.subject,
            kind=self.kind,
            move=self.move,
            before=self.before,
            after=self.after,
            basis=self.basis,
            by="" if self.by_id is None else str(self.by_id),
            by_name=self.by_name,
            by_role=self.by_role,
            at=self.at,
            note=self.note,
            payload_digest=self.payload_digest,
        )


class Installation(models.Model):
    """Whose ledger this is: a random name, and the fingerprint of the key that signed first. One row, for good."""

    code = models.CharField(_("Installation"), max_length=32)
    first_key = models.CharField(_("Fingerprint of the first key"), max_length=HASH_LENGTH)
    made_at = models.DateTimeField(_("At"))
    only = models.BooleanField(default=True, unique=True, editable=False)

    may_change = ()

    class Meta:
        verbose_name = _("Installation")
        verbose_name_plural = _("Installations")
        constraints = [models.CheckConstraint(condition=Q(only=True), name="one_installation")]

    def __str__(self) -> str:
        return self.code


class RowImage(models.Model):
    """What a change left of a proven row, written by the database itself; see `row_images`."""

    class Change(models.TextChoices):
        """A row came whole, some of its columns changed, or it went."""

        CAME = "I", _("Came")
        CHANGED = "U", _("Changed")
        WENT = "D", _("Went")

    act = models.BigIntegerField(_("Transaction"))
    table = models.CharField(_("Table"), max_length=63)
    row = models.CharField(_("Row"), max_length=64)
    change = models.CharField(_("Change"), max_length=1, choices=Change)
    image = models.JSONField(_("Columns"), null=True)
    is_free = models.BooleanField(_("Needs no act"), default=False)

    may_change = ()

    class Meta:
        db_table = "ledger_row_image"
        verbose_name = _("Image of a row")
        verbose_name_plural = _("Images of rows")
        ordering = ["pk"]
        indexes = [models.Index(fields=["table", "row"], name="image_by_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.change}"


class Seal(models.Model):
    """A signed Merkle root over the entries written since the seal before it."""

    number = models.PositiveIntegerField(_("Number"), unique=True)
    at = models.DateTimeField(_("At"))
    ranges = models.JSONField(_("Ranges of entries"))
    last_id = models.BigIntegerField(_("Last entry sealed"))
    count = models.PositiveIntegerField(_("Entries"))
    root = models.CharField(_("Merkle root"), max_length=HASH_LENGTH)
    previous = models.CharField(_("Hash of the seal before"), max_length=HASH_LENGTH)
    hash = models.CharField(_("Hash"), max_length=HASH_LENGTH)
    key_id = models.CharField(_("Key"), max_length=32)
    signature = models.CharField(_("Signature"), max_length=200)

    may_change = ()

    class Meta:
        verbose_name = _("Seal")
        verbose_name_plural = _("Seals")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} · {self.at.astimezone(UTC):%Y-%m-%d %H:%M}"

    def statement(self) -> SealStatement:
        """Return what the seal says, as its hash and signature cover it."""
        return SealStatement(
            number=self.number,
            at=self.at,
            ranges=tuple(read_ranges(self.ranges)),
            last_id=self.last_id,
            count=self.count,
            root=self.root,
            previous=self.previous,
            key_id=self.key_id,
        )
