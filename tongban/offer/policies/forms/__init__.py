"""The forms of the library: drafts, moves, experts, enterprises, filters."""
