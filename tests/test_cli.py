import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorer import codebook
from scorer.answers import blank
from scorer.cli import main
from scorer.framework import canonical, fingerprint
from scorer.questions import forms
from scorer.samples import filled

CODEBOOK = str(Path(__file__).parent / "data" / "framework.json")
FRAMEWORK = codebook.load(Path(CODEBOOK).read_text(encoding="utf-8"))


@pytest.fixture
def answers(tmp_path, monkeypatch):
    """Return a function that saves answers to answers.json in the working directory."""
    monkeypatch.chdir(tmp_path)

    def save(values):
        data = json.loads(blank(FRAMEWORK, "leader", "short"))
        Path("answers.json").write_text(json.dumps(data | {"answers": values}), encoding="utf-8")
        return "answers.json"

    return save


def score(*options):
    return main(["score", *options, "--framework", CODEBOOK])


def test_text_is_the_default(answers, capsys):
    name = answers({"fp-01": 4})
    assert score(name) == 0
    default = capsys.readouterr()
    assert score(name, "--text") == 0
    assert capsys.readouterr() == default
    assert default.out.startswith("Leader self-assessment: your report\n")
    assert default.err == ""


def test_working_is_added_on_request(answers, capsys):
    name = answers({"fp-01": 4})
    score(name)
    short = capsys.readouterr().out
    score(name, "--working")
    assert "The working\n" in capsys.readouterr().out.removeprefix(short)


def test_json_is_the_result_alone(answers, capsys):
    assert score(answers({"fp-01": 4, "fp-04": 4, "fp-10": 4}), "--json") == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["areas"][0]["value"] == "4.0"
    assert captured.err == ""


def test_answers_can_come_from_standard_input(monkeypatch, capsys):
    text = blank(FRAMEWORK, "leader", "full")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert score("-", "--json") == 0
    assert json.loads(capsys.readouterr().out)["form"] == "full"


def test_html_is_written_to_a_file_or_to_standard_output(answers, capsys):
    name = answers({"fp-01": 4})
    assert score(name, "--html", "me.html") == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "Written: me.html\n")
    assert score(name, "--html", "-") == 0
    assert capsys.readouterr().out.encode() == Path("me.html").read_bytes()


def test_the_report_never_replaces_the_answers(answers, capsys):
    name = answers({"fp-01": 4})
    before = Path(name).read_bytes()
    assert score(name, "--html", f"./{name}") == 2
    assert capsys.readouterr().err == (
        "error: --html ./answers.json would replace your answers; choose another name\n"
    )
    assert Path(name).read_bytes() == before


def test_without_jinja2_the_html_report_says_what_to_install(answers, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    # The modules that import it may be there from an earlier test.
    for name in ("scorer.report", "scorer.render"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    assert score(answers({}), "--html", "me.html") == 2
    assert capsys.readouterr().err == "error: --html needs jinja2: python -m pip install jinja2\n"


def test_every_problem_is_a_line_and_nothing_is_scored(answers, capsys):
    assert score(answers({"fp-01": 6, "fp-1": 3})) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        'answers.json: answers["fp-01"]: '
        "Expected a whole number from 1 (never) to 5 (almost always), got 6.\n"
        'answers.json: answers["fp-1"]: '
        'There is no such item. Did you mean "fp-01"? Rename or remove it.\n'
        "2 problems; nothing was scored.\n"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b'{"form": "\xff"}',
            "answers.json: byte 11: This is not UTF-8 text from here on. Save the file as UTF-8.\n",
        ),
        (
            b" " * 262_145,
            (
                "answers.json: The file is larger than 262,144 bytes, the most that an answers "
                "file may have. Choose a file that you saved from a questionnaire.\n"
            ),
        ),
        (
            b"\xef\xbb\xbf{}",
            (
                "answers.json: The file starts with a byte order mark. "
                'Save it as "UTF-8", not "UTF-8 with BOM".\n'
            ),
        ),
    ],
    ids=["not UTF-8", "too large", "byte order mark"],
)
def test_a_file_that_cannot_be_read_as_text_is_one_problem(answers, capsys, data, message):
    Path(answers({})).write_bytes(data)
    assert score("answers.json") == 1
    assert capsys.readouterr().err == message + "1 problem; nothing was scored.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["score", "missing.json", "--framework", CODEBOOK],
            (
                "cannot read missing.json: No such file or directory; "
                'check the name, or use "-" for standard input'
            ),
        ),
        (
            ["score", "answers.json", "--framework", "missing.json"],
            "cannot read missing.json: No such file or directory",
        ),
        (
            ["score", "answers.json", "--framework", "answers.json"],
            (
                'answers.json: format: expected "partnership-intelligence/framework", '
                'got "partnership-intelligence/answers"'
            ),
        ),
        (
            ["score", "answers.json", "--framework", "latin.json"],
            "latin.json: this is not UTF-8 text",
        ),
        (
            ["score", "answers.json", "--framework", CODEBOOK, "--html", "no/me.html"],
            "cannot write no/me.html: No such file or directory",
        ),
        (
            ["score", "answers.json", "--framework", CODEBOOK, "--json", "--working"],
            "--working goes with the text; JSON and HTML always hold the working",
        ),
        (
            ["blank", "lead", "--form", "short", "--framework", CODEBOOK],
            'there is no instrument "lead"; choose one of: leader',
        ),
        (
            ["blank", "leader", "--form", "long", "--framework", CODEBOOK],
            'there is no form "long"; choose one of: short, full',
        ),
        (
            ["score", "answers.json", "--framework", CODEBOOK, "--markdown"],
            'the report of "leader" has no Markdown; choose --html',
        ),
        (
            ["score", "answers.json", "--framework", CODEBOOK, "--markdown", "--working"],
            "--working goes with the text; JSON and HTML always hold the working",
        ),
        (
            ["compare", "answers.json", "none.json", "--framework", CODEBOOK],
            (
                "cannot read none.json: No such file or directory; "
                'check the name, or use "-" for standard input'
            ),
        ),
        (
            ["merge", "none.json"],
            (
                "cannot read none.json: No such file or directory; "
                'check the name, or use "-" for standard input'
            ),
        ),
    ],
    ids=range(12),
)
def test_a_command_that_cannot_run_says_why(answers, capsys, arguments, message):
    answers({})
    Path("latin.json").write_bytes(b"\xff")
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"error: {message}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rate"],
        ["score"],
        ["score", "a.json", "--json", "--text"],
        ["score", "a.json", "--json", "--markdown"],
        ["blank", "leader"],
        ["compare", "a.json"],
        ["merge"],
        ["minutes"],
        ["minutes", "a.json", "--members"],
    ],
    ids=" ".join,
)
def test_options_that_do_not_exist_or_fit_end_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: " in capsys.readouterr().err


