"""A Django database backend: PostgreSQL whose statements end with the request's time."""
