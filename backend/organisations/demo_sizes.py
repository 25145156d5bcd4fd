"""How many members each union of the demo has: a long tail that sums exactly to the district's figures."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

MEMBERS = 31_049
JOINED_2020 = 3_462
#: Members of the 49 unions founded in 2020, 52 each on average; the rest of the year's joiners are spread.
IN_NEW_UNIONS = 2_548
SMALLEST = 3

#: kind -> (median, spread) of a log-normal size.
SIZES: dict[str, tuple[float, float]] = {
    "organ": (38, 0.45),
    "school": (62, 0.5),
    "health": (70, 0.8),
    "state": (150, 0.6),
    "park": (56, 0.75),
    "street": (22, 0.8),
    "joint": (42, 0.5),
    "industry": (58, 0.6),
}


@dataclass(frozen=True, slots=True)
class Size:
    """Targets of one union on the demo's day."""

    members: int
    joined_2020: int
    employees: int


def sizes_for(rng: random.Random, kinds: Sequence[str], is_new: Sequence[bool]) -> list[Size]:
    """Targets for each union, in the order given; they sum to MEMBERS and JOINED_2020."""
    weights = [rng.lognormvariate(0, SIZES[kind][1]) * SIZES[kind][0] for kind in kinds]
    old = [i for i, new in enumerate(is_new) if not new]
    new = [i for i, flag in enumerate(is_new) if flag]
    members = dict(zip(old, apportion(MEMBERS - IN_NEW_UNIONS, [weights[i] for i in old]), strict=True))
    members |= zip(new, apportion(IN_NEW_UNIONS, [(weights[i] + 60) for i in new]), strict=True)
    joined = {i: members[i] for i in new}
    joined |= _joiners(rng, {i: members[i] for i in old}, JOINED_2020 - IN_NEW_UNIONS)
    return [
        Size(members[i], joined[i], max(members[i], round(members[i] / _density(rng))))
        for i in range(len(kinds))
    ]


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole shares of a total by weight, each at least SMALLEST, by the largest remainder."""
    spare = total - SMALLEST * len(weights)
    exact = [spare * weight / sum(weights) for weight in weights]
    shares = [int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: spare - sum(shares)]:
        shares[i] += 1
    return [share + SMALLEST for share in shares]


def _joiners(rng: random.Random, members: dict[int, int], total: int) -> dict[int, int]:
    """People who joined older unions in the year: at most two in five of a union's members."""
    joined = dict.fromkeys(members, 0)
    room = [i for i in members for _ in range(members[i] * 2 // 5)]
    for i in rng.sample(room, total):
        joined[i] += 1
    return joined


def _density(rng: random.Random) -> float:
    """Members per employee; a third of the unions have everybody."""
    return 1.0 if rng.random() < 0.34 else rng.uniform(0.86, 0.99)
