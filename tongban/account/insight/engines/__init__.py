"""The engines a metric runs on: PostgreSQL live, DuckDB over a snapshot, Spark over the same files."""
