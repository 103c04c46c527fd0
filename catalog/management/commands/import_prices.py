"""`manage.py import_prices FILE`: prices from a sheet."""

from catalog.exchange.commands import ImportCommand


class Command(ImportCommand):
    help = "Reads prices from a .csv or .xlsx file: all rows or none, and again changes nothing."
    kind = "prices"
