"""The desks of the hotline: intake, orders with their acts, the lists of work."""
