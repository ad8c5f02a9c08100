"""What opening or closing a window would save or cost: forecast of arrivals and advice. Pure Python, no Django."""
