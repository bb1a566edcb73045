"""The figures of the desk: every mark has its number in the table, and nobody sees what is not for them."""

from __future__ import annotations

import re
from functools import lru_cache

import altair as alt
import attrs
import pytest

from dissensus.charts import VARIANTS, Figure
from dissensus.charts.anatomy import anatomy
from dissensus.charts.board import swarm
from dissensus.charts.cohesion import cohesion
from dissensus.charts.desk import figures
from dissensus.charts.incidents import incidents
from dissensus.charts.mechanisms import mechanisms
from dissensus.charts.render import svg
from dissensus.domain.case import Case
from dissensus.engine.results import RoundResults, Value
from dissensus.i18n import words
from tests.charts import desk_samples
from tests.charts.desk_samples import KINDS, MEMBERS, PAIR
from tests.charts.reading import column, rows, size, words_of

EN = words("en")
EYES = (None, *PAIR)
OF_THE_RECORD = ("mechanisms", "signals", "incidents")


@lru_cache
def drawn(kind: str, eyes: str | None = None) -> dict[str, Figure]:
    """The figures of a sample for these eyes, by id."""
    held = KINDS[kind]()
    return {figure.id: figure for figure in figures(held.case, held.results, EN, eyes=eyes)}


def numbers(text: str) -> list[str]:
    """The numbers in a text."""
    return re.findall(r"\d+(?:\.\d+)?", text)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_has_its_words_its_table_and_four_dresses(kind: str, eyes: str | None) -> None:
    for name, figure in drawn(kind, eyes).items():
        assert tuple(sorted(figure.variants)) == tuple(sorted(VARIANTS))
        assert figure.title
        assert figure.alt.endswith(".")
        assert figure.note.endswith(".")
        assert figure.table.rows
        assert "nan" not in re.split(r"\W+", words_of(figure).lower()), name
        for spec in figure.variants.values():
            assert spec["description"] == figure.alt


@pytest.mark.parametrize("kind", KINDS)
def test_answers_say_synthetic_and_the_record_does_not(kind: str) -> None:
    for name, figure in drawn(kind, "NATO").items():
        below = " ".join(figure.spec["title"]["subtitle"])
        if name.startswith(OF_THE_RECORD):
            assert "ynthetic" not in words_of(figure)
            assert "as of April 15, 2019" in below
            continue
        assert "ynthetic" in figure.alt
        assert "ynthetic" in figure.note
        assert "ynthetic" in below
        assert "n = 40" in figure.note


def test_specifications_are_valid_vega_lite() -> None:
    for figure in drawn("halves", "NATO").values():
        alt.Chart.from_dict(dict(figure.variants["dark-narrow"]), validate=True)


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_are_as_wide_as_their_look_and_their_type_is_large_enough(kind: str) -> None:
    for name, figure in drawn(kind, "NATO").items():
        for dress, widest in (("light-wide", 905), ("light-narrow", 346)):
            picture = svg(figure.variants[dress])
            assert size(picture)[0] <= widest, (name, dress)
            sizes = [float(found) for found in re.findall(r'font-size="([\d.]+)px"', picture)]
            assert min(sizes) >= 12, (name, dress)


def test_figures_come_in_reading_order_each_under_its_own_id() -> None:
    assert list(drawn("full", "NATO")) == [
        "salience-NATO-Russia",
        "anatomy-NATO-Russia",
        "conduct-air-NATO-Russia",
        "readings",
        "signals",
        "mechanisms",
        "incidents-air",
        "cohesion-NATO",
        "agenda-NATO",
    ]


def test_a_joint_output_shows_nothing_of_one_party_alone() -> None:
    joint, own, other = (drawn("full", eyes) for eyes in EYES)
    assert not any(name.startswith("cohesion") for name in (*joint, *other))
    assert "To settle within first" not in words_of(joint["agenda"])
    assert "s3 Statement number 3 holds." in column(own["agenda-NATO"], "entry")[-1]
    assert "s4 Statement number 4 holds." in column(other["agenda-Russia"], "entry")
    assert "stay vague" not in words_of(own["agenda-NATO"])
    assert "stay vague" in words_of(other["agenda-Russia"])
    everything = "\n".join(words_of(figure) for figure in joint.values())
    assert not any(member in everything for member in MEMBERS if member != "TUR")


