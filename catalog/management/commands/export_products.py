"""`manage.py export_products [FILE]`: all products as a sheet that can be imported again."""

from catalog.exchange.commands import ExportCommand


class Command(ExportCommand):
    help = "Writes all products into a .csv or .xlsx file, which imported again changes nothing."
    kind = "products"
