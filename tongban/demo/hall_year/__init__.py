"""A year of the hall: visits, appointments, windows and what could not be done, the same for the same year, scale and seed."""