def test_internal_records_are_shown_to_their_party_alone() -> None:
    joint, own, other = (drawn("full", eyes) for eyes in EYES)
    assert "Secret talks" in column(other["mechanisms"], "mechanism")
    for held in (joint, own):
        assert "Secret talks" not in words_of(held["mechanisms"])
    assert len(own["signals"].table.rows) == len(joint["signals"].table.rows) + 1
    assert len(own["readings"].table.rows) == len(other["readings"].table.rows) + 1
    assert "Signal g8" not in "\n".join(words_of(figure) for figure in other.values())
    placed = [sum(map(int, column(held["incidents-air"], "incidents"))) for held in (joint, own)]
    assert placed == [7, 8]


def test_facing_bars_are_the_shares_and_the_note_tells_the_divergence() -> None:
    figure = drawn("full")["salience-NATO-Russia"]
    bars = rows(figure.spec, "issue", "importance", "top")
    assert {(bar["issue"], bar["x"] < 0, bar["text"]) for bar in bars} == {
        ("Trust", True, "31%"),
        ("Treaties and what still holds of them", True, "21%"),
        ("Forces near the shared border", True, "10%"),
        ("Trust", False, "16%"),
        ("Treaties and what still holds of them", False, "10%"),
        ("Forces near the shared border", False, "5%"),
    }
    for bar in bars:
        side = "NATO" if bar["x"] < 0 else "Russia"
        told = dict(zip(column(figure, "issue"), column(figure, f"{side}, share of importance"), strict=True))
        assert told[bar["issue"]] == bar["text"]
    assert "0.62 bits" in figure.note


def test_anatomy_draws_every_part_of_both_measures() -> None:
    figure = drawn("full")["anatomy-NATO-Russia"]
    cells = {cell for row in figure.table.rows for cell in row}
    for spec in figure.variants.values():
        dots = rows(spec, "part", "whole")
        assert len(dots) == 4 * 3
        assert all(dot["part"] in cells and dot["whole"] in cells for dot in dots)


def test_what_may_not_be_shown_has_a_word_and_no_number() -> None:
    held = drawn("halves")
    assert set(column(held["salience-NATO-Russia"], "Russia, share of importance")) == {
        "not shown: too few people answered"
    }
    assert all(bar["x"] < 0 for bar in rows(held["salience-NATO-Russia"].spec, "importance", "top"))
    told = [row["text"] for row in rows(held["anatomy-NATO-Russia"].spec, "text", "y")]
    assert told.count("not shown") == 4
    assert len(rows(held["anatomy-NATO-Russia"].spec, "part", "whole")) == 4 * 2
    read = held["readings"]
    silent = next(row for row in read.table.rows if row[1] == "Russia")
    assert silent[3] == "–"
    assert not [
        mark for mark in rows(read.spec, "reader", "x") if mark["x"] > 2 and mark["reader"] == "Russia"
    ]


def test_without_any_figure_there_is_no_frame_and_no_number() -> None:
    held = drawn("withheld", "NATO")
    assert [name for name in held if not name.startswith(OF_THE_RECORD)] == [
        "conduct-air-NATO-Russia",
        "agenda-NATO",
    ]
    assert set(column(held["agenda-NATO"], "figure")) == {"–"}
    assert not rows(held["agenda-NATO"].spec, "top")
    assert column(held["conduct-air-NATO-Russia"], "Russia, status") == ["–"] * 4
    assert "What Russia holds" not in str(held["conduct-air-NATO-Russia"].spec)


