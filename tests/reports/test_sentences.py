"""Every sentence is true and whole, whatever kinds of cells it is made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.engine.results import Change, Difference, Label, Value, Withheld
from dissensus.i18n import words
from dissensus.reports.material import Material
from dissensus.reports.outline import Finding
from dissensus.reports.sentences import (
    clarify,
    concerns,
    conduct,
    dialogue,
    differences,
    lines,
    own,
    readings,
    record,
    standing,
    stands,
    surprise,
    surveys,
)
from tests import sample_results
from tests.reports.samples import SAMPLES, A, B, full, whole_roll
from tests.sample_results import Sample

EN = words("en")
BROKEN = re.compile(r"\bnan\b|\bNone\b|\binf\b|[{}]|\bFalse\b|\bTrue\b|  |\(\)|\s[.,;]|\.\.|Withheld|Value\(")


def material(sample: Sample) -> Material:
    return Material(case=sample.case, results=sample.results, words=EN)


def findings(held: Material) -> Iterator[Finding]:
    """Everything that can be found."""
    yield from surprise.findings(held)
    yield from lines.findings(held)
    yield from dialogue.findings(held)
    yield from record.findings(held)
    yield from clarify.findings(held)
    for gap in (*held.held.lines, *held.held.second_order):
        yield lines.finding(held, gap, "line")
    for pair in held.pairs:
        if held.between(pair):
            yield from differences.findings(held, pair)
        yield from conduct.findings(held, pair)
        yield from concerns.anatomy(held, pair)
    yield from concerns.findings(held)
    yield from stands.assumptions(held)
    yield from stands.conditions(held)
    yield from readings.findings(held)
    for party in own.eyes(held):
        yield from own.findings(held, party)
    yield from standing.mechanisms(held)
    yield from standing.exposure(held)
    yield from standing.probing(held)
    yield from surveys.findings(held)


def whole(sentence: str) -> None:
    """A sentence is finished, and nothing of the machine shows through."""
    assert sentence
    assert sentence[-1] in ".!?”", sentence
    assert not BROKEN.search(sentence), sentence


@pytest.mark.parametrize("kind", SAMPLES)
def test_sentences_are_whole(kind: str) -> None:
    held = material(SAMPLES[kind]())
    for found in findings(held):
        whole(found.sentence)
        assert found.claims
        assert found.topic


@pytest.mark.parametrize("part", range(10))
def test_sentences_are_whole_whatever_comes(part: int) -> None:
    """Five hundred results of all kinds of cells, with everything that a desk can say."""
    for seed in range(50 * part, 50 * part + 50):
        held = material(full(sample_results.mixed(seed), seed))
        for found in findings(held):
            whole(found.sentence)


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_what_rests_on_synthetic_answers_says_so(seed: int) -> None:
    held = material(full(sample_results.mixed(seed), seed))
    for found in findings(held):
        assert found.synthetic == (not found.id.startswith("finding_record"))
        assert ("synthetic" in found.sentence) == found.synthetic, found.sentence


def test_what_people_answered_is_not_called_synthetic() -> None:
    held = material(SAMPLES["real"]())
    assert list(findings(held))
    for found in findings(held):
        assert not found.synthetic
        assert "synthetic" not in found.sentence


@pytest.mark.parametrize("kind", ["labels", "bands"])
def test_a_guarded_side_has_no_figure_in_a_sentence(kind: str) -> None:
    """Nothing but counts, sizes of rolls and bands: no bits, no shares of alpha, no rungs of a zone."""
    held = material(SAMPLES[kind]())
    for found in findings(held):
        if found.id.startswith("finding_record"):
            continue
        assert " bits a statement" not in found.sentence
        assert "interval" not in found.sentence
        assert not re.search(r"\d\.\d", found.sentence), found.sentence


def test_a_withheld_cell_gives_its_reason_and_no_number() -> None:
    sample = sample_results.figures(rounds=1, statements=1)
    (found,) = sample.results.latest.differences
    hidden = attrs.evolve(found, alpha=dict.fromkeys(found.sides, Withheld(reason="fewer than 5 answers")))
    said = differences.holds(material(sample), hidden, A, B)
    assert said.startswith(f"{A}: not shown, fewer than 5 answers; {B} expected ")


def of_surprise(**changed: Any) -> str:
    """The sentence on one side's surprise, with some of it changed."""
    sample = sample_results.figures(rounds=1, statements=4)
    part = attrs.evolve(surprise.overall(material(sample))[0], **changed)
    return surprise.sentence(material(sample), part)


def test_surprise_carries_its_numbers() -> None:
    bits = Value(value=0.41234, interval=(0.3, 0.5), n=24, target="population")
    assert of_surprise(bits=bits, right=13, of=24) == (
        "The answers of Russia surprised NATO’s synthetic delegates by 0.41 bits a statement "
        "(90% interval 0.30 to 0.50, over 24 statements). "
        "Which way Russia leans was foreseen on 13 of 24 statements."
    )


