"""The province's own facts, from the files of catalog/data/, and everyone's demonstration data on top."""
