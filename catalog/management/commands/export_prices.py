"""`manage.py export_prices [FILE]`: all prices as a sheet that can be imported again."""

from catalog.exchange.commands import ExportCommand


class Command(ExportCommand):
    help = "Writes all prices into a .csv or .xlsx file, which imported again changes nothing."
    kind = "prices"
