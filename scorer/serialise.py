"""A result as JSON text: the same bytes for the same result, on every machine."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

__all__ = ["FORMAT", "FORMAT_VERSION", "to_json"]

FORMAT = "partnership-intelligence/result"
FORMAT_VERSION = 1


def to_json(result: Any) -> str:  # noqa: ANN401 -- a dataclass of its kind
    """Return the result as JSON text with keys in the order of its dataclass."""
    fields = asdict(result)
    framework = {key: fields.pop(f"framework_{key}") for key in ("id", "version", "sha256")}
    data = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "framework": framework,
        **fields,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
