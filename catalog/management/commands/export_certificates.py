"""`manage.py export_certificates [FILE]`: all certificates as a sheet that can be imported again."""

from catalog.exchange.commands import ExportCommand


class Command(ExportCommand):
    help = "Writes all certificates into a .csv or .xlsx file, which imported again changes nothing."
    kind = "certificates"
