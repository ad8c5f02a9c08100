"""The telephone exchange as the hotline sees it: a port, and a simulator that plays the exchange and its callers."""
