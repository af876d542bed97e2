"""The site's colours: what a maintainer sets under ``extra.colours``, checked and as CSS.

The names and the colours that stand without any setting are those of `tokens.css`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from sitegen.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MODES", "PAIRS", "check", "contrast", "css", "effective"]

TOKENS: Final = Path(__file__).parent / "theme" / "css" / "tokens.css"
MODES: Final = ("light", "dark")
HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")

# Paper is light whatever the screen is, so the light colours are the printed ones.
MEDIA: Final = {
    "light": "not screen, screen and (prefers-color-scheme: light)",
    "dark": "screen and (prefers-color-scheme: dark)",
}

TEXT, SIGN = 4.5, 3.0
"""The least contrast of text, and of a focus ring (WCAG 2.2, 1.4.3 and 1.4.11)."""

PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *(
        (text, ground, TEXT)
        for text in ("ink", "muted", "accent")
        for ground in ("paper", "surface")
    ),
    *((text, "accent-soft", TEXT) for text in ("ink", "muted", "accent")),
    ("on-accent", "accent", TEXT),
    *((text, ground, TEXT) for text in ("warm", "error") for ground in ("paper", "surface")),
    ("header-ink", "header", TEXT),
    ("footer-ink", "footer", TEXT),
    *(("focus", ground, SIGN) for ground in ("paper", "surface", "accent-soft", "header")),
    ("footer-focus", "footer", SIGN),
)
"""Foreground, background and the least contrast between them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Finding:
    keys: tuple[str, ...]
    """Where it stands below ``extra.colours``."""
    code: str
    message: str
    expected: str = ""
    hint: str = ""


def check(colours: object, path: Path) -> list[Problem]:
    """Return every fault of ``extra.colours``; ``path`` is the YAML file that holds it."""
    places = _places(path)
    return [
        Problem(
            path=path.name,
            line=place[0],
            column=place[1],
            code=finding.code,
            message=finding.message,
            expected=finding.expected,
            hint=finding.hint,
        )
        for finding in _findings(colours)
        if (place := _nearest(places, finding.keys))
    ]


def css(colours: object) -> str:
    """Return a style sheet that sets the given colours; empty when there are none.

    It belongs after `tokens.css`. The setting must be free of faults (see :func:`check`).
    """
    rules = []
    for mode in MODES:
        lines = [f"--pi-{name}: {value.lower()};" for name, value in _given(colours, mode).items()]
        if lines:
            rules.append(f"@media {MEDIA[mode]} {{\n  :root {{ {' '.join(lines)} }}\n}}\n")
    return "".join(rules)


def effective(colours: object) -> dict[str, dict[str, str]]:
    """Return the colour of each name in each mode: the given ones over those of `tokens.css`."""
    return {mode: {**_defaults()[mode], **_given(colours, mode)} for mode in MODES}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours in ``#rrggbb``, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _findings(colours: object) -> Iterator[_Finding]:
    if colours is None:
        return
    if not isinstance(colours, Mapping):
        yield _Finding(
            keys=(),
            code="colours",
            message="extra.colours is no mapping",
            expected="light and dark, each with names and colours",
        )
        return
    faults = [*_misfits(colours)]
    yield from faults
    if not faults:
        yield from _pale(colours)


def _misfits(colours: Mapping[object, object]) -> Iterator[_Finding]:
    names = list(_defaults()["light"])
    for mode, given in colours.items():
        if mode not in MODES:
            yield _Finding(
                keys=(str(mode),),
                code="colours",
                message=f'extra.colours has the unknown key "{mode}"',
                expected="light or dark",
                hint=did_you_mean(str(mode), MODES),
            )
            continue
        if not isinstance(given, Mapping):
            yield _Finding(
                keys=(str(mode),),
                code="colours",
                message=f"extra.colours.{mode} is no mapping",
                expected="names and colours",
            )
            continue
        for name, value in given.items():
            if name not in names:
                yield _Finding(
                    keys=(str(mode), str(name)),
                    code="colour-name",
                    message=f'extra.colours.{mode} has the unknown name "{name}"',
                    expected="one of " + ", ".join(names),
                    hint=did_you_mean(str(name), names),
                )
            elif not isinstance(value, str) or not HEX.fullmatch(value):
                shown = "empty" if value is None else f'"{value}"'
                yield _Finding(
                    keys=(str(mode), str(name)),
                    code="colour",
                    message=f"extra.colours.{mode}.{name} is {shown}, which is no colour",
                    expected='# and six hexadecimal digits: "#0b5560"',
                    hint="write it in quotes: # begins a comment in YAML" if value is None else "",
                )


def _pale(colours: Mapping[object, object]) -> Iterator[_Finding]:
    for mode, all_of in effective(colours).items():
        for front, ground, least in PAIRS:
            ratio = contrast(all_of[front], all_of[ground])
            if ratio >= least:
                continue
            given = _given(colours, mode)
            yield _Finding(
                keys=(mode, front if front in given else ground),
                code="contrast",
                # Cut, not rounded: 4.498 must not read as 4.50.
                message=f"{mode}: {front} ({all_of[front]}) on {ground} ({all_of[ground]}) "
                f"has a contrast of {int(ratio * 100) / 100:.2f}:1",
                expected=f"at least {least}:1",
            )


def _given(colours: object, mode: str) -> Mapping[str, str]:
    if not isinstance(colours, Mapping):
        return {}
    return colours.get(mode) or {}


def _defaults() -> dict[str, dict[str, str]]:
    """Return the colours of `tokens.css`: its first block, and its block for dark screens."""
    light, _, dark = TOKENS.read_text(encoding="utf-8").partition("@media")
    found = {
        mode: dict(re.findall(r"--pi-([\w-]+): (#\w{6});", text))
        for mode, text in (("light", light), ("dark", dark))
    }
    return {"light": found["light"], "dark": {**found["light"], **found["dark"]}}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _places(path: Path) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return line and column of each key below ``extra.colours``, both from 1.

    Composing reads no tags, so a configuration with Python's own tags does no harm.
    """
    if not path.is_file():
        return {}
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    places: dict[tuple[str, ...], tuple[int, int]] = {}

    def walk(one: yaml.Node | None, keys: tuple[str, ...]) -> None:
        if isinstance(one, yaml.MappingNode):
            for key, value in one.value:
                inner = (*keys, str(key.value))
                places[inner] = (key.start_mark.line + 1, key.start_mark.column + 1)
                walk(value, inner)

    walk(node, ())
    return {keys[2:]: at for keys, at in places.items() if keys[:2] == ("extra", "colours")}


def _nearest(
    places: Mapping[tuple[str, ...], tuple[int, int]], keys: tuple[str, ...]
) -> tuple[int, int]:
    while keys and keys not in places:
        keys = keys[:-1]
    return places.get(keys, (1, 1))
