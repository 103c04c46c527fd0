"""`manage.py export_producers [FILE]`: all producers as a sheet that can be imported again."""

from catalog.exchange.commands import ExportCommand


class Command(ExportCommand):
    help = "Writes all producers into a .csv or .xlsx file, which imported again changes nothing."
    kind = "producers"
