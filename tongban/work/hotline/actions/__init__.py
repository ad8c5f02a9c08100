"""What agents, dispatchers, units and quality officers do with orders, one module for each part of the way."""
