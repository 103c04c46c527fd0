"""The Django project. SQLite's own wheel stands in for the system's library (see core/db/)."""

import sys

import pysqlite3

# Debian 12 ships SQLite 3.40, inside the range of the WAL-reset corruption bug (3.7.0 to 3.51.2).
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
