"""What the hotline's clocks say, who may call back, how numbers are written: pure functions of values."""
