"""`manage.py import_areas FILE`: areas from a sheet."""

from catalog.exchange.commands import ImportCommand


class Command(ImportCommand):
    help = "Reads areas from a .csv or .xlsx file: all rows or none, and again changes nothing."
    kind = "areas"
