"""Words that mark issues, counted one by one, and in real speeches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures.salience import past_each_other, word_shares
from dissensus.measures.vocabulary import issue_words
from tests.measures.refusals import refused

WORDS = st.lists(st.sampled_from(["arms", "Arms", "army", "door", "open", "cold"]), max_size=12)


def _count(text: str, *words: str) -> int:
    return int(issue_words([text], {"issue": words})[0, 0])


@given(WORDS, st.sampled_from([" ", ", ", "\n", "  "]))
def test_whole_words_are_counted_in_either_case(words: list[str], between: str) -> None:
    text = between.join(words)
    assert _count(text, "arms") == sum(word.lower() == "arms" for word in words)
    assert _count(text, "ARM*") == sum(word.lower().startswith("arm") for word in words)
    assert _count(text, "door", "cold") == words.count("door") + words.count("cold")


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_texts_add_up(texts: list[list[str]]) -> None:
    told = {"arms": ["arms"], "door": ["open door", "door"], "none": []}
    apart = issue_words([" ".join(words) for words in texts], told)
    together = issue_words([" ; ".join(" ".join(words) for words in texts)], told)
    assert apart.shape == (len(texts), 3)
    assert apart.dtype == np.int64
    assert np.array_equal(apart.sum(axis=0), together[0])
    assert not apart[:, 2].any()


def test_a_stretch_of_text_counts_once_for_an_issue_and_for_each_issue() -> None:
    assert _count("The open  door, the\nopen\ndoor; a door.", "open door", "door", "open") == 3
    found = issue_words(["an open door"], {"enlargement": ["open door"], "trade": ["door"]})
    assert found.tolist() == [[1, 1]]


def test_the_longest_word_that_fits_is_counted() -> None:
    """Of two phrases of as many words it is the one with more letters."""
    assert _count("arms control treaty", "arms control", "arms", "control treaty") == 1
    assert _count("arms control treaty", "arms", "control treaty") == 2
    assert _count("cold wars", "cold war", "cold wars") == 1
    assert _count("cold wars", "cold war") == 0
    assert _count("START-2", "START", "2", "START-2") == 1


def test_what_a_word_is_made_of_is_taken_as_it_stands() -> None:
    assert _count("START and START-2, S-300 and S.300", "S-300", "start") == 3
    assert _count("a.b", "a?b") == 0
    assert _count("расширение, расширением, Расширения", "расширен*") == 3
    assert _count("élargissement, l'élargissement", "élargissement") == 2


def test_nothing_to_read() -> None:
    assert issue_words([], {"issue": ["a"]}).shape == (0, 1)
    assert issue_words(["a"], {}).shape == (1, 0)


def test_what_does_not_fit_is_refused() -> None:
    for wrong in ("*", "a*b", "**", "open * door"):
        part = "*" if wrong == "open * door" else wrong
        with refused(
            f"the vocabulary of 'x' holds {part!r}; a star stands at the end of a word, after a letter"
        ):
            issue_words([], {"x": [wrong]})
    for empty in ("", "  "):
        with refused("the vocabulary of 'x' holds an empty word; take it out"):
            issue_words([], {"x": ["a", empty]})


@pytest.mark.shared
def test_real_speeches_talk_past_each_other_within_bounds(shared: Path) -> None:
    """General Debate speeches of 2014: two plain words, counted by splitting the text, and what follows."""
    speeches = pl.read_parquet(shared / "data" / "ungd_rus_nato_1992_2024.parquet")
    chosen = speeches.filter(pl.col("year") == 2014).sort("iso3")
    texts = chosen["text"].to_list()
    found = issue_words(texts, {"Ukraine": ["Ukraine"], "climate": ["climate"]})
    slow = [
        [sum(word == wanted for word in _tokens(text)) for wanted in ("ukraine", "climate")] for text in texts
    ]
    assert found.tolist() == slow
    is_russia = (chosen["iso3"] == "RUS").to_numpy()
    shares = word_shares({"RUS": found[is_russia].sum(axis=0), "NATO": found[~is_russia].sum(axis=0)})
    assert 0 <= past_each_other(shares["RUS"], shares["NATO"]) <= 1


def _tokens(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() or letter == "_" else " " for letter in text.lower()).split()
