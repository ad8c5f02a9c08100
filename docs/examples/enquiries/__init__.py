"""Enquiries: what the window cannot explain at once is answered in writing. May import offer and ground."""
