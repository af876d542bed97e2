from __future__ import annotations

import hashlib
import io

import pytest
from lxml import etree
from PIL import Image

from sitegen import colours, identity

MARK = identity.MARK.read_text(encoding="utf-8")
RED, WHITE = (255, 0, 0, 255), (255, 255, 255, 255)


def drawn(shapes):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{shapes}</svg>'


def published(out, **changes):
    given = {"name": "A name", "description": "What it is.", "colours": colours.effective(None)}
    return identity.publish(out, **{**given, **changes})


def picture(data):
    return Image.open(io.BytesIO(data))


def test_the_same_name_and_colours_give_the_same_bytes(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    assert published(first) == published(second)
    one, other = (
        {file.name: file.read_bytes() for file in out.rglob("*") if file.is_file()}
        for out in (first, second)
    )
    assert one == other
    assert sorted(name.partition(".")[0] for name in one) == ["card", "icon", "icon"]


def test_the_card_has_the_size_that_other_sites_expect_and_is_light_to_load(tmp_path):
    made = tmp_path / published(tmp_path).card
    assert picture(made.read_bytes()).size == (1200, 630)
    assert made.stat().st_size < 40_000


def test_another_name_or_colour_gives_another_card():
    light = colours.effective(None)["light"]
    cards = {
        identity.card(MARK, name, "What it is.", {**light, **changed})
        for name, changed in [("A name", {}), ("Another", {}), ("A name", {"accent": "#7a1f5c"})]
    }
    assert len(cards) == 3


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("A", ""),
        ("Working together in health and social care in the north", "word " * 60),
        ("Donaudampfschifffahrtsgesellschaft" * 2, "x" * 200),
    ],
)
def test_a_card_stays_within_its_margins(name, description):
    light = colours.effective(None)["light"]
    image = picture(identity.card(MARK, name, description, light)).convert("RGB")
    paper = tuple(int(light["paper"][at : at + 2], 16) for at in (1, 3, 5))
    right = image.crop((1200 - 40, 0, 1200, 600))
    below = image.crop((0, 580, 1200, 600))
    assert {color for _, color in right.getcolors()} == {paper}
    assert {color for _, color in below.getcolors()} == {paper}


def test_the_small_icon_is_a_tile_with_the_mark_on_it():
    icon = picture(identity.pixels(MARK, 32, "#ff0000", "#ffffff"))
    assert icon.size == (32, 32)
    # A corner is round; the beam crosses the middle of the top; between the posts is ground.
    assert icon.getpixel((0, 0))[3] < 128
    assert min(icon.getpixel((16, 8))) > 240
    assert max(icon.getpixel((14, 20))[1:3]) < 16


@pytest.mark.parametrize(
    "shape",
    [
        '<rect x="6" y="6" width="12" height="12"/>',
        '<circle cx="12" cy="12" r="6"/>',
        '<polygon points="6,6 18,6 18,18 6,18"/>',
    ],
)
def test_each_kind_of_shape_is_drawn(shape):
    icon = picture(identity.pixels(drawn(shape), 32, "#ff0000", "#ffffff"))
    assert icon.getpixel((16, 16)) == WHITE
    assert icon.getpixel((6, 6)) == RED


@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        (drawn('<path d="M0 0h9"/>'), "mark.svg holds <path>: only rect, circle and polygon"),
        (
            "<svg",
            "mark.svg is not XML: Couldn't find end of Start Tag svg line 1, line 1, column 5",
        ),
        ("", "mark.svg is not XML: Document is empty, line 1, column 1"),
        (
            drawn("").replace("24 24", "48 48"),
            'mark.svg is no <svg> of SVG\'s namespace with viewBox="0 0 24 24"',
        ),
        (
            '<svg viewBox="0 0 24 24"/>',
            'mark.svg is no <svg> of SVG\'s namespace with viewBox="0 0 24 24"',
        ),
        (
            drawn('<rect width="2em" height="1"/>'),
            'mark.svg: width="2em" of a <rect> is no number to use',
        ),
        (drawn('<circle r="-1"/>'), 'mark.svg: r="-1" of a <circle> is no number to use'),
        (drawn('<circle cx="nan" r="1"/>'), 'mark.svg: cx="nan" of a <circle> is no number to use'),
        (
            drawn('<polygon points="1,2 3,4 5"/>'),
            "mark.svg: the points of a <polygon> are no three or more pairs of numbers",
        ),
    ],
)
def test_a_drawing_that_cannot_be_used_is_refused(drawing, message):
    with pytest.raises(identity.MarkError) as error:
        identity.inline(drawing)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "mark.svg cannot be read: No such file or directory"),
        (b"<svg>\xff</svg>", "mark.svg: the byte 0xFF is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, monkeypatch, data, message):
    monkeypatch.setattr(identity, "MARK", tmp_path / "mark.svg")
    if data is not None:
        identity.MARK.write_bytes(data)
    with pytest.raises(identity.MarkError) as error:
        published(tmp_path)
    assert str(error.value) == message


def test_an_attribute_stays_within_its_quotation_marks():
    shape = """<rect width="1" height="1" class='"a" &lt;b&gt;'/>"""
    (made,) = etree.fromstring(identity.inline(drawn(shape)))
    assert made.get("class") == '"a" <b>'


def test_letters_have_the_same_pixels_in_every_installation():
    # The pixels, not the file: how it is packed is up to the packer that Pillow brings.
    data = identity.card(MARK, "A name", "What it is.", colours.effective(None)["light"])
    assert hashlib.sha256(picture(data).convert("RGB").tobytes()).hexdigest() == (
        "5d2e692a2b23d17d6c6e0eb6610a1d4ddaf26d06b074357717282bb16f79dc42"
    )


def test_the_inline_mark_takes_the_colour_around_it():
    svg = etree.fromstring(identity.inline(MARK))
    assert svg.get("viewBox") == "0 0 24 24"
    assert [shape.get("fill") for shape in svg] == [None, None, None]
