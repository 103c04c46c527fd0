"""Print the API's schema, as shop/schema.graphql holds it."""

from typing import Any

from django.core.management.base import BaseCommand
from graphql import print_schema

from core.graph import schema


class Command(BaseCommand):
    help = "Print the GraphQL schema; `manage.py print_schema > shop/schema.graphql` accepts a change of the API."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(print_schema(schema()))
