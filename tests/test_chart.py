from dataclasses import replace
from pathlib import Path

from scorer import chart, codebook
from scorer.chart import Line
from scorer.framework import ScalePoint
from scorer.result import AreaScore, CompetencyScore

SCALE = codebook.load(
    (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
).scale("frequency")

AREA = AreaScore(
    id="fp",
    answered=4,
    of=4,
    exact="15/4",
    value="3.8",
    word="often",
    low="3.3",
    high="4.2",
    lowest=2,
    highest=5,
    counts=(0, 1, 0, 2, 1),
    rule=None,
    competencies=(),
)
WITHHELD = CompetencyScore(
    id="shared-vision",
    answered=1,
    of=3,
    exact=None,
    value=None,
    word=None,
    low=None,
    high=None,
    lowest=4,
    highest=4,
    counts=(0, 0, 0, 1, 0),
    rule="too_few_items",
)


def row_of(score):
    return chart.dots(SCALE, [("Focus on purpose", score)], title="").rows[0]


def test_the_scale_reaches_from_8_to_92_percent_with_equal_steps():
    found = chart.dots(SCALE, [("Focus on purpose", AREA)], title="")
    assert [tick.x for tick in found.ticks] == ["8%", "29%", "50%", "71%", "92%"]
    assert (found.start, found.end) == ("8%", "92%")


def test_the_dot_and_the_interval_stand_at_the_numbers_that_are_shown():
    row = row_of(AREA)
    # 3.8 is 2.8 of 4 steps: 8 + 0.7 * 84.
    assert row.dot == "66.8%"
    assert (row.start, row.length) == ("56.3%", "18.9%")
    assert row.value == "3.8"


def test_a_score_at_either_end_stays_inside_the_chart():
    low = row_of(replace(AREA, value="1.0", low="1.0", high="1.4"))
    high = row_of(replace(AREA, value="5.0", low="4.6", high="5.0"))
    assert (low.dot, low.start, low.length) == ("8%", "8%", "8.4%")
    assert (high.dot, high.start, high.length) == ("92%", "83.6%", "8.4%")


def test_there_is_one_mark_an_answer_centred_under_its_point():
    marks = row_of(AREA).marks
    assert [(mark.x, mark.dx) for mark in marks] == [
        ("29%", 0),
        ("71%", -4),
        ("71%", 4),
        ("92%", 0),
    ]


def test_more_than_six_marks_continue_on_a_second_line():
    marks = row_of(replace(AREA, counts=(0, 0, 8, 0, 0))).marks
    assert [mark.dx for mark in marks] == [-20, -12, -4, 4, 12, 20, -4, 4]
    assert {mark.y - marks[0].y for mark in marks[:6]} == {0}
    assert {mark.y - marks[0].y for mark in marks[6:]} == {8}


def test_a_withheld_score_has_marks_but_no_dot():
    row = row_of(WITHHELD)
    assert (row.dot, row.start, row.length, row.value) == (None, None, None, "no score")
    assert [mark.x for mark in row.marks] == ["71%"]


def test_rows_do_not_overlap_and_the_axis_comes_last():
    scores = [("Area", AREA), ("One", AREA), ("Two", WITHHELD), ("Three", AREA)]
    found = chart.dots(SCALE, scores, title="")
    ends = [max(mark.y for mark in row.marks) for row in found.rows]
    starts = [row.label[0].y - 14 for row in found.rows]
    assert all(end + 3 < start for end, start in zip(ends, starts[1:], strict=False))
    assert ends[-1] < found.axis_y < found.height
    assert [row.is_area for row in found.rows] == [True, False, False, False]


def test_a_long_label_is_broken_into_lines():
    row = chart.dots(SCALE, [("A name that is much too long for a telephone", AREA)], title="").rows
    assert [line.text for line in row[0].label] == [
        "A name that is much too long for",
        "a telephone",
    ]
    assert row[0].label[1].y - row[0].label[0].y == 16


def test_a_word_of_two_parts_stands_on_two_lines_so_that_it_fits_a_narrow_screen():
    tick = chart.dots(SCALE, [("Area", AREA)], title="").ticks[4]
    assert tick.number.text == "5"
    assert [line.text for line in tick.words] == ["almost", "always"]


def test_the_description_has_every_number_of_the_picture():
    found = chart.dots(SCALE, [("Area", AREA), ("Shared vision", WITHHELD)], title="Area: often")
    assert found.title == "Area: often"
    assert found.description == (
        "Area: 3.8, interval 3.3 to 4.2. "
        "Answers: never 0, rarely 1, sometimes 0, often 2, almost always 1. "
        "Shared vision: no score. "
        "Answers: never 0, rarely 0, sometimes 0, often 1, almost always 0."
    )


def test_a_scale_that_does_not_start_at_1_is_placed_from_its_own_ends():
    points = tuple(ScalePoint(value=value, word=str(value)) for value in range(7))
    score = replace(AREA, value="3.0", low="2.0", high="4.0", counts=(0,) * 7)
    found = chart.dots(replace(SCALE, points=points), [("Area", score)], title="")
    assert [tick.x for tick in found.ticks] == ["8%", "22%", "36%", "50%", "64%", "78%", "92%"]
    assert (found.rows[0].dot, found.rows[0].start, found.rows[0].length) == ("50%", "36%", "28%")


def test_bars_are_as_tall_as_their_counts_and_stand_on_the_axis():
    found = chart.bars(SCALE, (0, 1, 2, 4, 3), title="Spread")
    assert [bar.height for bar in found.bars] == [0, 18, 36, 72, 54]
    assert {bar.y + bar.height for bar in found.bars} == {found.axis_y}
    assert [bar.label.lines[0].text for bar in found.bars] == ["0", "1", "2", "4", "3"]
    assert (found.bars[0].x, found.width, found.bars[0].label.x) == ("2.75%", "10.5%", "8%")


def test_a_single_answer_beside_many_is_still_seen():
    assert chart.bars(SCALE, (0, 1, 0, 1000, 0), title="").bars[1].height == 1


def test_no_answers_give_flat_bars():
    found = chart.bars(SCALE, (0, 0, 0, 0, 0), title="")
    assert [bar.height for bar in found.bars] == [0, 0, 0, 0, 0]
    assert found.bars[0].label.lines == (Line(y=90, text="0"),)
