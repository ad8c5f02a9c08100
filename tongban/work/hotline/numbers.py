"""The numbers of orders."""

from tongban.ground.matters.numbers import Numbered, Numbers

ORDERS = Numbers("HOT")
NUMBERED = (Numbered("hotline.Order"),)
