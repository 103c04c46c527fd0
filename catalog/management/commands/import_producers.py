"""`manage.py import_producers FILE`: producers from a sheet."""

from catalog.exchange.commands import ImportCommand


class Command(ImportCommand):
    help = "Reads producers from a .csv or .xlsx file: all rows or none, and again changes nothing."
    kind = "producers"
