"""Puts our desk where Django and unfold would each put a site of their own."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "core.desk.site.Desk"