def test_conduct_shows_every_word_and_where_peace_ends() -> None:
    figure = drawn("full")["conduct-air-NATO-Russia"]
    tiles = rows(figure.spec, "word", "told", "rung")
    assert len(tiles) == 4 * 3 * 2
    cells = {cell for row in figure.table.rows for cell in row}
    assert {tile["told"] for tile in tiles} <= cells
    assert column(figure, "rung") == ["1", "2", "3", "4"]
    assert "NATO: peace ends at rung 3, hostilities begin at rung 4." in figure.alt
    assert "Russia: peace ends at rung 2, hostilities begin at no rung." in figure.alt
    level = {tile["rung"]: tile["y"] for tile in tiles}
    across = sorted(row["y"] for row in rows(figure.spec, "x2", "y") if "word" not in row)
    assert len(across) == 3, "hostilities begin on no rung for Russia, so no line says so"
    assert level["4"] < across[0] < level["3"] < across[1] < level["2"] < across[2] < level["1"]
    assert "Unacceptable to both, whoever does it: rung 4." in figure.note


def test_readings_run_from_meant_to_read() -> None:
    figure = drawn("full")["readings"]
    joints = rows(figure.spec, "x", "x2")
    assert {(joint["x"], joint["x2"]) for joint in joints if joint["x"] == 2} == {(2, 4.48), (2, 3.24)}
    assert column(figure, "hostility read, mean") == ["4.5", "3.2"]
    assert column(figure, "misread") == ["62%", "31%"]


def test_coded_signals_stand_by_sender_with_members_as_their_side() -> None:
    figure = drawn("full")["signals"]
    assert column(figure, "sender") == ["NATO", "NATO", "Russia", "Russia", "Russia", "NATO and Russia"]
    for spec in figure.variants.values():
        marks = rows(spec, "act", "match", "x")
        assert sorted(mark["act"] for mark in marks) == sorted(column(figure, "signal"))
        assert sorted(mark["match"] for mark in marks) == sorted(column(figure, "reading against meaning"))
    assert "2 signals of NATO (partial match: 1; mismatch: 1)." in figure.alt


def test_mechanisms_are_told_as_they_stand_at_the_date() -> None:
    figure = drawn("full")["mechanisms"]
    status = dict(zip(column(figure, "mechanism"), column(figure, "status"), strict=True))
    assert status == {
        "Hotline": "in force",
        "A treaty with a long name on the limitation of many things": "disputed",
        "Pact": "dead",
        "Council": "suspended",
        "Talks": "not coded in the record",
    }
    assert "NATO: suspended; Russia: in force" in column(figure, "said by")
    stretches = {
        (row["name"], row["told"]): (round(row["x"], 1), round(row["x2"], 1))
        for row in rows(figure.spec, "x2", "name")
    }
    assert stretches["Pact", "dead"] == (2008.0, 2019.3), "a year counts from its last day"
    assert stretches["Council", "suspended"] == (2014.3, 2019.3)
    marks = rows(figure.spec, "name", "told", "y", "status")
    assert {mark["name"] for mark in marks} == set(status)


def test_a_case_without_a_date_draws_no_mechanisms() -> None:
    held = desk_samples.full()
    undated = attrs.evolve(held.case, as_of=None)
    assert mechanisms(undated, EN) is None
    made = incidents(undated, EN, "air")
    assert made is not None
    assert made.spec["title"]["subtitle"] == ["From the record of the case"]
    assert "2021" in column(made, "year"), "without a date nothing is later than it"


def test_incidents_are_counted_by_year_and_rung_against_the_lines_of_others() -> None:
    figure = drawn("full")["incidents-air"]
    told = [(row[0], row[1], row[2], row[4]) for row in figure.table.rows]
    assert told == [
        ("NATO", "2015", "4", "1"),
        ("Russia", "2014", "2", "1"),
        ("Russia", "2016", "2", "4"),
        ("Russia", "2018", "3", "1"),
    ]
    for spec in figure.variants.values():
        dots = rows(spec, "n", "year", "rung")
        assert sorted((dot["year"], dot["rung"], dot["text"]) for dot in dots) == sorted(
            (year, rung, n) for _, year, rung, n in told
        )
    owners = {row["owner"] for row in rows(figure.spec, "owner", "declared")}
    assert owners == {"NATO", "TUR", "Russia"}, "what is internal or assessed is no declared line"
    assert "news 8" in figure.note
    assert "The record holds what somebody chose to report." in figure.note
    assert "too few years to test for a trend" in figure.note
    assert "1 incident without a rung" in figure.note
    assert figure.alt.startswith("NATO: 1 incident on a rung. On the line declared by then or over it: 1;")


