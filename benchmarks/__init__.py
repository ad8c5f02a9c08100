"""Benchmarks: each measures one promise in the same run as its limit or floor (``make bench NAME=…``)."""
