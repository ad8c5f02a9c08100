"""What could not be done (办不成事): a register, and the loop back to the catalogue; imports cases, offer and ground."""
