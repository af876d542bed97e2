"""The site's mark, as favicon and on the card that other sites show with a link.

One drawing, `theme/mark.svg`, serves all. It may hold `rect`, `circle` and `polygon` only,
so that the same shapes can be drawn as pixels without a further tool.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree
from PIL import Image, ImageDraw, ImageFont

from sitegen import assets
from sitegen.files import texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element as Element

__all__ = ["Identity", "MarkError", "card", "inline", "pixels", "publish", "tile"]

MARK: Final = Path(__file__).parent / "theme" / "mark.svg"
FOLDER: Final = "assets/pi"
SVG: Final = "{http://www.w3.org/2000/svg}"
GRID = 24
"""Side of the drawing's square."""
SMOOTH = 8
"""Times larger than shown that shapes are drawn, for smooth edges."""
CARD: Final = (1200, 630)
MARGIN = 96
LINE = CARD[0] - 2 * MARGIN
Font = ImageFont.FreeTypeFont


class MarkError(ValueError):
    """The drawing holds what cannot be drawn as pixels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """What the templates get, as ``config.extra.pi``; addresses are below the site's root."""

    mark: str
    """The mark as inline SVG in the colour of the text around it."""
    icon: str
    icon_png: str
    card: str
    light: str
    """The header's colour in light mode, as ``#rrggbb``."""
    dark: str


def publish(
    out: Path, *, name: str, description: str, colours: Mapping[str, Mapping[str, str]]
) -> Identity:
    """Write favicons and card below ``out``; raises MarkError.

    ``colours`` maps light and dark to every name's colour in ``#rrggbb``.
    """
    drawing = _drawing()
    light = colours["light"]
    icon = tile(drawing, light["accent"], light["on-accent"])
    png = pixels(drawing, 32, light["accent"], light["on-accent"])
    picture = card(drawing, name, description, light)
    return Identity(
        mark=inline(drawing),
        icon=assets.publish(out, FOLDER, "icon", ".svg", icon.encode()).url,
        icon_png=assets.publish(out, FOLDER, "icon", ".png", png).url,
        card=assets.publish(out, FOLDER, "card", ".png", picture).url,
        light=light["header"],
        dark=colours["dark"]["header"],
    )


def _drawing() -> str:
    try:
        text, problems = texts.read(MARK, MARK.name)
    except OSError as error:
        raise MarkError(f"mark.svg cannot be read: {error.strerror}") from error
    if problems:
        raise MarkError(f"mark.svg: {problems[0].message}")
    return text


def inline(drawing: str) -> str:
    """Return the mark for use in a page, where words beside it name it."""
    box = f"0 0 {GRID} {GRID}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{_shapes(drawing)}</svg>'


def tile(drawing: str, ground: str, colour: str) -> str:
    """Return the favicon as SVG: the mark on a tile, so that it shows on any browser's bar."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 32 32">'
        f'<rect x="-4" y="-4" width="32" height="32" rx="6" fill="{ground}"/>'
        f'<g fill="{colour}">{_shapes(drawing)}</g></svg>\n'
    )


def pixels(drawing: str, side: int, ground: str, colour: str) -> bytes:
    """Return the favicon as PNG, ``side`` pixels square."""
    large = side * SMOOTH
    image = Image.new("RGBA", (large, large))
    ImageDraw.Draw(image).rounded_rectangle(
        (0, 0, large - 1, large - 1), large * 6 / 32, fill=ground
    )
    _draw(image, drawing, (large / 8, large / 8), large * 3 / 4, colour)
    return _png(image.resize((side, side), Image.Resampling.LANCZOS))


def card(drawing: str, name: str, description: str, colours: Mapping[str, str]) -> bytes:
    """Return the card as PNG, 1200 by 630: the mark, the site's name and what it is."""
    image = Image.new("RGB", CARD, colours["paper"])
    width, height = CARD
    mark = Image.new("RGB", (132 * SMOOTH, 132 * SMOOTH), colours["paper"])
    _draw(mark, drawing, (0, 0), 132 * SMOOTH, colours["accent"])
    image.paste(mark.resize((132, 132), Image.Resampling.LANCZOS), (MARGIN - 6, 84))
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, height - 28, width, height), fill=colours["accent"])
    top = 268.0
    font, lines = _fit(name, range(88, 40, -4), 2, weight=600)
    top = _write(canvas, lines, font, top, colours["ink"])
    font, lines = _fit(description, range(40, 20, -2), 3, weight=400)
    _write(canvas, lines, font, top + 24, colours["muted"])
    # Few colours, and the same bytes each time: a palette, and no time or tool in the file.
    return _png(image.quantize(64, dither=Image.Dither.NONE))


