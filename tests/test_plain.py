import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.blocks import (
    Bars,
    BarsRow,
    Bullets,
    Facts,
    FactsRow,
    Figure,
    Notice,
    Paragraph,
    Part,
    Quote,
    Report,
    Section,
    Table,
)
from scorer.plain import as_text

TABLE = Table(caption="Counts", head=("What", "n"), rows=(("Cooperation", "5"), ("a", "12")))


def report(*blocks):
    return Report(
        language="en-GB",
        instrument="Instrument",
        heading="Heading",
        sections=(Section(id="one", title="One", blocks=blocks),),
        footer=("First line.",),
        fingerprint="0123",
    )


def body(*blocks):
    text = as_text(report(*blocks))
    before = "Instrument: Heading\n===================\n\nOne\n---\n\n"
    after = f"\n\n{'-' * 80}\n\nFirst line.\n\nFingerprint of the framework: 0123\n"
    assert text.startswith(before)
    assert text.endswith(after)
    return text.removeprefix(before).removesuffix(after)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph(text="a\nb"), "a b"),
        (Paragraph(text="word " * 20), f"{('word ' * 16).strip()}\n{('word ' * 4).strip()}"),
        (Bullets(items=("a", "b")), "  - a\n  - b"),
        (Bullets(items=("a", "b"), numbered=True), "  1. a\n  2. b"),
        (Quote(label="You wrote", text="a\r\n\r\n  b"), "You wrote\n  | a\n  |\n  |   b"),
        (Quote(label=None, text="a"), "  | a"),
        (Notice(lead="Mind this", items=("a",)), "Mind this\n  - a"),
        (
            Facts(
                rows=(
                    FactsRow(term="Now", word="clear", value="6 of 8", text="So it is."),
                    FactsRow(term="Needs", word=None, value="3", text=""),
                )
            ),
            "Now: clear (6 of 8)\n  So it is.\nNeeds: 3",
        ),
        (TABLE, "Counts\nWhat          n\n-----------  --\nCooperation   5\na            12"),
        (Part(title="Part", blocks=(Paragraph(text="Inside."),)), "Part\n~~~~\n\nInside."),
    ],
)
def test_each_block_has_its_form(block, expected):
    assert body(block) == expected


def test_a_picture_stands_as_its_table():
    bars = Bars(
        title="T", description="D", most=1, series=("s",), rows=(BarsRow(label="a", values=(1,)),)
    )
    assert body(Figure(chart=bars, table=TABLE)) == body(TABLE)


def test_a_wide_table_breaks_lines_within_its_columns():
    table = Table(caption="Wide", head=("A", "B"), rows=(("one " * 15, "two " * 15),))
    assert body(table) == (
        "Wide\n"
        f"A{' ' * 40}B\n"
        f"{'-' * 39}  {'-' * 39}\n"
        f"{('one ' * 10).strip()}  {('two ' * 10).strip()}\n"
        f"{('one ' * 5).strip():<39}  {('two ' * 5).strip()}"
    )


def test_a_terminal_gets_no_command_that_was_typed():
    assert body(Quote(label=None, text="\x1b[2J\x9b2J\x07")) == "  | �[2J�2J�"


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=3), st.text(), st.text())
def test_no_line_is_longer_than_a_terminal(rows, label, typed):
    table = Table(caption=label, head=("A", "B", "C"), rows=tuple(rows))
    shown = as_text(report(table, Quote(label=label, text=typed), Paragraph(text=typed)))
    assert all(len(line) <= 80 for line in shown.split("\n"))


@given(st.text())
def test_a_quotation_keeps_every_character_but_spaces(typed):
    printable = "".join(character for character in typed if character.isprintable())
    found = "".join(
        line.removeprefix("  |") for line in body(Quote(label=None, text=printable)).split("\n")
    )
    assert "".join(found.split()) == "".join(printable.split())
