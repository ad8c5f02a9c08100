"""How alike two demands are, and which texts repeat. Pure Python, no Django."""
