"""What each move and act makes of a case: values that the actions save and the bulk load copies."""
