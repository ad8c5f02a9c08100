"""Places and times of flows in templates."""

from django import template

from tongban.doors.desk.flows import labels

register = template.Library()
register.filter("place_said", labels.place)
register.filter("length_said", labels.length)