def _fit(text: str, sizes: range, most: int, weight: int) -> tuple[Font, list[str]]:
    """Return the largest of the sizes at which the text fills no more lines than ``most``."""
    font, lines = _font(sizes[-1], weight), [text]
    for size in sizes:
        font = _font(size, weight)
        lines = _wrap(text, font)
        if len(lines) <= most and all(font.getlength(line) <= LINE for line in lines):
            return font, lines
    shown = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return font, [_cut(line, font) for line in shown]


def _cut(line: str, font: Font) -> str:
    """Shorten a line until it fits."""
    if font.getlength(line) <= LINE:
        return line
    kept = next(n for n in range(len(line), 0, -1) if font.getlength(f"{line[:n]} …") <= LINE)
    return f"{line[:kept].rstrip()} …"


def _wrap(text: str, font: Font) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= LINE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _write(
    canvas: ImageDraw.ImageDraw, lines: Sequence[str], font: Font, top: float, colour: str
) -> float:
    """Write lines from ``top`` down; return where the next may begin."""
    for line in lines:
        canvas.text((MARGIN, top), line, font=font, fill=colour, anchor="la")
        top += font.size * 1.22
    return top


def _font(size: int, weight: int) -> Font:
    file = resources.files("fontpkg_source_serif_4") / "files" / "SourceSerif4[opsz,wght].ttf"
    # The other engine is not in every installation of Pillow, and sets letters elsewhere.
    basic = ImageFont.Layout.BASIC
    font = ImageFont.truetype(io.BytesIO(file.read_bytes()), size, layout_engine=basic)
    # The font's axes, in its own order: weight, then optical size.
    font.set_variation_by_axes([weight, min(size, 36)])
    return font


def _shapes(drawing: str) -> str:
    """Return the drawing's elements without what is around them."""
    return "".join(
        f"<{_name(shape)} "
        + " ".join(f'{k!s}="{escape(str(v))}"' for k, v in shape.attrib.items())
        + "/>"
        for shape in _elements(drawing)
    )


def _elements(drawing: str) -> list[Element]:
    """Return the drawing's shapes; raises MarkError."""
    try:
        # Bytes: lxml refuses a text that declares its encoding.
        root = etree.fromstring(drawing.encode(), etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise MarkError(f"mark.svg is not XML: {error.msg}") from error
    box = f"0 0 {GRID} {GRID}"
    if root.tag != f"{SVG}svg" or root.get("viewBox") != box:
        raise MarkError(f'mark.svg is no <svg> of SVG\'s namespace with viewBox="{box}"')
    shapes = list(root.iterchildren(etree.Element))
    for shape in shapes:
        if shape.tag not in {f"{SVG}rect", f"{SVG}circle", f"{SVG}polygon"}:
            raise MarkError(f"mark.svg holds <{_name(shape)}>: only rect, circle and polygon")
        _check(shape)
    return shapes


_SIZES: Final = {"rect": ("width", "height", "rx"), "circle": ("r",), "polygon": ()}


def _check(shape: Element) -> None:
    """Raise MarkError where a number is none, or a size is negative."""
    name = _name(shape)
    for key in ("x", "y", "cx", "cy", *_SIZES[name]):
        number = _number(shape.get(key) or "0")
        if number is None or (key in _SIZES[name] and number < 0):
            raise MarkError(f'mark.svg: {key}="{shape.get(key)}" of a <{name}> is no number to use')
    points = _points(shape)
    if name == "polygon" and (None in points or len(points) % 2 or len(points) < 6):
        raise MarkError("mark.svg: the points of a <polygon> are no three or more pairs of numbers")


def _points(shape: Element) -> list[float | None]:
    return [_number(n) for n in (shape.get("points") or "").replace(",", " ").split()]


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _name(shape: Element) -> str:
    return str(etree.QName(shape).localname)


def _draw(
    image: Image.Image, drawing: str, at: tuple[float, float], side: float, colour: str
) -> None:
    """Draw the shapes in a square of ``side`` pixels with its corner ``at``."""
    canvas = ImageDraw.Draw(image)
    unit = side / GRID

    def number(shape: Element, key: str) -> float:
        return float(shape.get(key) or 0)

    def place(x: float, y: float) -> tuple[float, float]:
        return at[0] + x * unit, at[1] + y * unit

    for shape in _elements(drawing):
        if _name(shape) == "rect":
            x, y = number(shape, "x"), number(shape, "y")
            end = place(x + number(shape, "width"), y + number(shape, "height"))
            # The last pixel belongs to the shape.
            box = (*place(x, y), end[0] - 1, end[1] - 1)
            canvas.rounded_rectangle(box, number(shape, "rx") * unit, fill=colour)
        elif _name(shape) == "circle":
            x, y, r = (number(shape, key) for key in ("cx", "cy", "r"))
            canvas.ellipse((*place(x - r, y - r), *place(x + r, y + r)), fill=colour)
        else:
            numbers = [number or 0 for number in _points(shape)]
            points = zip(numbers[::2], numbers[1::2], strict=True)
            canvas.polygon([place(x, y) for x, y in points], fill=colour)


def _png(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
