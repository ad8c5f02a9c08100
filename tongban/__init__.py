"""Tongban (通办): an open-source office for a city's administrative approval bureau."""
