"""The hall: places, windows, appointments, tickets, waiting."""
