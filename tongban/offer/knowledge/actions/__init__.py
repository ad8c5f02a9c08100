"""What is done with entries: written, checked, released, renewed, used; and with questions without an answer."""