def test_a_missing_codebook_says_how_to_get_one(monkeypatch, capsys):
    def missing():
        raise FileNotFoundError

    monkeypatch.setattr(codebook, "default_text", missing)
    codebook.default.cache_clear()
    message = (
        "error: scorer/framework.json is missing; build it, or name a codebook with --framework\n"
    )
    for arguments in (["codebook"], ["score", "answers.json"]):
        assert main(arguments) == 2
        assert capsys.readouterr().err == message


def test_blank_prints_a_file_to_fill_in(capsys):
    assert main(["blank", "leader", "--form", "full", "--framework", CODEBOOK]) == 0
    assert capsys.readouterr().out == blank(FRAMEWORK, "leader", "full")


def test_codebook_prints_the_codebook_as_it_is(monkeypatch, capsys):
    monkeypatch.setattr(codebook, "default_text", lambda: "{}\n")
    assert main(["codebook"]) == 0
    assert capsys.readouterr().out == "{}\n"


def test_help_teaches_with_examples(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert "score answers.json --working" in shown
    assert "exit codes:" in shown


def test_every_example_in_the_help_is_understood(capsys):
    from scorer.options import parser

    with pytest.raises(SystemExit):
        main(["--help"])
    marker = "python -m scorer "
    lines = [
        line.split(marker)[1] for line in capsys.readouterr().out.splitlines()[1:] if marker in line
    ]
    commands = [line.split("  ")[0].split(" < ")[0].split() for line in lines]
    assert len(commands) == 9
    for command in commands:
        parser().parse_args(command)


def test_the_module_runs_and_ignores_a_reader_that_leaves_early():
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "scorer", "blank", "leader", "--form", "full"]
    done = subprocess.run(
        [*command, "--framework", CODEBOOK],
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_is_utf_8_whatever_the_terminal_says(answers):
    done = subprocess.run(
        [sys.executable, "-m", "scorer", "score", answers({"fp-01": 4}), "--framework", CODEBOOK],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert "“I do thing 1.”" in done.stdout.decode()


OWN = codebook.default()


def write(name, instrument, form, given=None, framework=OWN, **about):
    """Save made-up answers as a file and return its name."""
    data = json.loads(filled(framework, instrument, form))
    if given is not None:
        data["answers"] = given
    Path(name).write_text(json.dumps(data | {"about": about}), encoding="utf-8")
    return name


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("instrument", "form", "heading"),
    [
        ("partnership-type", "both", "Partnership type: Your partnership’s pattern"),
        ("health", "meeting", "Partnership health check: Minutes of the meeting"),
    ],
)
def test_a_report_of_blocks_comes_as_text_markdown_html_and_json(capsys, instrument, form, heading):
    name = write("a.json", instrument, form)
    title, report = heading.split(": ")
    assert main(["score", name]) == 0
    assert capsys.readouterr().out.startswith(f"{heading}\n{'=' * len(heading)}\n")
    assert main(["score", name, "--markdown"]) == 0
    assert capsys.readouterr().out.startswith(f"# {report}\n\n{title}\n")
    assert main(["score", name, "--html", "-"]) == 0
    assert f"<title>{title}" in capsys.readouterr().out
    assert main(["score", name, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["instrument"] == instrument


@pytest.mark.usefixtures("here")
def test_working_is_refused_where_there_is_none(capsys):
    assert main(["score", write("a.json", "partnership-type", "now"), "--working"]) == 2
    assert capsys.readouterr().err == (
        'error: the report of "partnership-type" has no working to add\n'
    )


@pytest.mark.usefixtures("here")
def test_without_jinja2_a_report_of_blocks_says_what_to_install(capsys, monkeypatch):
    name = write("a.json", "partnership-type", "now")
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.delitem(sys.modules, "scorer.render", raising=False)
    assert main(["score", name, "--html", "me.html"]) == 2
    assert capsys.readouterr().err == "error: --html needs jinja2: python -m pip install jinja2\n"
    assert main(["score", name]) == 0


@pytest.mark.usefixtures("here")
def test_compare_prints_what_moved(capsys):
    short = dict.fromkeys(OWN.instrument("leader").form("short").items, 3)
    earlier = write("old.json", "leader", "short", short, date="2026-01-05")
    later = write("new.json", "leader", "short", short | {"fp-01": 4}, date="2026-11-21")
    assert main(["compare", earlier, later]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Leader self-assessment: What moved between two files\n")
    assert "Earlier file: 5 January 2026\n" in out
    assert "Both files answer 16 of the 16 questions that they share." in out
    assert main(["compare", earlier, later, "--json"]) == 0
    (part,) = json.loads(capsys.readouterr().out)["parts"]
    # Four answers of 3; then 4, 3, 3 and 3: 3.25, which shows as 3.3.
    assert part["scores"][0]["exact_after"] == "13/4"
    assert part["scores"][0]["change"] == "0.3"
    assert main(["compare", earlier, later, "--markdown"]) == 0
    assert capsys.readouterr().out.startswith("# What moved between two files\n")
    assert main(["compare", earlier, later, "--html", "moved.html"]) == 0
    assert capsys.readouterr().err == "Written: moved.html\n"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["old.json", "new.json"])
def test_a_comparison_replaces_neither_of_its_files(capsys, name):
    earlier, later = write("old.json", "leader", "short"), write("new.json", "leader", "short")
    before = Path(name).read_bytes()
    assert main(["compare", earlier, later, "--html", name]) == 2
    assert capsys.readouterr().err == (
        f"error: --html {name} would replace your answers; choose another name\n"
    )
    assert Path(name).read_bytes() == before


@pytest.mark.usefixtures("here")
def test_files_that_cannot_be_compared_are_one_problem_of_the_later(capsys):
    earlier = write("old.json", "leader", "short")
    later = write("new.json", "partnership-type", "now")
    assert main(["compare", earlier, later]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        'new.json: instrument: The files belong to two questionnaires, "leader" and '
        '"partnership-type". Choose two files of one questionnaire.\n'
        "1 problem; nothing was scored.\n"
    )


@pytest.mark.usefixtures("here")
def test_a_bad_file_of_a_comparison_is_named(capsys):
    earlier = write("old.json", "leader", "short", {"fp-01": 9})
    assert main(["compare", earlier, write("new.json", "leader", "short")]) == 1
    assert capsys.readouterr().err == (
        'old.json: answers["fp-01"]: '
        "Expected a whole number from 1 (never) to 5 (almost always), got 9.\n"
        "1 problem; nothing was scored.\n"
    )


def version(number, change):
    """Write a codebook of another version and return its name and what it holds."""
    data = json.loads(codebook.default_text())
    data["version"] = number
    change(data)
    data["sha256"] = fingerprint(data)
    name = f"{number}.json"
    Path(name).write_text(canonical(data), encoding="utf-8")
    return name, codebook.load(canonical(data))


def reword(data):
    data["areas"][0]["competencies"][0]["items"][0]["self"] = "I say it otherwise."


def retitle(data):
    data["title"] = "Another title"


@pytest.mark.usefixtures("here")
def test_a_file_of_an_earlier_version_is_scored_with_the_codebook_that_it_names(capsys):
    name, framework = version("0.9.0", reword)
    other, _ = version("0.8.0", retitle)
    answers = write("a.json", "leader", "short", framework=framework)
    assert main(["score", answers, "--framework", other, "--framework", name, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["framework"]["version"] == "0.9.0"
    assert main(["score", answers, "--framework", other]) == 1
    assert (
        "a.json: framework.version: The answers were given to another version. "
        'Expected "0.8.0", got "0.9.0".'
    ) in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_an_earlier_file_is_compared_with_one_of_our_own_version(capsys):
    name, framework = version("0.9.0", reword)
    earlier = write("old.json", "leader", "short", framework=framework)
    later = write("new.json", "leader", "short")
    assert main(["compare", earlier, later, "--framework", name, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["earlier"]["framework_version"] == "0.9.0"
    assert data["framework"]["version"] == OWN.version
    assert main(["compare", earlier, later]) == 1
    assert "old.json: framework.version: " in capsys.readouterr().err


def members(number):
    return [
        write(f"m{each}.json", "health", "full", id=f"{each:032x}", organisation=f"Org {each % 2}")
        for each in range(number)
    ]


@pytest.mark.usefixtures("here")
def test_merge_puts_the_files_of_members_together(capsys):
    names = members(6)
    assert main(["merge", *names]) == 0
    heading = "Partnership health check: How members see the partnership"
    assert capsys.readouterr().out.startswith(f"{heading}\n{'=' * len(heading)}\n")
    assert main(["merge", *names, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["format"], data["members"]) == ("partnership-intelligence/group", 6)
    assert main(["merge", *names, "--markdown"]) == 0
    assert capsys.readouterr().out.startswith("# How members see the partnership\n")


@pytest.mark.usefixtures("here")
def test_merge_with_too_few_members_ends_with_1(capsys):
    assert main(["merge", *members(4)]) == 1
    assert capsys.readouterr().out.startswith("Partnership health check: ")


@pytest.mark.usefixtures("here")
def test_merge_names_a_file_that_it_sets_aside_and_uses_the_rest(capsys):
    names = members(5)
    Path("bad.json").write_bytes(b"\xff{")
    other = write("other.json", "leader", "short")
    assert main(["merge", "bad.json", *names, other]) == 0
    out, err = capsys.readouterr()
    assert err.startswith(
        "Set aside: bad.json: This file cannot be read. line 1, column 1: Half a character "
        "stands here"
    )
    assert "Set aside: other.json: This file belongs to another questionnaire" in err
    assert "Cannot be read" in out
    # The report goes to all members: a file's name would tell who sent it.
    assert "bad.json" not in out
    assert "other.json" not in out


@pytest.mark.usefixtures("here")
def test_a_group_report_never_replaces_a_members_file(capsys):
    names = members(5)
    assert main(["merge", *names, "--html", names[3]]) == 2
    assert capsys.readouterr().err == (
        "error: --html m3.json would replace your answers; choose another name\n"
    )


@pytest.mark.usefixtures("here")
def test_minutes_are_printed_with_an_earlier_meeting_and_members(capsys):
    name = write("now.json", "health", "meeting", date="2026-11-21")
    earlier = write("then.json", "health", "meeting", date="2026-05-04")
    assert main(["minutes", name]) == 0
    alone = capsys.readouterr().out
    assert alone.startswith("Partnership health check: Minutes of the meeting\n")
    assert main(["minutes", name, "--earlier", earlier, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["earlier"] is not None
    assert main(["minutes", name, "--members", *members(5), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["members"] == 5


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("instrument", "form", "options", "message"),
    [
        (
            "leader",
            "short",
            [],
            (
                "a.json: instrument: Expected the minutes of a meeting, "
                'and this is a file of "leader".'
            ),
        ),
        (
            "health",
            "full",
            [],
            'a.json: form: Expected the minutes of a meeting, and this is the form "full".',
        ),
        (
            "health",
            "meeting",
            ["--earlier", "b.json"],
            (
                "b.json: earlier.instrument: "
                'Expected minutes of "health", and this is a file of "leader".'
            ),
        ),
    ],
    ids=["another instrument", "another form", "another earlier file"],
)
def test_a_file_that_holds_no_minutes_is_named(capsys, instrument, form, options, message):
    write("b.json", "leader", "short")
    assert main(["minutes", write("a.json", instrument, form), *options]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"{message}\n1 problem; nothing was scored.\n"


@pytest.mark.usefixtures("here")
def test_every_form_of_every_instrument_can_be_scored_when_blank(capsys):
    for instrument in OWN.instruments:
        for form in forms(instrument):
            assert main(["blank", instrument.id, "--form", form]) == 0
            Path("blank.json").write_text(capsys.readouterr().out, encoding="utf-8")
            assert main(["score", "blank.json"]) == 0
            assert capsys.readouterr().out.startswith(f"{instrument.title}: ")
