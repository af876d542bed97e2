import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer import figurecolumns
from scorer.blocks import (
    Bars,
    BarsRow,
    Dots,
    DotsRow,
    Matrix,
    MatrixRow,
    Plane,
    PlaneMark,
    Point,
    Shift,
    ShiftRow,
    Side,
)
from scorer.figure import WIDEST, WIDTH, Box, Disc, KeyEntry, Place, Stroke, Text, percent, wrapped
from scorer.figureplane import Spot, spread
from scorer.figures import draw

WORDS = ("never", "rarely", "sometimes", "often", "almost always")
POINTS = tuple(Point(value=number, word=word) for number, word in enumerate(WORDS, start=1))
BARE = tuple(Point(value=number, word="") for number in range(1, 6))


def dots(*rows, points=POINTS):
    return draw(Dots(title="Title", description="Description", points=points, rows=rows))


def dots_row(**given):
    row = {"label": "Trust", "value": "3.8", "low": "3.3", "high": "4.2", "counts": ()}
    return DotsRow(**row | given)


def bars(series, *rows, most=8):
    rows = tuple(BarsRow(label=label, values=values) for label, values in rows)
    return draw(Bars(title="Title", description="Description", most=most, series=series, rows=rows))


def columns(*counts):
    return figurecolumns.draw(POINTS, counts, title="Title", description="Description")


def plane(*marks, cells=("Keep", "Lean on", "Leave", "Work on"), cut="2.5", low="less"):
    return draw(
        Plane(
            title="Title",
            description="Description",
            across=Side(title="Importance", low=low, high="more", start="1", end="3", cut=cut),
            up=Side(title="Strength", low="never", high="often", start="1", end="5", cut="3.5"),
            cells=cells,
            marks=tuple(
                PlaneMark(number=number, label=f"Mark {number}", across=across, up=up)
                for number, (across, up) in enumerate(marks, start=1)
            ),
        )
    )


def shift(*rows):
    rows = tuple(ShiftRow(label="Trust", before=before, after=after) for before, after in rows)
    names = ("May", "June")
    return draw(Shift(title="Title", description="D", points=POINTS, names=names, rows=rows))


def matrix(columns, *rows):
    rows = tuple(MatrixRow(label="Row", counts=counts) for counts in rows)
    return draw(Matrix(title="Title", description="D", columns=columns, rows=rows))


def found(drawing, kind, style):
    return [s for s in drawing.shapes if isinstance(s, kind) and style in s.style.split()]


def said(drawing, style):
    return [shape.text for shape in found(drawing, Text, style)]


# All


ALL = {
    "dots": dots(dots_row(counts=(0, 1, 2, 9, 0)), dots_row(value=None, low=None, high=None)),
    "bars": bars(("now", "needs"), ("Competition", (1, 0)), ("Cooperation", (5, 2))),
    "columns": columns(0, 1, 2, 4, 3),
    "plane": plane(("3", "4.0"), ("1", "1"), ("3", "4.0")),
    "shift": shift(("2.3", "3.6"), (None, "4.0")),
    "matrix": matrix(("Empathy", "Motivation"), (1, 0), (0, 12)),
}


@pytest.mark.parametrize("drawing", ALL.values(), ids=ALL.keys())
def test_everything_stands_within_the_height(drawing):
    assert (drawing.title, bool(drawing.description)) == ("Title", True)
    for shape in drawing.shapes:
        ends = [shape.y1, shape.y2] if isinstance(shape, Stroke) else [shape.y]
        if isinstance(shape, Box):
            ends.append(shape.y + shape.height)
        if isinstance(shape, Place):
            ends = [shape.y + inner.y for inner in shape.shapes if isinstance(inner, Disc)]
        assert all(0 <= end <= drawing.height for end in ends)


@pytest.mark.parametrize(
    ("hundredths", "text"), [(0, "0%"), (800, "8%"), (4550, "45.5%"), (6667, "66.67%")]
)
def test_places_across_are_percentages_without_needless_zeros(hundredths, text):
    assert percent(hundredths) == text


