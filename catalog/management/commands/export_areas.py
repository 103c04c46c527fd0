"""`manage.py export_areas [FILE]`: all areas as a sheet that can be imported again."""

from catalog.exchange.commands import ExportCommand


class Command(ExportCommand):
    help = "Writes all areas into a .csv or .xlsx file, which imported again changes nothing."
    kind = "areas"
