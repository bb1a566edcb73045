"""The console sessions of the pages: what is written there is what the commands print."""

from __future__ import annotations

from tools import console

from tests.house.documents import DOCS, read


def test_getting_started_goes_as_it_says() -> None:
    page = read(DOCS / "getting-started.md")
    assert console.replayed(page) == page, "run `python -m tools.generated` and read what changed"


def test_a_session_that_goes_otherwise_is_seen() -> None:
    page = "```console\n$ echo one; echo two >&2\none\n```\n"
    assert console.replayed(page) == "```console\n$ echo one; echo two >&2\none\ntwo\n```\n"


def test_the_folder_of_a_session_is_left_out() -> None:
    assert console.replayed("```console\n$ pwd\n```") == "```console\n$ pwd\n...\n```"
