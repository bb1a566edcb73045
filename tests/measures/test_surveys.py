"""Surveys: intervals as published, differences option by option, and that nothing here is a prediction."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from dissensus.domain.polls import POLL_KINDS, Poll, PollResult
from dissensus.domain.texts import Text
from dissensus.measures import surveys
from dissensus.measures.surveys import (
    OptionDifference,
    SurveyDifference,
    View,
    actual_differences,
    difference_interval,
    views_of_the_other,
    wilson,
)
from tests.measures.refusals import refused

PERCENT = st.integers(0, 100)
OPTIONS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 25), max_size=4)
NOT_PUBLISHED = "it is not published how many were asked"


def _poll(*results: tuple[str, int | None, dict[str, float]], kind: str = "parallel") -> Poll:
    return Poll(
        id="P1",
        kind=kind,
        question=Text.of({"en": "Who?"}),
        results=tuple(
            PollResult(population=Text.of({"en": name}), n=n, percent=tuple(percent.items()))
            for name, n, percent in results
        ),
    )


def _pair(one: dict[str, float], other: dict[str, float], n: int | None = None) -> SurveyDifference:
    (found,) = actual_differences(_poll(("US", n, one), ("RU", n, other)))
    return found


@pytest.mark.parametrize(
    ("first", "second", "interval"),
    [((56, 70), (48, 80), (0.0524, 0.3339)), ((9, 10), (3, 10), (0.1705, 0.8090))],
)
def test_the_interval_of_a_difference_as_published(
    first: tuple[int, int], second: tuple[int, int], interval: tuple[float, float]
) -> None:
    """Newcombe (1998), table II, method 10."""
    shares = first[0] / first[1], second[0] / second[1]
    found = difference_interval(shares, (first[1], second[1]), level=0.95)
    assert found == pytest.approx(interval, abs=5e-5)
    turned = difference_interval(shares[::-1], (second[1], first[1]), level=0.95)
    assert turned == pytest.approx((-found[1], -found[0]))


@given(
    st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.sampled_from([0.5, 0.9]),
)
def test_the_interval_of_a_share_is_scipys(counts: tuple[int, int], level: float) -> None:
    k, n = counts
    theirs = binomtest(k, n).proportion_ci(confidence_level=level, method="wilson")
    assert wilson(k / n, n, level=level) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(PERCENT, PERCENT, st.integers(1, 5000), st.integers(1, 5000))
def test_the_interval_of_a_difference_holds_it_and_narrows(a: int, b: int, m: int, n: int) -> None:
    low, high = difference_interval((a / 100, b / 100), (m, n))
    assert -1 <= low <= (a - b) / 100 + 1e-12
    assert (a - b) / 100 - 1e-12 <= high <= 1
    wider = difference_interval((a / 100, b / 100), (m, n), level=0.95)
    assert wider[0] <= low + 1e-12
    assert high <= wider[1] + 1e-12
    assert wilson(a / 100, m) == wilson(a / 100, m, level=0.9)


def test_a_question_put_to_both() -> None:
    found = _pair({"partner": 78, "rival": 18, "ally": 2}, {"rival": 50, "partner": 37}, 1000)
    assert (found.poll, [each.best("en") for each in found.populations]) == ("P1", ["US", "RU"])
    assert found.n == (1000, 1000)
    assert found.options == (
        OptionDifference(
            option="partner",
            shares=(0.78, 0.37),
            difference=0.78 - 0.37,
            interval=difference_interval((0.78, 0.37), (1000, 1000)),
        ),
        OptionDifference(
            option="rival",
            shares=(0.18, 0.5),
            difference=0.18 - 0.5,
            interval=difference_interval((0.18, 0.5), (1000, 1000)),
        ),
    )
    assert found.variation == pytest.approx((0.41 + 0.32 + 0.09) / 2)
    assert (found.at_least, found.reason) == (True, None)


def test_each_public_has_its_own_number_asked() -> None:
    (found,) = actual_differences(_poll(("US", 50, {"yes": 70}), ("RU", 2000, {"yes": 72})))
    assert found.options[0].interval == difference_interval((0.7, 0.72), (50, 2000))
    assert found.options[0].interval != difference_interval((0.7, 0.72), (2000, 2000))


def test_without_a_number_asked_there_is_no_interval() -> None:
    for n in ((None, 1000), (1000, None), (None, None)):
        (found,) = actual_differences(_poll(("US", n[0], {"yes": 70}), ("RU", n[1], {"yes": 72})))
        assert found.n == n
        assert (found.options[0].interval, found.options[0].reason) == (None, NOT_PUBLISHED)
        assert found.options[0].difference == pytest.approx(-0.02)
    assert _pair({"yes": 70}, {"yes": 72}, 1000).options[0].reason is None
    level = actual_differences(_poll(("US", 9, {"yes": 70}), ("RU", 9, {"yes": 72})), level=0.5)[0]
    assert level.options[0].interval == difference_interval((0.7, 0.72), (9, 9), level=0.5)


@given(OPTIONS, OPTIONS)
def test_total_variation_by_its_definition(one: dict[str, float], other: dict[str, float]) -> None:
    if not one or not other:
        assert actual_differences(_poll(("US", 9, one), ("RU", 9, other))) == ()
        return
    found, both = _pair(one, other), sorted(set(one) & set(other))
    assert [each.option for each in found.options] == [option for option in one if option in other]
    if not both:
        assert (found.variation, found.at_least) == (None, False)
        assert found.reason == "the two were offered no answer in common"
        return
    rest = [100 - sum(shares[option] for option in both) for shares in (one, other)]
    known = max(rest) <= 0.5 * len(both)
    apart = sum(abs(one[option] - other[option]) for option in both)
    assert found.variation == pytest.approx((apart + (0 if known else abs(rest[0] - rest[1]))) / 200)
    assert (found.at_least, found.reason) == (not known, None)
    assert _pair(other, one).variation == pytest.approx(found.variation)
    assert _pair(one, one).variation == 0


def test_answers_that_are_rounded_make_up_the_whole() -> None:
    """99 of three options is all, 90 is not; 102 of four may be, rounded up; more is not one answer each."""
    whole = _pair({"a": 33, "b": 33, "c": 33}, {"a": 34, "b": 33, "c": 33})
    assert whole.variation == pytest.approx(0.005)
    assert not whole.at_least
    assert _pair({"a": 60, "b": 30}, {"a": 50, "b": 50}).at_least
    of_four: dict[str, float] = {"a": 26, "b": 26, "c": 25, "d": 25}
    assert not _pair(of_four, {"a": 25, "b": 25, "c": 25, "d": 25}).at_least
    for pair in (({"a": 28, **of_four, "d": 24, "c": 27}, of_four), (of_four, {**of_four, "a": 27})):
        found = _pair(*pair)
        assert (found.variation, found.at_least) == (None, False)
        assert found.reason == "several answers could be given, so they do not add up to all"
    assert not _pair({"a": 51, "b": 50}, {"a": 50, "b": 49}).at_least
    assert _pair({"a": 50.99, "b": 50}, {"a": 50, "b": 48.99}).at_least
    assert _pair({"a": 51.02, "b": 50}, {"a": 50, "b": 50}).variation is None
    assert _pair({"a": 100, "b": 0}, {"a": 0, "b": 100}).variation == 1


def test_every_pair_of_publics_is_compared() -> None:
    poll = _poll(("US", 9, {"a": 1}), ("silent", 9, {}), ("RU", 9, {"a": 2}), ("PL", 9, {"a": 3}))
    pairs = [tuple(each.best("en") for each in one.populations) for one in actual_differences(poll)]
    assert pairs == [("US", "RU"), ("US", "PL"), ("RU", "PL")]


def test_views_of_the_other_stand_in_a_table_of_their_own() -> None:
    polls = [
        _poll(("US", 100, {"yes": 39, "no": 61}), ("RU", None, {"yes": 5}), kind=kind) for kind in POLL_KINDS
    ]
    found = views_of_the_other(polls)
    kinds = [kind for kind in POLL_KINDS if kind not in ("parallel", "own_view")]
    assert [view.kind for view in found] == [kind for kind in kinds for _ in range(3)]
    assert [(view.population.best("en"), view.option, view.share, view.n) for view in found[:3]] == [
        ("US", "yes", 0.39, 100),
        ("US", "no", 0.61, 100),
        ("RU", "yes", 0.05, None),
    ]
    assert [view.interval for view in found[:3]] == [wilson(0.39, 100), wilson(0.61, 100), None]
    assert found[0].poll == "P1"
    assert views_of_the_other(polls, level=0.5)[0].interval == wilson(0.39, 100, level=0.5)


def test_nothing_of_a_survey_can_be_taken_for_a_prediction() -> None:
    fields = {
        field.name for kind in (View, SurveyDifference, OptionDifference) for field in attrs.fields(kind)
    }
    assert not fields & {"prediction", "expected", "accuracy", "surprise", "bias", "perceived", "probability"}
    for kind in POLL_KINDS:
        if kind != surveys.PARALLEL:
            with refused(
                f"the poll 'P1' is of the kind {kind}, and only parallel questions were put to both; "
                "list it among the views of the other"
            ):
                actual_differences(_poll(kind=kind))


def test_what_does_not_fit_is_refused() -> None:
    for share in (-0.01, 1.01, 39.0):
        with refused(f"a share lies from 0 to 1, not at {share}; divide per cents by 100"):
            wilson(share, 10)
    with refused("0 were asked; a share has an interval from 1 on"):
        wilson(0.5, 0)
    with refused("the level of an interval lies between 0 and 1, not at 1.0; use 0.9"):
        wilson(0.5, 10, level=1.0)
    assert wilson(1.0, 1)[1] == pytest.approx(1)
    assert wilson(0.0, 1)[0] == pytest.approx(0)
