"""Words that mark issues in texts: how often a text uses those of each issue's vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Ints

STEM = "*"
"""At the end of a word of a vocabulary: whatever begins with it, for languages that inflect."""


def issue_words(texts: Sequence[str], vocabularies: Mapping[str, Sequence[str]]) -> Ints:
    """How often each text uses the words of each issue.

    Words count whole, in either case, and a phrase of several words in whatever white space; `missile*`
    stands for all that begins so. Of the words of one vocabulary the longest that fits is counted, and no
    stretch of text counts twice for an issue; it may count for two issues that share a word.

    Parameters
    ----------
    texts : T of them, of any language; vocabularies hold the words of every language to be read.
    vocabularies : by issue, its words and phrases.

    Returns
    -------
    int64 (T, I), in the order given: what `salience.word_shares` takes, summed over a period or not.

    Raises
    ------
    MeasureError : a word is empty, or a star stands somewhere else than at the end of a word.

    Examples
    --------
    >>> spoken = ["The open door stays open; missiles do not.", "Расширение НАТО"]
    >>> issue_words(spoken, {"enlargement": ["open door", "расширен*"], "arms": ["missile*", "do"]})
    array([[1, 2],
           [1, 0]])

    Counting the words of a topic, and what it leaves out: [GrimmerStewart2013]_.
    """
    patterns = [_pattern(issue, words) for issue, words in vocabularies.items()]
    counts = [[sum(1 for _ in pattern.finditer(text)) for pattern in patterns] for text in texts]
    return np.array(counts, dtype=np.int64).reshape(len(texts), len(patterns))


def _pattern(issue: str, words: Sequence[str]) -> re.Pattern[str]:
    """What finds any of the words; an empty vocabulary finds nothing."""
    longest_first = sorted({tuple(phrase.split()) for phrase in words}, key=_length)
    told = "|".join(r"\s+".join(_word(issue, word) for word in phrase) for phrase in longest_first)
    if () in longest_first:
        raise MeasureError(f"the vocabulary of {issue!r} holds an empty word; take it out")
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)" if told else r"(?!)", re.IGNORECASE)


def _length(phrase: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return -len(phrase), -sum(map(len, phrase)), phrase


def _word(issue: str, word: str) -> str:
    stem = word.removesuffix(STEM)
    if not stem or STEM in stem:
        raise MeasureError(
            f"the vocabulary of {issue!r} holds {word!r}; a star stands at the end of a word, after a letter"
        )
    return re.escape(stem) + (r"\w*" if word.endswith(STEM) else "")
