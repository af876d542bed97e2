"""What the pictures of a report are made of, for inline SVG without a view box.

Across, everything is a percentage of the width; down, it is in pixels. So a picture fills
any width while its text keeps its size and stays readable on a small phone.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "LABEL_CHARACTERS",
    "LINE",
    "WIDEST",
    "WIDTH",
    "Box",
    "Disc",
    "Drawing",
    "KeyEntry",
    "Place",
    "Shape",
    "Stroke",
    "Text",
    "percent",
    "texts",
    "wrapped",
]

# The width in pixels of a picture on a phone of 320, and the most that a picture gets.
WIDTH = 288
WIDEST = 800
# A label of this many characters fits beside a number at the smallest width.
LABEL_CHARACTERS = 32
LINE = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A line of text with its baseline; ``style`` is its class, ``dx`` a shift in pixels."""

    kind: ClassVar = "text"
    style: str
    x: str
    y: int
    text: str
    dx: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Stroke:
    """A straight line."""

    kind: ClassVar = "stroke"
    style: str
    x1: str
    x2: str
    y1: int
    y2: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A rectangle; ``round`` is the radius of its corners in pixels."""

    kind: ClassVar = "box"
    style: str
    x: str
    y: int
    width: str
    height: int
    round: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Disc:
    """A circle; ``dx`` shifts it from its place by pixels."""

    kind: ClassVar = "disc"
    style: str
    x: str
    y: int
    radius: str
    dx: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Shapes around a place: their own numbers are all in pixels from it."""

    kind: ClassVar = "place"
    x: str
    y: int
    shapes: tuple[Text | Stroke | Disc, ...]


type Shape = Text | Stroke | Box | Disc | Place


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyEntry:
    """A line of the key: ``style`` draws its sign, or ``sign`` stands in it."""

    style: str
    sign: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """A picture in the order of painting, with its key before it."""

    title: str
    description: str
    height: int
    shapes: tuple[Shape, ...]
    key: tuple[KeyEntry, ...] = ()
    numbered: tuple[KeyEntry, ...] = ()
    """What its numbers stand for, after it."""


def percent(hundredths: int) -> str:
    """Return hundredths of a percent as SVG has them: 4550 is 45.5%."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


def wrapped(text: str, characters: int) -> list[str]:
    """Return the text in lines; it has at least one, which may be empty."""
    return textwrap.wrap(text, max(characters, 1)) or [""]


def texts(lines: Sequence[str], *, style: str, x: str, y: int, step: int = LINE) -> Iterator[Text]:
    """Yield the lines below each other; ``y`` is the first baseline."""
    for number, line in enumerate(lines):
        yield Text(style=style, x=x, y=y + step * number, text=line)