def test_cohesion_places_every_member_with_its_count() -> None:
    figure = drawn("full", "NATO")["cohesion-NATO"]
    assert "For the eyes of NATO alone." in figure.note
    cells = column(figure, "answers as most gave, by member")
    for spec in figure.variants.values():
        dots = rows(spec, "member", "text", "named")
        assert len(dots) == 3 * len(MEMBERS)
        for dot in dots:
            at = column(figure, "issue").index(dot["issue"])
            assert f"{dot['member']} {dot['text']}" in cells[at].split("; ")
            most, of = map(int, numbers(dot["text"]))
            assert dot["x"] == pytest.approx(most / of, abs=1e-4)
        assert len({(dot["x"], dot["y"]) for dot in dots}) == len(dots), "no dot hides another"


def test_a_party_of_persons_has_no_members_to_place() -> None:
    held = desk_samples.full()
    latest = held.results.latest
    nameless = tuple(attrs.evolve(one, stances={}) for one in latest.cohesion)
    results = attrs.evolve(held.results, rounds=(attrs.evolve(latest, cohesion=nameless),))
    made = cohesion(held.case, results, EN, eyes="NATO")
    assert made is not None
    assert not rows(made.spec, "member")
    assert "A dot is a member" not in made.note
    shown = [cell.value for one in latest.cohesion_by_issue if isinstance(cell := one.agreement_index, Value)]
    assert column(made, "agreement index") == [EN.number(each, 2) for each in sorted(shown)]


def test_every_entry_of_the_agenda_is_in_the_table_and_the_first_are_drawn() -> None:
    figure = drawn("full")["agenda"]
    assert len(figure.table.rows) == 9 + 1 + 1 + 1
    assert column(figure, "rank")[:9] == [str(at + 1) for at in range(9)]
    entries = dict(zip(column(figure, "entry"), column(figure, "figure"), strict=True))
    for spec in figure.variants.values():
        bars = rows(spec, "entry", "why", "top")
        assert len(bars) == 8 + 1 + 1 + 1
        assert all(entries[bar["entry"]] == bar["text"] for bar in bars)
    assert "1 more in the table" in words_of(figure) + str(figure.spec)


def test_an_empty_case_has_no_figure() -> None:
    held = desk_samples.full()
    latest = held.results.latest
    silent = RoundResults(
        id="r1", track="joint", after=None, last=True, synthetic=False, seed=None, sides=latest.sides
    )
    bare = attrs.evolve(held.results, rounds=(silent,))
    assert figures(Case(id="empty", sides=PAIR), bare, EN, eyes="NATO") == ()


def test_the_same_results_give_the_same_figures() -> None:
    held = desk_samples.full()
    assert figures(held.case, held.results, EN, eyes="NATO") == tuple(drawn("full", "NATO").values())


def test_another_language_writes_its_own_numbers() -> None:
    held = desk_samples.full()
    made = anatomy(held.case, held.results, words("fr"), PAIR)
    assert made is not None
    assert made.table.rows[0][3] == "0,68"


def test_a_swarm_keeps_its_marks_apart() -> None:
    places = [3.0, 1.0, 2.0, 40.0, 2.5, 41.0]
    lanes = swarm(places, 10.0)
    for at, place in enumerate(places):
        for other in range(at):
            assert lanes[at] != lanes[other] or abs(place - places[other]) >= 10.0
    assert swarm([], 10.0) == []
