"""A project with as many competencies as a benchmark asks for, made from the real one."""

from __future__ import annotations

import shutil
import string
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from sitegen.stages import Project

__all__ = ["project"]

ROOT = Path(__file__).parents[1]
PER_AREA = 10


def project(root: Path, competencies: int) -> Project:
    """Write a project with this many competencies (a multiple of ten) below ``root``.

    Every competency has the texts of one of ours under an id of its own.
    """
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "scorer", root / "scorer")
    (root / "sitegen").symlink_to(ROOT / "sitegen")
    for file in ("mkdocs.yml", "CITATION.cff", "CHANGELOG.md"):
        shutil.copyfile(ROOT / file, root / file)
    shutil.copytree(ROOT / ".cache", root / ".cache")
    _write_framework(root / "framework", competencies)
    return Project.at(root)


def _write_framework(folder: Path, competencies: int) -> None:
    shutil.copytree(ROOT / "framework" / "schema", folder / "schema")
    framework = _read("framework.yml")
    pattern = _read("areas/focus-on-purpose.yml")
    areas = [_area(pattern, number) for number in range(competencies // PER_AREA)]
    framework["areas"] = [area["id"] for area in areas]
    instrument = _read("instruments/leader.yml")
    items = [i["id"] for area in areas for c in area["competencies"] for i in c["items"]]
    for form in instrument["forms"]:
        form["items"] = items[::3] if form["id"] == "short" else items
        form["longest_run"] = min(form["longest_run"], len(form["items"]))
    instrument["pairs"] = [[items[0], items[2]]]
    instrument["flags"]["minimum_pairs"] = 1
    _write(folder / "framework.yml", framework)
    _write(folder / "instruments" / "leader.yml", instrument)
    for area in areas:
        _write(folder / "areas" / f"{area['id']}.yml", area)


def _area(pattern: dict[str, Any], number: int) -> dict[str, Any]:
    letters = string.ascii_lowercase
    prefix = f"g{letters[number // 26]}{letters[number % 26]}"
    area = deepcopy(pattern)
    area["id"], area["title"] = f"area-{prefix}", f"Area {prefix}"
    area["summary"] = f"Helps the teams of area {prefix} agree what all of their work is for."
    model = area["competencies"][0]
    area["competencies"] = [_competency(model, prefix, place) for place in range(PER_AREA)]
    return area


def _competency(model: dict[str, Any], prefix: str, place: int) -> dict[str, Any]:
    competency = deepcopy(model)
    competency["id"] = f"competency-{prefix}-{place}"
    competency["title"] = f"Competency {prefix} {place}"
    # No two pages may have one description.
    competency["definition"] = f"Helps team {prefix} {place} agree what all of its work is for."
    for offset, item in enumerate(competency["items"]):
        number = place * 3 + offset + 1
        item.update(
            id=f"{prefix}-{number:02}",
            reverse=(prefix, number) == ("gaa", 3),
            self=f"I help team {prefix} {number} agree what it is for.",
            other=f"They help team {prefix} {number} agree what it is for.",
        )
    return competency


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / "framework" / name).read_text(encoding="utf-8"))
    return data


def _write(file: Path, data: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Aliases are refused by the loader, so none may be written.
    yaml.SafeDumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign,assignment]
    file.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