def test_surprise_without_bits_still_counts() -> None:
    hidden = Withheld(reason="bits are shown from 30 people a side")
    said = of_surprise(bits=hidden, right=13, of=24)
    assert "13 of 24" in said
    assert said.endswith("Surprise in bits is not shown: bits are shown from 30 people a side.")
    silent = of_surprise(bits=Withheld(reason="no answers"), right=0, of=0)
    assert silent == "How well NATO’s synthetic delegates knew what Russia holds cannot be said: no answers."


def test_where_the_other_leans_nowhere_nothing_is_foreseen() -> None:
    assert "Russia leans neither way on any of them." in of_surprise(right=0, of=0)


def test_a_whole_roll_has_no_sampling_error() -> None:
    held = material(SAMPLES["whole roll"]())
    for found in surprise.findings(held):
        assert found.sentence.endswith("no sampling error, but answers may still waver.")
    for found in surprise.findings(material(whole_roll("population"))):
        assert "sampling error" not in found.sentence


def change(**changed: Any) -> tuple[Material, Change]:
    sample = sample_results.figures(rounds=2, statements=24)
    held = material(sample)
    return held, attrs.evolve(sample.results.changes[0], **changed)


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        ((-0.1, 0.3), "The interval covers 0: chance alone could have done this."),
        ((0.1, 0.3), "The interval lies above 0."),
        ((-0.3, -0.1), "The interval lies below 0: where people talked, surprise fell less."),
        (None, "There is no interval for it, so chance is not ruled out."),
    ],
)
def test_an_effect_says_whether_chance_could_have_done_it(
    interval: tuple[float, float] | None, said: str
) -> None:
    held, one = change(effect=Value(value=0.1, interval=interval, n=20))
    assert said in dialogue.effect(held, one)


def test_without_a_control_it_is_a_change_and_not_an_effect() -> None:
    held, one = change(
        effect=Withheld(reason="no statements were held back"),
        overall=Value(value=0.25, interval=(0.1, 0.4), n=24),
    )
    said = dialogue.effect(held, one)
    assert "effect" not in said.lower()
    assert "changed by -0.25 bits a statement (90% interval -0.40 to -0.10, over 24 statements)" in said
    assert "This is a change and no more: no statements were held back" in said


def test_agreement_stands_apart() -> None:
    held, one = change(agreement=Value(value=-0.034, interval=(-0.1, 0.02), n=24))
    said = dialogue.agreement(held, one)
    assert "moved by -0.03 on a scale of 0 to 1" in said
    assert said.endswith("a dialogue of differences can succeed with agreement unmoved.")
    held, one = change(agreement=Value(value=0.0001, n=24))
    assert "moved by 0.00 on" in dialogue.agreement(held, one)


def test_agreement_of_a_pair_is_told_once() -> None:
    told = [found.id for found in dialogue.findings(material(SAMPLES["two rounds"]()))]
    assert len([each for each in told if "agreement" in each]) == 1
    assert len([each for each in told if "effect" in each]) == 2


def gap_of(**changed: Any) -> str:
    sample = sample_results.figures(rounds=1, statements=4)
    gap = attrs.evolve(sample.results.latest.lines[0], **changed)
    return lines.sentence(material(sample), gap)


@pytest.mark.parametrize(
    ("believed", "said"),
    [
        (7.0, "to be 2.0 rungs further off than it is"),
        (3.0, "to be 2.0 rungs nearer than it is"),
        (5.01, "to be, on average, about where it is"),
    ],
)
def test_a_line_is_believed_somewhere(believed: float, said: str) -> None:
    assert said in gap_of(mean_actual=Value(value=5.0, n=1), mean_believed=Value(value=believed, n=60))


def test_one_line_and_several_are_told_apart() -> None:
    assert "The owner gave 1 line." in gap_of(n_owner=1)
    assert "The owner’s members gave 12 lines." in gap_of(n_owner=12)


def test_a_line_without_any_figure_says_why() -> None:
    gone = Withheld(reason="the owner gave no line")
    said = gap_of(blind=gone, over_caution=gone, placed=gone)
    assert "it cannot be said where" in said
    assert said.endswith("the owner gave no line.")


def test_labels_place_a_line_in_a_word() -> None:
    hidden = Withheld(reason="shown from 30 people a side")
    label = Label(label="further", of=8, rule="more than half")
    said = gap_of(blind=hidden, over_caution=hidden, placed=label, mean_actual=hidden, mean_believed=hidden)
    assert (
        "more than half of Russia’s synthetic delegates believed the line of NATO to be further off" in said
    )
    assert "(of a roll of 8)" in said


def states_of(sample: Sample, state: str) -> tuple[Difference, ...]:
    return differences.in_state(material(sample), (A, B), state)


def test_counts_of_states_are_right() -> None:
    sample = SAMPLES["one round"]()
    said = {found.topic: found.sentence for found in differences.findings(material(sample), (A, B))}
    counted = [d for d in sample.results.latest.differences if differences.state_key(d) == "known difference"]
    assert counted
    assert f"On {len(counted)} of 24 statements" in said["Known differences"]


