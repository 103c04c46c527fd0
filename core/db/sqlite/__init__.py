"""A Django database backend: SQLite in WAL mode, whose writers wait their turn."""
