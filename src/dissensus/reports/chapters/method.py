"""Method and limits: what each measure is, with its literature, and what the report does not say."""

from __future__ import annotations

from dissensus import __version__
from dissensus.engine.results import Side, Value
from dissensus.i18n import Words
from dissensus.reports.material import Material, plain
from dissensus.reports.outline import Cell, Column, Definition, Glossary, Paragraph, Row, Section, Table


def chapter(material: Material) -> Section:
    """Definitions, limits, and how these results came about."""
    say = material.words
    limits = tuple(Paragraph(text=text) for text in _limits(material))
    return Section(
        id="method",
        title=say("Method and limits"),
        sections=(
            Section(
                id="definitions",
                title=say("What each measure is"),
                blocks=(Glossary(definitions=(*_of_answers(say), *_of_perceptions(say), *_of_lines(say))),),
            ),
            Section(id="limits", title=say("What this does not say"), blocks=limits),
            Section(id="making", title=say("How these results came about"), blocks=(_making(material),)),
        ),
    )


def _of_answers(say: Words) -> tuple[Definition, ...]:
    return (
        Definition(
            term=say("Share that agrees"),
            text=say(
                "Of those of a side who agree or disagree, the share that agrees; the unsure stand beside it."
            ),
        ),
        Definition(
            term=say("Leaning"),
            text=say(
                "A side leans if those who agree and those who disagree differ by more than a tenth of both "
                "together and by at least two persons (or all, if fewer were asked); otherwise it is split."
            ),
        ),
    )


def _of_perceptions(say: Words) -> tuple[Definition, ...]:
    return (
        Definition(
            term=say("Actual and perceived difference"),
            text=say(
                "The distance of the two sides’ shares, and the distance of a side’s own share from what it "
                "expects of the other."
            ),
            literature="McLeod & Chaffee 1973; Laing, Phillipson & Lee 1966",
        ),
        Definition(
            term=say("State of a difference"),
            text=say(
                "Whether the sides lean the same way or apart, together with whether each expects it: "
                "shared ground, imagined, known, hidden, and those that only one side sees or imagines."
            ),
            literature="Scheff 1967",
        ),
        Definition(
            term=say("Surprise"),
            text=say(
                "How many bits a side’s expectations miss the other’s share by, on average over those who "
                "gave one (Kullback-Leibler divergence, expectations held within 1% and 99%)."
            ),
            literature="Good 1952",
        ),
        Definition(
            term=say("Effect of the dialogue"),
            text=say(
                "The mean fall in surprise on the statements that were discussed, less the mean fall on "
                "those that a lot held back; its interval inverts the randomisation test of that lot."
            ),
            literature="Fisher 1935",
        ),
    )


def _of_lines(say: Words) -> tuple[Definition, ...]:
    return (
        Definition(
            term=say("Blind zone and over-caution"),
            text=say(
                "Summed over the rungs, how far the probability that the owner’s line is crossed exceeds "
                "what the other side believes, and the reverse; together they are the distance of the two "
                "lines (Wasserstein-1)."
            ),
        ),
        Definition(
            term=say("Value of clarifying a line"),
            text=say(
                "What the other side, and what the owner, would gain if the owner named the rung it will "
                "hold to, over a grid of costs; a line is listed only if both would gain."
            ),
        ),
    )