def test_long_labels_go_on_over_lines_and_an_empty_one_has_a_line():
    assert wrapped("Capacity to act through partner agencies", 32) == [
        "Capacity to act through partner",
        "agencies",
    ]
    assert wrapped("", 32) == [""]


# Dots


def test_a_score_stands_on_its_interval():
    drawing = dots(dots_row())
    # 3.8 is 2.8 of 4 steps: 8 + 0.7 * 84.
    assert [dot.x for dot in found(drawing, Disc, "pi-chart__dot")] == ["66.8%"]
    (interval,) = found(drawing, Box, "pi-chart__interval")
    assert (interval.x, interval.width) == ("56.3%", "18.9%")
    assert said(drawing, "pi-chart__value") == ["3.8"]


def test_a_row_without_a_score_says_so_and_has_no_dot():
    drawing = dots(dots_row(value=None, low=None, high=None))
    assert said(drawing, "pi-chart__value") == ["no score"]
    assert found(drawing, Disc, "pi-chart__dot") == []
    assert drawing.key == ()


def test_each_answer_is_a_mark_in_rows_of_six():
    drawing = dots(dots_row(counts=(0, 0, 0, 8, 1)))
    marks = found(drawing, Disc, "pi-chart__mark")
    assert [(mark.x, mark.dx) for mark in marks] == [
        *(("71%", dx) for dx in (-20, -12, -4, 4, 12, 20)),
        *(("71%", dx) for dx in (-4, 4)),
        ("92%", 0),
    ]
    assert marks[6].y - marks[0].y == 8


def test_the_key_names_what_is_drawn():
    assert [entry.text for entry in dots(dots_row()).key] == [
        "the score",
        "its interval: where it may lie",
    ]
    plain = dots_row(low=None, high=None, counts=(1, 0, 0, 0, 0))
    assert [entry.text for entry in dots(plain).key] == ["the score", "one answer"]


def test_the_scale_has_its_words_below_its_numbers_one_a_line():
    assert said(dots(dots_row()), "pi-chart__word") == [*WORDS[:4], "almost", "always"]
    assert said(dots(dots_row(), points=BARE), "pi-chart__word") == []
    assert said(dots(dots_row(), points=BARE), "pi-chart__number") == ["1", "2", "3", "4", "5"]


def test_a_whole_is_bold_and_its_dot_larger():
    drawing = dots(dots_row(strong=True), dots_row())
    assert len(found(drawing, Text, "pi-chart__label--area")) == 1
    assert [dot.radius for dot in found(drawing, Disc, "pi-chart__dot")] == ["7", "6"]


def test_the_scale_reaches_from_8_to_92_percent_with_equal_steps_whatever_its_ends():
    numbers = found(dots(dots_row()), Text, "pi-chart__number")
    assert [number.x for number in numbers] == ["8%", "29%", "50%", "71%", "92%"]
    points = tuple(Point(value=value, word="") for value in range(7))
    drawing = dots(dots_row(value="3.0", low="2.0", high="4.0"), points=points)
    numbers = found(drawing, Text, "pi-chart__number")
    assert [n.x for n in numbers] == ["8%", "22%", "36%", "50%", "64%", "78%", "92%"]
    assert [dot.x for dot in found(drawing, Disc, "pi-chart__dot")] == ["50%"]


@pytest.mark.parametrize(
    ("value", "low", "high", "drawn"),
    [("1.0", "1.0", "1.4", ("8%", "8%", "8.4%")), ("5.0", "4.6", "5.0", ("92%", "83.6%", "8.4%"))],
)
def test_a_score_at_either_end_stays_inside_the_chart(value, low, high, drawn):
    drawing = dots(dots_row(value=value, low=low, high=high))
    (dot,) = found(drawing, Disc, "pi-chart__dot")
    (interval,) = found(drawing, Box, "pi-chart__interval")
    assert (dot.x, interval.x, interval.width) == drawn


