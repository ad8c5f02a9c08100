"""Parcels and couriers: what is handed over or sent for a matter, which is known here by its reference alone."""
