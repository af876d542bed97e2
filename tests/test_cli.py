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
    monkeypatch.delitem(sys.modules, "scorer.report", raising=False)
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
    ],
    ids=range(8),
)
def test_a_command_that_cannot_run_says_why(answers, capsys, arguments, message):
    answers({})
    Path("latin.json").write_bytes(b"\xff")
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"error: {message}\n")


@pytest.mark.parametrize(
    "arguments",
    [[], ["rate"], ["score"], ["score", "a.json", "--json", "--text"], ["blank", "leader"]],
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
    assert len(commands) == 6
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