def _limits(material: Material) -> tuple[str, ...]:
    say = material.words
    made = [
        say(
            "No figure here is a probability of war or of any event, and no two measures are made into one "
            "index. What is shown is what sides hold and what they believe of each other."
        ),
        say(
            "Perceptions can be corrected without hostility moving: disclosure corrects misperceptions in "
            "many settings (Ruggeri et al. 2021; Mernyk et al. 2022), while an analysis of twelve studies "
            "and new experiments found perceptions corrected and hostility unmoved (Westwood et al.)."
        ),
        _about_whom(material),
    ]
    if material.synthetic:
        made.insert(
            0,
            say(
                "The answers are synthetic. Both sides’ errors were drawn from one and the same "
                "distribution, so which side errs, on what and how far, is the doing of the seed. Nothing "
                "in them is evidence about anybody."
            ),
        )
    if any(side.shown != "figures" for side in material.held.sides) or not material.turnout_told:
        made.append(
            say(
                "Answers of a side are guarded: nothing is shown under 5 people, one of three labels from 5 "
                "to 11, five bands from 12 to 29, and rounded figures from 30."
            )
        )
    if material.case.incidents or material.case.signals:
        made.append(
            say(
                "The record leans on what was published and found: who reports an incident decides whether "
                "it is known. What was not found is left empty, which does not mean that there was nothing."
            )
        )
    return tuple(made)


def _about_whom(material: Material) -> str:
    say = material.words
    targets = {
        cell.target
        for found in material.held.differences
        for cell in found.alpha.values()
        if isinstance(cell, Value)
    }
    if targets == {"population"}:
        return say(
            "Figures are about those for whom the respondents stand; intervals are {level} and hold "
            "sampling error only, not that people waver or were badly chosen.",
            level=say.percent(0.9),
        )
    if not material.turnout_told:
        return say("Figures are about those who were asked, not about anybody else.")
    return say(
        "Figures are about those who were asked, not about anybody else. Where everybody asked answered "
        "there is no sampling error, but answers may still waver."
    )


def _making(material: Material) -> Table:
    say, results = material.words, material.results
    facts = [
        (say("Case"), f"{plain(results.case)}"),
        (say("State of the record"), str(material.case.as_of or "–")),
        (say("Hash of the case (SHA-256)"), results.case_sha256),
        (say("Rounds"), ", ".join(_round(material, index) for index in range(len(results.rounds)))),
        *((material.name(side.party), _side(material, side)) for side in material.held.sides),
        (say("About"), results.plan.target or say("as each round was opened for")),
        (say("Smallest cell, by person"), say.number(results.plan.min_cell, 0)),
        (say("Guarded"), say("yes") if results.plan.guarded else say("no: an analyst’s own file")),
        (
            say("Draws and seed of the computation"),
            f"{say.number(results.plan.draws, 0)}, {results.plan.seed}",
        ),
        (say("Licence of the case"), plain(material.case.licence or "–")),
        (say("Made by"), say("Dissensus {version}", version=__version__)),
    ]
    return Table(
        id="table_making",
        caption=say("How these results came about"),
        columns=(Column(title=say("What")), Column(title=say("Value"))),
        rows=tuple(Row(cells=(Cell(text=name), Cell(text=value))) for name, value in facts),
    )


def _round(material: Material, index: int) -> str:
    say, held = material.words, material.results.rounds[index]
    name = plain(held.id)
    if held.synthetic and held.seed is not None:
        return say("{round} (synthetic, seed {seed})", round=name, seed=held.seed)
    return say("{round} (synthetic)", round=name) if held.synthetic else name


def _side(material: Material, side: Side) -> str:
    say = material.words
    units = {"person": say("by person"), "member": say("by member"), "party": say("as one")}
    shown = {
        "figures": say("figures"),
        "bands": say("bands"),
        "labels": say("labels"),
        "nothing": say("nothing"),
    }
    if side.shown != "figures" or not material.turnout_told:
        # Who of a guarded side did not answer stays its own affair.
        return say(
            "{unit}; {roll} asked; shown as {shown}",
            unit=units.get(side.unit, side.unit),
            roll=say.number(side.roll, 0),
            shown=shown.get(side.shown, side.shown),
        )
    return say(
        "{unit}; {roll} asked, {respondents} answered; shown as {shown}",
        unit=units.get(side.unit, side.unit),
        roll=say.number(side.roll, 0),
        respondents=say.number(side.respondents, 0),
        shown=shown.get(side.shown, side.shown),
    )
