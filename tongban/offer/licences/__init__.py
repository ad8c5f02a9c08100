"""E-licences: issued, looked up, checked by anybody; imports catalogue and ground."""
