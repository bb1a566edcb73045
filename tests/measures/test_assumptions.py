"""Assumptions tested and conditions listed: every combination of leanings, and the link through a case."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from dissensus import case as cases
from dissensus.domain.case import Case
from dissensus.domain.errors import CaseError
from dissensus.domain.parties import Party
from dissensus.domain.statements import STATEMENT_KINDS, Statement
from dissensus.domain.texts import Text
from dissensus.measures.assumptions import KINDS, Assumption, assumptions, outcome
from dissensus.measures.conditions import Condition, conditions
from dissensus.measures.states import LEAN_AGREE, LEAN_DISAGREE, LEAN_SPLIT, LEAN_UNDEFINED

LEANS = (LEAN_AGREE, LEAN_SPLIT, LEAN_DISAGREE, LEAN_UNDEFINED)


def _statement(name: str, kind: str = "intent", about: str | None = "B", test: str | None = "T") -> Statement:
    return Statement(id=name, kind=kind, text=Text.of({"en": name}), about=about, tested_by=test)


def test_every_combination_of_leanings() -> None:
    expected = {
        (1, 1): "borne out",
        (-1, -1): "borne out",
        (1, -1): "contradicted",
        (-1, 1): "contradicted",
        (1, 0): "no common answer",
        (-1, 0): "no common answer",
        (0, 1): "not held",
        (0, 0): "not held",
        (0, -1): "not held",
    }
    for held in LEANS:
        for answered in LEANS:
            assert outcome(held, answered) == expected.get((held, answered), "undetermined")


def test_assumptions_are_of_the_kinds_that_say_what_another_wants() -> None:
    statements = [_statement(kind, kind) for kind in STATEMENT_KINDS]
    leanings = {"A": dict.fromkeys(STATEMENT_KINDS, 1), "B": {"T": 1}}
    assert [each.statement for each in assumptions(statements, leanings)] == [
        kind for kind in STATEMENT_KINDS if kind in KINDS
    ]
    assert set(KINDS) == {"intent", "assumption"}


def test_each_party_is_tested_against_whom_it_assumes_about() -> None:
    statements = [_statement("S"), _statement("U", test=None), _statement("V", about="A", test="S")]
    statements += [_statement("W", about="D"), _statement("X", about=None)]
    leanings = {"A": {"S": 1, "U": 1}, "B": {"T": -1, "S": 0, "V": -1}, "C": {"V": 1}}
    assert assumptions(statements, leanings) == (
        Assumption(statement="S", holder="A", about="B", tested_by="T", outcome="contradicted"),
        Assumption(statement="S", holder="C", about="B", tested_by="T", outcome="undetermined"),
        Assumption(statement="U", holder="A", about="B", tested_by=None, outcome=None),
        Assumption(statement="U", holder="C", about="B", tested_by=None, outcome=None),
        Assumption(statement="V", holder="B", about="A", tested_by="S", outcome="contradicted"),
        Assumption(statement="V", holder="C", about="A", tested_by="S", outcome="borne out"),
    )


def test_without_the_others_answer_nothing_is_determined() -> None:
    (found,) = assumptions([_statement("S")], {"A": {"S": 1}, "B": {}})
    assert found.outcome == "undetermined"


def test_an_assumption_may_be_tested_by_the_statement_itself() -> None:
    (found,) = assumptions([_statement("S", test="S")], {"A": {"S": 1}, "B": {"S": -1}})
    assert found.outcome == "contradicted"


def test_the_link_is_written_and_read(tmp_path: Path) -> None:
    held = Case(
        id="small",
        sides=("A", "B"),
        parties=(Party(id="A"), Party(id="B")),
        statements=(_statement("S"), _statement("T", "interest", None, None)),
    )
    cases.write(held, tmp_path / "case")
    assert cases.read(tmp_path / "case").statements == held.statements
    wrong = attrs.evolve(held, statements=held.statements[:1])
    with pytest.raises(CaseError, match="there is no statement 'T'"):
        cases.write(wrong, tmp_path / "wrong")


def test_conditions_by_every_leaning_and_expectation() -> None:
    codes = [(lean, expected) for lean in LEANS for expected in (1, 0, -1)]
    names = [f"S{n}" for n in range(len(codes))]
    statements = [_statement(name, "condition") for name in names] + [_statement("T", "policy")]
    found = conditions(
        statements,
        sides=("A", "B"),
        leanings={"A": {name: lean for name, (lean, _) in zip(names, codes, strict=True)}, "B": {}},
        expectations={"B": {name: expected for name, (_, expected) in zip(names, codes, strict=True)}},
    )
    assert [(each.statement, each.holder, each.other) for each in found] == [
        (name, *pair) for name in names for pair in (("A", "B"), ("B", "A"))
    ]
    for each, (lean, expected) in zip(found[::2], codes, strict=True):
        foreseen = lean == expected if lean in (1, -1) and expected else None
        assert (each.leans, each.expected, each.foreseen) == (lean, expected, foreseen)
        assert each.held == (lean == 1)
    assert set(found[1::2]) == {
        Condition(statement=name, holder="B", other="A", leans=LEAN_UNDEFINED, expected=0, foreseen=None)
        for name in names
    }


def test_no_answers_make_no_condition_of_anybodys() -> None:
    found = conditions([_statement("S", "condition")], sides=("A", "B"), leanings={}, expectations={})
    assert [(each.leans, each.held, each.foreseen) for each in found] == [(LEAN_UNDEFINED, False, None)] * 2
