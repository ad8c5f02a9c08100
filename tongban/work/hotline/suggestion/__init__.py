"""The class or unit suggested for a demand, with a coverage promise. Pure Python, no Django."""
