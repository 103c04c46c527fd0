"""`manage.py import_certificates FILE`: certificates from a sheet."""

from catalog.exchange.commands import ImportCommand


class Command(ImportCommand):
    help = "Reads certificates from a .csv or .xlsx file: all rows or none, and again changes nothing."
    kind = "certificates"
