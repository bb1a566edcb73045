"""The console sessions of the pages: what is written there is what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import console, generated

from tests.house.documents import pages, read


@pytest.mark.parametrize("path", generated.SESSIONS, ids=lambda path: path.stem)
def test_a_page_goes_as_it_says(path: Path) -> None:
    page = read(path)
    assert console.replayed(page) == page, "run `python -m tools.generated` and read what changed"


def test_every_tutorial_with_sessions_is_run_again() -> None:
    tutorials = {path for path in pages() if path.parent.name == "tutorials"}
    assert {path for path in tutorials if "```console\n" in read(path)} <= set(generated.SESSIONS)


def test_a_block_with_a_caption_is_a_file() -> None:
    page = "```{code-block} yaml\n:caption: a/b.yaml\n\nx: 1\n```\n\n```console\n$ cat a/b.yaml\nx: 1\n```\n"
    assert console.replayed(page) == page
    with pytest.raises(AssertionError, match="its own files only"):
        console.replayed(page.replace("a/b.yaml", "../b.yaml"))


def test_a_session_that_goes_otherwise_is_seen() -> None:
    page = "```console\n$ echo one; echo two >&2\none\n```\n"
    assert console.replayed(page) == "```console\n$ echo one; echo two >&2\none\ntwo\n```\n"


def test_the_folder_of_a_session_is_left_out() -> None:
    assert console.replayed("```console\n$ pwd\n```") == "```console\n$ pwd\n...\n```"
