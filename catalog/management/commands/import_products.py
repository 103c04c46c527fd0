"""`manage.py import_products FILE`: products from a sheet."""

from catalog.exchange.commands import ImportCommand


class Command(ImportCommand):
    help = "Reads products from a .csv or .xlsx file: all rows or none, and again changes nothing."
    kind = "products"