def test_rows_do_not_overlap_and_the_axis_comes_last():
    drawing = dots(*(dots_row(label=name, counts=(0, 1, 0, 8, 1)) for name in "abc"))
    marks = [mark.y for mark in found(drawing, Disc, "pi-chart__mark")]
    labels = [label.y for label in found(drawing, Text, "pi-chart__label")]
    (axis,) = found(drawing, Stroke, "pi-chart__axis")
    ends = [max(marks[row * 10 : row * 10 + 10]) for row in range(3)]
    assert all(end + 3 < y - 14 for end, y in zip(ends, labels[1:], strict=False))
    assert ends[-1] < axis.y1 < drawing.height


# Columns


def test_columns_are_as_tall_as_their_counts_and_stand_on_the_axis():
    drawing = columns(0, 1, 2, 4, 3)
    drawn = found(drawing, Box, "pi-chart__bar")
    (axis,) = found(drawing, Stroke, "pi-chart__axis")
    assert [column.height for column in drawn] == [0, 18, 36, 72, 54]
    assert {column.y + column.height for column in drawn} == {axis.y1}
    assert said(drawing, "pi-chart__number")[:5] == ["0", "1", "2", "4", "3"]
    # A quarter of the way to the next point at either side of its own.
    assert (drawn[0].x, drawn[0].width, axis.x1, axis.x2) == ("2.75%", "10.5%", "2.75%", "97.25%")


def test_a_single_answer_beside_many_is_still_seen():
    assert found(columns(0, 1, 0, 1000, 0), Box, "pi-chart__bar")[1].height == 1


def test_without_answers_all_columns_are_flat():
    drawn = found(columns(0, 0, 0, 0, 0), Box, "pi-chart__bar")
    assert [column.height for column in drawn] == [0, 0, 0, 0, 0]


# Bars


def test_a_bar_is_as_long_as_its_count_and_has_it_at_its_end():
    drawing = bars(("answers",), ("Cooperation", (6,)))
    (bar,) = found(drawing, Box, "pi-chart__series--1")
    (count,) = found(drawing, Text, "pi-chart__count")
    # 6 of 8 of 60 %.
    assert (bar.x, bar.width) == ("0", "45%")
    assert (count.x, count.text) == ("45%", "6")
    assert drawing.key == ()


def test_nought_has_its_number_and_no_bar():
    drawing = bars(("answers",), ("Cooperation", (0,)))
    assert found(drawing, Box, "pi-chart__series") == []
    assert said(drawing, "pi-chart__count") == ["0"]


def test_series_with_short_names_are_named_at_each_bar():
    drawing = bars(("now", "needs"), ("Cooperation", (5, 0)))
    assert said(drawing, "pi-chart__name") == ["now", "needs"]
    assert drawing.key == ()


def test_series_with_long_names_have_a_key_and_are_filled_differently():
    drawing = bars(("what it is like now", "b", "c", "d", "e"), ("Cooperation", (1, 2, 3, 4, 5)))
    assert said(drawing, "pi-chart__name") == []
    assert [(entry.style, entry.text) for entry in drawing.key][:2] == [
        ("bar pi-key__bar--1", "what it is like now"),
        ("bar pi-key__bar--2", "b"),
    ]
    styles = [box.style.split("--")[1] for box in found(drawing, Box, "pi-chart__series")]
    assert styles == ["1", "2", "3", "4", "1"]


# Plane


def test_a_plane_has_its_cells_in_the_corners_and_its_axes_in_words():
    drawing = plane(("1", "1"))
    assert said(drawing, "pi-chart__cell--start") == ["Keep", "Leave"]
    assert said(drawing, "pi-chart__cell--end") == ["Lean on", "Work on"]
    keep, lean_on, leave, _ = found(drawing, Text, "pi-chart__cell")
    assert keep.y == lean_on.y < leave.y
    assert said(drawing, "pi-chart__label") == [
        "Up: Strength, from never to often",
        "Across: Importance, from less to more",
    ]
    assert said(plane(low=""), "pi-chart__label")[1] == "Across: Importance"
    assert said(drawing, "pi-chart__scale") == ["1", "3.5", "5"]
    assert said(drawing, "pi-chart__number") == ["1", "2.5", "3"]


