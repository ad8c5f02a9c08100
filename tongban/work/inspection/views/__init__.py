"""The desks of inspection: inspections, samples, leads, standards, rounds and rectifications."""
