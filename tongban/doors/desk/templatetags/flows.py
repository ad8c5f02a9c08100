"""Places and times of flows in templates."""

from django import template

from tongban.doors.desk.flows import wording

register = template.Library()
register.filter("place_said", wording.place)
register.filter("length_said", wording.length)
