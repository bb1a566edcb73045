"""What the guard knows of a dialogue before it looks at an answer: rolls, units, and who is shown how."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError, MeasureError
from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Track, Unit
from dissensus.engine import tabulate
from dissensus.engine.carried import carried_forward
from dissensus.engine.results import Withheld
from dissensus.measures.guard import admission, constants
from dissensus.measures.guard.admission import Admission, Asked, Row
from dissensus.measures.guard.constants import Constants


@attrs.frozen(kw_only=True)
class Dialogue:
    """The rounds of a series as the guard takes them, and what may be shown of whom in each.

    `asked` are the rounds as they were held, `rounds` the same with last answers carried forward. `admitted`:
    by party and round id.
    """

    case: Case
    asked: tuple[Round, ...]
    rounds: tuple[Round, ...]
    constants: Constants
    admitted: Mapping[str, Mapping[str, Admission]]

    @classmethod
    def of(cls, case: Case, round_id: str) -> Dialogue:
        """The dialogue up to that round.

        Raises DissensusError where the rounds carry different constants of the guard, or ones that are none.
        """
        asked = case.series(round_id)
        rounds = carried_forward(asked)
        held = _constants(asked)
        return cls(
            case=case,
            asked=asked,
            rounds=rounds,
            constants=held,
            admitted={party: _admitted(rounds, party, case, held) for party in case.sides},
        )

    @property
    def latest(self) -> Round:
        """The round that was asked for."""
        return self.rounds[-1]

    def row(self, held: Round, party: str) -> Row:
        """How finely the party may be shown in this round; who was not asked has nothing to guard."""
        found = self.admitted.get(party, {}).get(held.id)
        return Row.OPEN if found is None else found.row

    def roll(self, held: Round, party: str) -> int:
        """Those asked of the party in this round, leavers among them."""
        found = self.admitted.get(party, {}).get(held.id)
        return tabulate.asked(held, party) if found is None else found.roll

    def owner_row(self, held: Round, party: str) -> Row:
        """How finely the party's own lines may be shown: in the joint track they are always the party's."""
        return Row.OPEN if held.track is Track.JOINT else self.row(held, party)

    def together(self, held: Round, pair: tuple[str, str]) -> bool:
        """Whether this round's records of the pair may stand beside those of the latest round."""
        place = self.rounds.index(held)
        return all(place >= self._since(party) for party in pair)

    def counts_now(self, arm: str | None) -> bool:
        """Whether a statement of that arm is part of what is released with the latest round."""
        return admission.counts_now(arm, last=self.latest.last)

    def refused(self, needed: Row) -> Withheld:
        """No figure, with what the next threshold unlocks."""
        return Withheld(reason=admission.refusal(needed, self.constants))

    def _since(self, party: str) -> int:
        """The place in the series of the first round that may stand beside the latest."""
        history = list(self.admitted.get(party, {}).values())
        if not history:
            return 0
        names = [held.id for held in self.rounds]
        return names.index(history[history[-1].since].round)


def _admitted(rounds: tuple[Round, ...], party: str, case: Case, held: Constants) -> Mapping[str, Admission]:
    history = [
        Asked(
            round=each.id,
            unit=each.unit.get(party, Unit.PERSON),
            roll=tabulate.asked(each, party),
        )
        for each in rounds
        if party in tabulate.sides(each, case.sides)
    ]
    return {each.round: each for each in admission.admit(history, held)}


def _constants(asked: tuple[Round, ...]) -> Constants:
    """The constants that the first round carries, and with it the whole dialogue."""
    first, *later = asked
    locked = _read(first)
    for held in later:
        if held.guard is not None and _read(held) != locked:
            raise DissensusError(
                f"the guard of round {held.id!r} is not that of {first.id!r}, which locks it for the whole "
                "dialogue; give both the same constants in round.yaml"
            )
    return locked


def _read(held: Round) -> Constants:
    try:
        return constants.from_mapping(held.guard)
    except MeasureError as error:
        raise DissensusError(f"round {held.id!r}, round.yaml, guard: {error}") from error
