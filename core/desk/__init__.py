"""The officers' desk: Django's admin in unfold's clothes, where every write goes through a service."""
