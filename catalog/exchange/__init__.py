"""Facts in and out of the catalog as sheets: CSV and XLSX files that officers keep in Excel.

A kind (products, prices, ...) declares its columns once; reading, export, the empty sheet and the admin pages go by
them. A file is read into a table (`reading`), planned against what the catalog holds (`planning`), and written by the
services (`applying`). Exports are written by `writing`; one that is imported again changes nothing.
"""
