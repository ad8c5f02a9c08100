"""The registers of the hotline, which are data of the office: lines, classes, areas, limits, the dispatch catalogue."""
