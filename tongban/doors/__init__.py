"""Who comes in: the public, the officers at their desk, other systems; may import every floor below."""
