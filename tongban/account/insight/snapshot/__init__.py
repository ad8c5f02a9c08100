"""Snapshots: the facts as Parquet files with a signed manifest, readable by any tool."""
