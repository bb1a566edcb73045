"""Co-orientation: what each side holds, what it expects of the other, and how the two compare."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from dissensus.domain.errors import MeasureError
from dissensus.measures import states
from dissensus.measures.arrays import Floats, Ints, frozen
from dissensus.measures.counts import Expectation, Tally, need_asked


@attrs.frozen(kw_only=True, eq=False)
class Coorientation:
    """Co-orientation of two sides A (index 0) and B (index 1), statement by statement, read-only.

    Of shape (2, S), "of A" being A as the one who perceives:
    `alpha` the share that agrees of those who take a side; `unsure_share` of those who answered;
    `prediction` the mean share that this side expects of the other; `perceived_difference`
    |own alpha - own prediction|; `congruency` 1 less that; `accuracy` 1 - |the other's alpha - own
    prediction|; `bias` own prediction - the other's alpha, signed; `n` those who answered;
    `n_predictions` predictions given; `leans` and `expects` codes of `states`.
    Of shape (S,): `actual_difference` |alpha of A - alpha of B|; `agreement` 1 less that; `state`, a code
    of `states.state`. NaN where an alpha or every prediction is missing.
    """

    statements: tuple[str, ...]
    alpha: Floats = attrs.field(converter=frozen)
    unsure_share: Floats = attrs.field(converter=frozen)
    prediction: Floats = attrs.field(converter=frozen)
    actual_difference: Floats = attrs.field(converter=frozen)
    agreement: Floats = attrs.field(converter=frozen)
    perceived_difference: Floats = attrs.field(converter=frozen)
    congruency: Floats = attrs.field(converter=frozen)
    accuracy: Floats = attrs.field(converter=frozen)
    bias: Floats = attrs.field(converter=frozen)
    n: Ints = attrs.field(converter=frozen)
    n_predictions: Ints = attrs.field(converter=frozen)
    leans: states.Codes = attrs.field(converter=frozen)
    expects: states.Codes = attrs.field(converter=frozen)
    state: states.Codes = attrs.field(converter=frozen)


def comparisons(alpha: Floats, prediction: Floats) -> dict[str, Floats]:
    """The differences that follow from what two sides hold and expect.

    Parameters
    ----------
    alpha, prediction : (2, ...), side first: the share of each side that agrees, and the mean share that
        it expects of the other; in [0, 1] or NaN.

    Returns
    -------
    `actual_difference` of shape (...), and `perceived_difference`, `accuracy`, `congruency`, `bias` of shape
    (2, ...); NaN where an input is.

    Examples
    --------
    >>> figures = comparisons(np.array([1.0, 0.25]), np.array([0.5, np.nan]))
    >>> float(figures["actual_difference"]), figures["accuracy"]
    (0.75, array([0.75,  nan]))

    [McLeodChaffee1973]_.
    """
    bias = prediction - alpha[::-1]
    perceived = np.abs(alpha - prediction)
    return {
        "actual_difference": np.abs(alpha[0] - alpha[1]),
        "perceived_difference": perceived,
        "accuracy": 1.0 - np.abs(bias),
        "congruency": 1.0 - perceived,
        "bias": bias,
    }


def same_statements(*labels: Sequence[str]) -> tuple[str, ...]:
    """The labels that all of `labels` are.

    Raises
    ------
    MeasureError : they differ.

    >>> same_statements(["S1", "S2"], ("S1", "S2"))
    ('S1', 'S2')
    """
    first, *others = (tuple(each) for each in labels)
    if any(other != first for other in others):
        raise MeasureError(
            "the two sides' counts are of different statements, or in another order; "
            "tabulate both over the same list of statements"
        )
    return first


def leaning_of(tally: Tally, *, asked: int | None) -> states.Codes:
    """How a side leans on each statement: among `asked` (a roll), or None: among those who answered.

    Returns
    -------
    int8 (S,), codes of `states.leaning`.

    Raises
    ------
    MeasureError : more answered than were asked.

    >>> counts = Tally(agree=[1], unsure=[0], disagree=[0], statements=["S1"], participants=1)
    >>> leaning_of(counts, asked=None), leaning_of(counts, asked=9)
    (array([1], dtype=int8), array([0], dtype=int8))
    """
    need_asked(tally.n, asked, what="answered")
    return states.leaning(tally.agree, tally.disagree, tally.n if asked is None else asked)


def coorientation(
    *,
    tallies: tuple[Tally, Tally],
    expectations: tuple[Expectation, Expectation],
    asked: tuple[int | None, int | None] = (None, None),
) -> Coorientation:
    """Compare two sides: what they hold, what each expects of the other, and the state of each difference.

    Parameters
    ----------
    tallies : of A and of B, over the same S statements.
    expectations : what A expects of B, and what B expects of A, over the same statements.
    asked : those asked of A and of B where the numbers are about a roll; None where they stand for a
        population. It decides how small a majority is a leaning.

    Returns
    -------
    Coorientation, NaN where a figure is undefined.

    Raises
    ------
    MeasureError : the statements differ, or more answered than were asked.

    Examples
    --------
    All of A agree and expect half of B to; a quarter of B agrees, and nobody there predicts:

    >>> a = Tally(agree=[4], unsure=[0], disagree=[0], statements=["S1"], participants=4)
    >>> b = Tally(agree=[1], unsure=[4], disagree=[3], statements=["S1"], participants=8)
    >>> of_b = Expectation(n=[4], units=[2 * 10**12], statements=["S1"], participants=4)
    >>> of_a = Expectation(n=[0], units=[0], statements=["S1"], participants=8)
    >>> figures = coorientation(tallies=(a, b), expectations=(of_b, of_a), asked=(4, 8))
    >>> float(figures.actual_difference[0]), float(figures.accuracy[0, 0]), float(figures.bias[0, 0])
    (0.75, 0.75, 0.25)
    >>> float(figures.accuracy[1, 0]), states.name(figures.state[0])
    (nan, 'unforeseen')

    The measures: [McLeodChaffee1973]_, after [LaingPhillipsonLee1966]_; the states: [Scheff1967]_.
    """
    statements = same_statements(*(part.statements for part in (*tallies, *expectations)))
    alpha = np.stack([tally.alpha for tally in tallies])
    prediction = np.stack([expectation.mean for expectation in expectations])
    leans = np.stack([leaning_of(tally, asked=n) for tally, n in zip(tallies, asked, strict=True)])
    expects = states.expectation(prediction)
    figures = comparisons(alpha, prediction)
    return Coorientation(
        statements=statements,
        alpha=alpha,
        unsure_share=np.stack([tally.unsure_share for tally in tallies]),
        prediction=prediction,
        agreement=1.0 - figures["actual_difference"],
        n=np.stack([tally.n for tally in tallies]),
        n_predictions=np.stack([expectation.n for expectation in expectations]),
        leans=leans,
        expects=expects,
        state=states.state(leans[0], leans[1], expects[0], expects[1]),
        **figures,
    )
