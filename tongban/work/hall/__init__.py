"""The hall: places with their hours, windows, appointments, tickets; imports cases, ratings, hotline, offer and ground."""
