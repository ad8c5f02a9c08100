"""What is searched of orders, and by what their likeness is found: numbers made of the text, in a table with its indexes."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.work.hotline.models.orders import Order


class OrderText(models.Model):
    """The pieces and the bands of what an order says; a confidential report has no row here."""

    order = models.OneToOneField(Order, models.CASCADE, related_name="search_row")
    registered_on = models.DateField(_("Registered on"))
    pieces = ArrayField(models.IntegerField(), verbose_name=_("Pieces"))
    bands = ArrayField(models.IntegerField(), verbose_name=_("Bands"))

    class Meta:
        verbose_name = _("Text for the search of orders")
        verbose_name_plural = _("Texts for the search of orders")
        indexes = [
            GinIndex(fields=["pieces"], name="order_text_pieces"),
            GinIndex(fields=["bands"], name="order_text_bands"),
            models.Index(fields=["registered_on"], name="order_text_day"),
        ]

    def __str__(self) -> str:
        return str(self.order)
