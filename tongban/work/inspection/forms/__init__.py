"""The forms of inspection: acts on inspections, leads, rounds and rectifications; samples, standards, values, filters."""