def test_the_cuts_stand_at_their_values():
    across, up = found(plane(), Stroke, "pi-chart__cut")
    # 2.5 is three quarters of 1 to 3: 15 + 0.75 * 80; 3.5 is 5/8 of 264 pixels up.
    assert (across.x1, across.x2) == ("75%", "75%")
    top = found(plane(), Text, "pi-chart__scale")[2].y
    assert up.y1 == up.y2 == top - 5 + 264 - 165


def test_a_name_goes_on_over_lines_in_a_narrow_cell():
    cells = ("Keep", "Lean on what is there", "Leave", "Work on")
    # The cell is a quarter of 288 pixels wide: eight characters beside the edges.
    assert said(plane(cells=cells), "pi-chart__cell--end") == [
        "Lean on",
        "what is",
        "there",
        "Work on",
    ]


def test_marks_have_their_numbers_and_a_key():
    drawing = plane(("1", "5"), ("3", "1"))
    places = [shape for shape in drawing.shapes if isinstance(shape, Place)]
    assert [place.x for place in places] == ["15%", "95%"]
    assert places[1].y - places[0].y == 264
    assert [place.shapes[1].text for place in places] == ["1", "2"]
    assert drawing.numbered == (
        KeyEntry(style="place", sign="1", text="Mark 1"),
        KeyEntry(style="place", sign="2", text="Mark 2"),
    )
    assert said(drawing, "pi-chart__name") == []


def test_marks_at_one_place_stand_side_by_side_with_a_thread():
    drawing = plane(("2", "3"), ("2", "3"))
    thread, *marks = (shape for shape in drawing.shapes if isinstance(shape, Place))
    assert [place.x for place in (thread, *marks)] == ["55%"] * 3
    first, second = (mark.shapes[0] for mark in marks)
    assert (first.x, first.y) == ("0", 0)
    assert max(abs(int(second.x)), abs(second.y)) >= 26
    assert thread.shapes[0].x2 == second.x
    assert said(drawing, "pi-chart__name") == ["Marks at one place stand side by side."]


PLACES = st.tuples(st.integers(0, 20), st.integers(0, 40))
CUT = Spot(x=7500, y=165)


