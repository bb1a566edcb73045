"""Placing labels: never over a mark, another label or the frame, and always the same."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from dissensus.charts.labels import Box, Placed, Wish, place, width_of

FRAME = Box(0, 0, 400, 300)
SIZE = 12.0

points = st.tuples(st.floats(8, 392), st.floats(8, 292))
texts = st.text(alphabet="abcdefgh mWil.", min_size=1, max_size=18)
wishes = st.lists(
    st.builds(
        lambda lines, anchors: (tuple(lines), tuple(anchors)),
        st.lists(texts, min_size=1, max_size=3),
        st.lists(points, min_size=1, max_size=2),
    ),
    max_size=12,
)


def _placed(
    held: list[tuple[tuple[str, ...], tuple[tuple[float, float], ...]]], most: int = 8
) -> tuple[Placed, ...]:
    marks = [Box.around(x, y, 6) for _, anchors in held for x, y in anchors]
    asked = [Wish(str(at), (lines, lines[:1]), anchors) for at, (lines, anchors) in enumerate(held)]
    return place(asked, frame=FRAME, marks=marks, size=SIZE, most=most)


@given(wishes)
def test_labels_collide_with_nothing(
    held: list[tuple[tuple[str, ...], tuple[tuple[float, float], ...]]],
) -> None:
    placed = _placed(held)
    marks = [Box.around(x, y, 6) for _, anchors in held for x, y in anchors]
    assert len(placed) <= 8
    for at, one in enumerate(placed):
        assert FRAME.holds(one.box)
        assert not any(one.box.overlaps(mark) for mark in marks)
        assert not any(one.box.overlaps(other.box) for other in placed[at + 1 :])


@given(wishes)
def test_leaders_run_through_no_label(
    held: list[tuple[tuple[str, ...], tuple[tuple[float, float], ...]]],
) -> None:
    placed = _placed(held)
    for one in placed:
        if one.leader is None:
            continue
        x, y, x2, y2 = one.leader
        for step in range(5, 96):
            at = (x + (x2 - x) * step / 100, y + (y2 - y) * step / 100)
            for other in placed:
                inside = Box(other.box.left + 2, other.box.top + 2, other.box.right - 2, other.box.bottom - 2)
                assert other is one or not inside.holds(Box(*at, *at))


@given(wishes)
def test_the_same_wishes_get_the_same_places(
    held: list[tuple[tuple[str, ...], tuple[tuple[float, float], ...]]],
) -> None:
    assert _placed(held) == _placed(held)


@given(texts, st.tuples(st.floats(150, 250), st.floats(60, 240)))
def test_a_lone_label_stands_beside_its_mark(text: str, anchor: tuple[float, float]) -> None:
    (one,) = _placed([((text,), (anchor,))])
    nearest = (
        min(max(anchor[0], one.box.left), one.box.right),
        min(max(anchor[1], one.box.top), one.box.bottom),
    )
    assert math.dist(anchor, nearest) < 12
    assert one.leader is None


def test_a_full_frame_leaves_labels_out_and_never_forces_them() -> None:
    crowd = [Box(x, y, x + 20, y + 20) for x in range(0, 400, 20) for y in range(0, 300, 20)]
    assert place([Wish("a", (("word",),), ((100, 100),))], frame=FRAME, marks=crowd, size=SIZE, most=3) == ()


def test_a_shorter_wording_is_taken_where_the_longer_has_no_place() -> None:
    frame = Box(0, 0, 120, 40)
    wish = Wish("a", (("a very long wording indeed",), ("short",)), ((20, 20),))
    (one,) = place([wish], frame=frame, marks=[Box.around(20, 20, 6)], size=SIZE, most=1)
    assert one.lines == ("short",)


def test_a_label_keeps_off_lines_where_it_can() -> None:
    line = Box(106, 50, 130, 150)
    wish = Wish("a", (("word",),), ((100, 100),))
    (free,) = place([wish], frame=FRAME, marks=[], size=SIZE, most=1)
    (kept,) = place([wish], frame=FRAME, marks=[], lines=[line], size=SIZE, most=1)
    assert free.box.overlaps(line)
    assert not kept.box.overlaps(line)


def test_wide_letters_are_wider() -> None:
    assert width_of("iiii", 10) < width_of("aaaa", 10) < width_of("AAAA", 10) < width_of("WWWW", 10)
    assert width_of("", 10) == 0
    assert width_of("abc", 20) == 2 * width_of("abc", 10)


@given(wishes)
def test_lines_are_set_towards_their_mark(
    held: list[tuple[tuple[str, ...], tuple[tuple[float, float], ...]]],
) -> None:
    for one in _placed(held):
        assert one.box.left <= one.edge <= one.box.right
        away = {
            "left": one.box.left - one.anchor[0],
            "right": one.anchor[0] - one.box.right,
            "center": min(one.anchor[0] - one.box.left, one.box.right - one.anchor[0]),
        }
        assert away[one.align] >= 0
