"""What samples, scores, agreement and the evaluation standard count: pure functions of values."""
