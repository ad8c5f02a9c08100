"""Classes that are reported far above their usual in an area. Pure Python, no Django."""
