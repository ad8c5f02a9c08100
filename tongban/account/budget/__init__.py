"""Budget lines, adjustments and payments of a department's year; imports offer and ground."""