def spots(places):
    return [Spot(x=1500 + 400 * x, y=60 + 264 * y // 40) for x, y in places]


@given(st.lists(PLACES, max_size=6))
def test_few_marks_stand_clear_of_each_other_at_any_width(places):
    for one, other in itertools.combinations(spread(spots(places), CUT, top=60, bottom=324), 2):
        if abs(one.y + one.dy - other.y - other.dy) < 26:
            for width in range(WIDTH, WIDEST + 1, 16):
                gap = (one.x - other.x) * width / 10000 + one.dx - other.dx
                assert abs(gap) >= 26


@given(st.lists(PLACES, max_size=16))
def test_no_mark_leaves_its_cell_or_the_frame(places):
    for spot in spread(spots(places), CUT, top=60, bottom=324):
        assert 60 <= spot.y + spot.dy <= 324
        assert (spot.y + spot.dy <= CUT.y) == (spot.y <= CUT.y)
        for width in (WIDTH, WIDEST):
            x = spot.x * width / 10000 + spot.dx
            assert 0.1 * width + 11 <= x <= width - 11
            assert (x >= CUT.x * width / 10000) == (spot.x >= CUT.x)


@pytest.mark.parametrize(("marks", "clear"), [(12, True), (16, False)])
def test_marks_overlap_only_where_their_cell_is_full(marks, clear):
    shifted = spread([Spot(x=9500, y=126)] * marks, CUT, top=60, bottom=324)
    apart = [
        max(abs(one.dx - other.dx), abs(one.dy - other.dy))
        for one, other in itertools.combinations(shifted, 2)
    ]
    assert min(apart) == (26 if clear else 13)


# Shift


def test_a_score_moves_from_a_hollow_dot_to_a_filled_one():
    drawing = shift(("2", "3"))
    (line,) = found(drawing, Stroke, "pi-chart__move")
    (before,) = found(drawing, Disc, "pi-chart__before")
    (after,) = found(drawing, Disc, "pi-chart__after")
    assert (line.x1, line.x2) == (before.x, after.x) == ("29%", "50%")
    assert said(drawing, "pi-chart__value") == ["2 → 3"]
    assert [(entry.style, entry.text) for entry in drawing.key] == [
        ("before", "May"),
        ("after", "June"),
    ]


def test_a_score_that_stayed_shows_both_dots_one_in_the_other():
    drawing = shift(("2", "2"))
    before, after = (found(drawing, Disc, f"pi-chart__{s}")[0] for s in ("before", "after"))
    assert (before.x, before.y) == (after.x, after.y)
    assert int(before.radius) > int(after.radius) + 2
    assert drawing.shapes.index(before) < drawing.shapes.index(after)


@pytest.mark.parametrize(
    ("before", "after", "value", "dots"),
    [
        (None, "3.0", "no score → 3.0", ["after"]),
        ("3.0", None, "3.0 → no score", ["before"]),
        (None, None, "no score → no score", []),
    ],
)
def test_a_missing_score_has_no_dot_and_no_line(before, after, value, dots):
    drawing = shift((before, after))
    assert said(drawing, "pi-chart__value") == [value]
    assert found(drawing, Stroke, "pi-chart__move") == []
    drawn = [style for style in ("before", "after") if found(drawing, Disc, f"pi-chart__{style}")]
    assert drawn == dots


# Matrix


def test_a_count_is_a_circle_with_its_number_and_nothing_is_a_dash():
    drawing = matrix(("A", "B"), (3, 0))
    (circle,) = found(drawing, Disc, "pi-chart__circle")
    assert circle.x == "25%"
    assert said(drawing, "pi-chart__number") == ["3"]
    (dash,) = found(drawing, Text, "pi-chart__none")
    assert (dash.x, dash.text) == ("75%", "–")


def test_the_area_of_a_circle_grows_with_the_count():
    circles = found(matrix(("A", "B", "C"), (16, 9, 4)), Disc, "pi-chart__circle")
    # 16 is the radius of the most; a circle is never too small for its number.
    assert [circle.radius for circle in circles] == ["16", "12", "9"]
    circles = found(matrix(("A", "B", "C"), (300, 10, 100)), Disc, "pi-chart__circle")
    assert [circle.radius for circle in circles] == ["16", "11", "14"]


def test_one_answer_is_no_large_circle():
    assert found(matrix(("A",), (1,)), Disc, "pi-chart__circle")[0].radius == "9"


def test_short_names_stand_on_one_line_over_their_columns():
    heads = found(matrix(("Empathy", "Skill"), (1, 1)), Text, "pi-chart__head")
    assert [(head.x, head.text) for head in heads] == [("25%", "Empathy"), ("75%", "Skill")]
    assert heads[0].y == heads[1].y


def test_names_too_long_for_their_columns_stand_in_two_storeys():
    columns = ("Self-awareness", "Self-regulation", "Motivation", "Empathy", "Social skill")
    heads = found(matrix(columns, (1, 1, 1, 1, 1)), Text, "pi-chart__head")
    assert [head.text for head in heads] == list(columns)
    upper, lower = {head.y for head in heads[::2]}, {head.y for head in heads[1::2]}
    assert len(upper) == len(lower) == 1
    assert upper.pop() < lower.pop()
    # The first and the last would stick out of the picture.
    assert [head.x for head in heads] == ["0", "30%", "50%", "70%", "100%"]
