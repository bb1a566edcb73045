"""Sentences on conduct: what both sides rule out, two measures, and where peace ends for each."""

from __future__ import annotations

from dissensus.engine.findings import EndOfPeace, Norm
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding
from dissensus.reports.sentences.figures import joined
from dissensus.reports.sentences.found import of_answers

Pair = tuple[str, str]


def table_id(pair: Pair) -> str:
    """The id of the table of what two sides may do."""
    return anchor("table-conduct", *pair)


def between(material: Material, pair: Pair) -> tuple[Norm, ...]:
    """What two sides hold of every rung that at least one of them rated."""
    return tuple(
        norm
        for norm in material.held.norms
        if set(norm.sides) == set(pair) and any((*norm.own.values(), *norm.others.values()))
    )


def ends(material: Material, pair: Pair) -> tuple[EndOfPeace, ...]:
    """Where peace ends for two sides, on the ladders where both said."""
    return tuple(
        end
        for end in material.held.peace
        if set(end.sides) == set(pair) and None not in end.peace_ends.values()
    )


def findings(material: Material, pair: Pair) -> tuple[Finding, ...]:
    """What both rule out, who measures with two measures, and where peace ends."""
    norms = between(material, pair)
    if not norms:
        return ()
    made = [_rules(material, pair, norms), _measures(material, pair, norms)]
    told = ends(material, pair)
    if told:
        made.append(_peace(material, pair, told))
    return tuple(made)


def _both(material: Material, pair: Pair) -> dict[str, str]:
    return {"a": material.speakers(pair[0]), "b": material.speakers(pair[1])}


def _rules(material: Material, pair: Pair, norms: tuple[Norm, ...]) -> Finding:
    say = material.words
    both = [norm for norm in norms if None not in (*norm.own.values(), *norm.others.values())]
    if not both:
        sentence = say(
            "There is no rung of which both {a} and {b} said what either side may do.",
            **_both(material, pair),
        )
    else:
        sentence = joined(
            say(
                "{a} and {b} both call an act unacceptable, whoever does it, on {part} that both rated.",
                part=say.plural(
                    "{part} of {n} rung",
                    "{part} of {n} rungs",
                    len(both),
                    part=say.number(sum(norm.agreed for norm in both), 0),
                ),
                **_both(material, pair),
            ),
            _asked(material, pair, norms),
        )
    return of_answers(material, ("rules", *pair), say("Rules that both hold"), sentence, table_id(pair))


def _asked(material: Material, pair: Pair, norms: tuple[Norm, ...]) -> str:
    """How many rated, of each side; of guarded sides nothing."""
    if not material.turnout_told:
        return ""
    say = material.words
    listed = [
        say(
            "{side} n = {n}",
            side=material.name(party),
            n=say.number(max((norm.n.get(party, 0) for norm in norms), default=0), 0),
        )
        for party in pair
    ]
    return say("Ratings on a rung at most: {listed}.", listed=say("; ").join(listed))


def _measures(material: Material, pair: Pair, norms: tuple[Norm, ...]) -> Finding:
    say = material.words
    told = []
    for party in pair:
        rated = [norm for norm in norms if norm.own.get(party) and norm.others.get(party)]
        if rated:
            told.append(
                say(
                    "{side} rate what the other does as worse than the same act of their own on {part}.",
                    side=material.speakers(party),
                    part=say.plural(
                        "{part} of {n} rung",
                        "{part} of {n} rungs",
                        len(rated),
                        part=say.number(sum(norm.asymmetric.get(party, False) for norm in rated), 0),
                    ),
                )
            )
        else:
            told.append(say("{side} did not rate both.", side=material.speakers(party)))
    return of_answers(material, ("measures", *pair), say("Two measures"), joined(*told), table_id(pair))


def _peace(material: Material, pair: Pair, told: tuple[EndOfPeace, ...]) -> Finding:
    say = material.words
    apart = [end for end in told if len(set(end.peace_ends.values())) > 1]
    first = say(
        "Peace ends at another rung for {a} than for {b} on {part} of which both said where.",
        part=say.plural(
            "{part} of {n} ladder",
            "{part} of {n} ladders",
            len(told),
            part=say.number(len(apart), 0),
        ),
        **_both(material, pair),
    )
    widest = max(told, key=lambda end: _distance(end, pair))
    example = ""
    if apart:
        example = say(
            "Furthest apart on the ladder “{ladder}”: the first rung that is no longer peacetime is {one} "
            "for {a} and {other} for {b}, of {rungs}.",
            ladder=material.ladder(widest.domain),
            one=place(material, widest, pair[0]),
            other=place(material, widest, pair[1]),
            a=material.name(pair[0]),
            b=material.name(pair[1]),
            rungs=say.number(widest.rungs, 0),
        )
    return of_answers(
        material, ("peace", *pair), say("The end of peace"), joined(first, example), "table_peace"
    )


def _distance(end: EndOfPeace, pair: Pair) -> int:
    first, second = (end.peace_ends[party] or 0 for party in pair)
    return abs(first - second)


def place(material: Material, end: EndOfPeace, party: str) -> str:
    """The rung at which peace ends for a party: its number, none of them, or nothing where it did not say."""
    rung = end.peace_ends.get(party)
    if rung is None:
        return material.words("not told")
    return material.words("none of them") if rung > end.rungs else material.words.number(rung, 0)