def test_differences_that_were_not_found_are_named_in_one_sentence() -> None:
    sample = sample_results.figures(rounds=2, statements=1)
    held = material(sample)
    *_, last = differences.findings(held, (A, B))
    assert last.topic == "Not found"
    assert "there is none of these on 1 statement:" in last.sentence
    assert "(round r1: " in last.sentence


def test_nothing_told_where_everything_is_withheld() -> None:
    sample = sample_results.figures(rounds=1, statements=3)
    (held,) = sample.results.rounds
    hidden = tuple(attrs.evolve(d, state=Withheld(reason="fewer than 5 answers")) for d in held.differences)
    results = attrs.evolve(sample.results, rounds=(attrs.evolve(held, differences=hidden),))
    (found,) = differences.findings(material(Sample(sample.case, results)), (A, B))
    assert found.sentence.endswith("cannot be told from these answers: fewer than 5 answers.")


def test_units_have_their_own_words() -> None:
    held = material(SAMPLES["units"]())
    assert held.speakers(A) == "NATO’s members (synthetic answers)"
    assert held.speakers(B) == "those who answer for Russia (synthetic answers)"


def test_the_record_counts_what_is_opposed() -> None:
    (lines_, signals, incidents) = record.findings(material(SAMPLES["one round"]()))
    assert "NATO and Russia both have an official line on 1 statement: on 1 one agrees" in lines_.sentence
    assert (
        "with a public reading: 1. Read otherwise than the sender said it meant them: 1" in signals.sentence
    )
    assert lines_.sentence.endswith("on 0 they stand alike, and on 0 at least one is unclear.")
    assert "2 dated incidents; for 1 of them" in incidents.sentence


def test_no_sentence_speaks_of_the_probability_of_war_or_of_an_index() -> None:
    for kind in SAMPLES:
        for found in findings(material(SAMPLES[kind]())):
            assert "war" not in found.sentence.lower().replace("toward", "").replace("warning", "").split()
            assert "index" not in found.sentence.lower()


def test_the_list_to_clarify_is_in_the_order_of_weighted_surprise() -> None:
    held = material(SAMPLES["one round"]())
    ranked = clarify.ranked(held, (A, B))
    weights = [each.weight or 0.0 for each in ranked]
    assert weights == sorted(weights, reverse=True)
    top = ranked[0]
    expected = []
    for found in held.held.differences:
        for side in found.sides:
            importance, bits = found.importance[side], found.surprise[side]
            assert isinstance(importance, Value)
            assert isinstance(bits, Value)
            expected.append(importance.value / 3 * bits.value)
    assert top.weight == max(expected)


def test_nothing_is_weighed_where_nothing_matters() -> None:
    sample = sample_results.figures(rounds=1, statements=1)
    (held,) = sample.results.rounds
    (found,) = held.differences
    dull = attrs.evolve(found, importance=dict.fromkeys(found.sides, Value(value=0.0, n=60)))
    results = attrs.evolve(sample.results, rounds=(attrs.evolve(held, differences=(dull,)),))
    ranked = clarify.ranked(material(Sample(sample.case, results)), (A, B))
    assert [each.weight for each in ranked] in ([], [None])


def test_lines_that_only_the_actor_gains_from_are_nobodys_business() -> None:
    held = material(SAMPLES["one round"]())
    assert {each.outcome for each in held.held.clarifications} == {"mutual gain", "actor only", "no change"}
    assert {each.outcome for each in clarify.mutual(held)} == {"mutual gain"}


def test_labels_are_ranked_by_their_state() -> None:
    ranked = clarify.ranked(material(SAMPLES["labels"]()), (A, B))
    order = ("hidden difference", "one-sided", "imagined difference", "half-imagined", "unforeseen",
             "known difference")  # fmt: skip
    places = [order.index(differences.state_key(each.found)) for each in ranked]
    assert places == sorted(places)
    assert {each.weight for each in ranked} == {None}


def with_outcomes(outcome: str | None, reason: str = "told to the owner of the line alone") -> Material:
    """A round in which naming any line comes out like this."""
    sample = sample_results.figures(rounds=1, statements=3)
    (held,) = sample.results.rounds
    gone = Withheld(reason=reason)
    made = tuple(
        attrs.evolve(each, outcome=outcome, gain_actor=gone, gain_owner=gone, share=None)
        for each in held.clarifications
    )
    rounds = (attrs.evolve(held, clarifications=made),)
    return material(Sample(sample.case, attrs.evolve(sample.results, rounds=rounds)))


def test_what_may_not_be_told_of_a_line_is_not_called_none() -> None:
    *_, hidden = clarify.findings(with_outcomes(None))
    assert "is not shown (from synthetic answers): told to the owner of the line alone." in hidden.sentence
    *_, none = clarify.findings(with_outcomes("no change"))
    assert none.sentence.startswith("Of 6 lines, none would give both sides a gain")


def test_a_place_on_a_list_made_from_labels_is_given_its_words() -> None:
    held = material(SAMPLES["labels"]())
    said = clarify.why(held, clarify.ranked(held, (A, B))[0])
    assert said.startswith("NATO: most ")
    assert "; Russia expected " in said
