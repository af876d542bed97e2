from __future__ import annotations

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


def test_a_shape_that_cannot_be_drawn_as_pixels_is_refused():
    with pytest.raises(identity.MarkError) as error:
        identity.inline(drawn('<path d="M0 0h9"/>'))
    assert str(error.value) == "mark.svg holds <path>: only rect, circle and polygon"


def test_the_inline_mark_takes_the_colour_around_it():
    svg = etree.fromstring(identity.inline(MARK))
    assert svg.get("viewBox") == "0 0 24 24"
    assert [shape.get("fill") for shape in svg] == [None, None, None]
