"""STORAGES from the environment: files in the data directory."""

from pathlib import Path
from typing import Any


def file_storages(data_dir: Path) -> dict[str, dict[str, Any]]:
    """Django's STORAGES for files that people bring: pictures for everyone, papers for some."""
    return {
        "default": {"BACKEND": "core.files.local.PictureFiles", "OPTIONS": {"location": str(data_dir / "media")}},
        "private": {
            "BACKEND": "core.files.local.PaperFiles",
            "OPTIONS": {
                "location": str(data_dir / "private"),
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        },
    }
