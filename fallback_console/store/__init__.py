"""The encrypted local database: one writer thread, read-only readers, migrations. The only place that knows SQL engines."""
