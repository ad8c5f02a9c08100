"""Open311 GeoReport v2 as server, over the orders of the hotline (wiki.open311.org/GeoReport_v2)."""
