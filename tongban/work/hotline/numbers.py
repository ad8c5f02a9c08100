"""The numbers of orders and of telephone calls."""

from tongban.ground.matters.numbers import Numbered, Numbers

ORDERS = Numbers("HOT")
CALLS = Numbers("CALL")
NUMBERED = (Numbered("hotline.Order"), Numbered("hotline.PhoneCall"))
