"""From scores to structures: the best dependency tree of a sentence, the best names."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Heads = npt.NDArray[np.int64]
ROOT = -1
CROSSING = 0.5  # by how much less likely (in log-probability) arcs that cross others are made


def best_tree(scores: Scores) -> Heads:
    """The heads of the best tree with one root, -1 for it.

    `scores` has shape (tokens, tokens + 1): each head's score, the root first. Chu-Liu and Edmonds'
    algorithm (Dozat and Manning 2017 use it as well), run only where the best heads alone make no tree.
    """
    heads: Heads = scores.argmax(1) - 1
    if is_tree(heads):
        return heads
    scores = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)  # so that different words' scores compare
    roots = np.flatnonzero(heads == ROOT)
    candidates = roots if len(roots) else np.argsort(-scores[:, 0])[:1]
    if len(candidates) > 1:
        candidates = candidates[np.argsort(-scores[candidates, 0])][:3]
    best: Heads = heads
    best_score = -np.inf
    for root in candidates:
        tried = spanning_tree(only_root(scores, int(root)))
        total = scores[np.arange(len(tried)), tried + 1].sum()
        if total > best_score:
            best, best_score = tried, total
    return best


def mostly_projective(scores: Scores) -> Heads:
    """The best tree, but without crossing arcs where one without them is nearly as good.

    Arcs are scored one by one, and two words may claim the same verb across each other; arcs that cross do occur, but
    are rare enough to ask more of them. Each arc that crosses another is made CROSSING less likely, at most twice.
    """
    scores = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    heads = best_tree(scores)
    for _ in range(2):
        crossed = crossing(heads)
        if not len(crossed):
            break
        scores[crossed, heads[crossed] + 1] -= CROSSING
        heads = best_tree(scores)
    return heads


def crossing(heads: Heads) -> Heads:
    """The words whose arc to their head crosses another arc."""
    words = np.flatnonzero(heads != ROOT)
    left, right = np.minimum(words, heads[words]), np.maximum(words, heads[words])
    starts_inside = (left[:, None] < left) & (left < right[:, None]) & (right > right[:, None])
    return words[(starts_inside | starts_inside.T).any(1)]


def is_tree(heads: Heads) -> bool:
    """Whether every token leads to the one root."""
    if np.count_nonzero(heads == ROOT) != 1:
        return False
    return not find_cycle(heads)


def only_root(scores: Scores, root: int) -> Scores:
    """The scores with `root` the only token that may be root."""
    limited: Scores = scores.copy()
    keep = limited[root, 0]
    limited[:, 0] = -1e6
    limited[root, :] = -1e6
    limited[root, 0] = keep
    return limited


def find_cycle(heads: Heads) -> list[int]:
    """The tokens of one cycle, [] where there is none."""
    state = [0] * len(heads)  # 0 new, 1 on the way, 2 known to end at the root
    for start in range(len(heads)):
        path = []
        token = start
        while token != ROOT and state[token] == 0:
            state[token] = 1
            path.append(token)
            token = int(heads[token])
        if token != ROOT and state[token] == 1:
            return path[path.index(token) :]
        for passed in path:
            state[passed] = 2
    return []


def spanning_tree(scores: Scores) -> Heads:
    """The maximum spanning tree from the root: cycles are broken where that costs least, each time the cheapest way.

    Contraction is done in place on a matrix of live nodes, so that the time is O(cycles * tokens ** 2).
    """
    n = len(scores)
    weights = np.full((n + 1, n + 1), -np.inf)  # weights[head, dependent], node 0 is the root
    weights[:, 1:] = scores.T
    np.fill_diagonal(weights, -np.inf)
    heads: Heads = _contract(weights)[1:] - 1
    return heads


def _contract(weights: npt.NDArray[np.float64]) -> Heads:
    """Heads of the best tree over `weights[head, dependent]`; node 0 is the root and gets head 0."""
    heads: Heads = weights.argmax(0)
    heads[0] = 0
    cycle = find_cycle(heads[1:] - 1)
    if not cycle:
        return heads
    ring = np.array(cycle) + 1
    inside = np.zeros(len(weights), dtype=bool)
    inside[ring] = True
    rest = np.flatnonzero(~inside)
    kept = weights[heads[ring], ring]
    smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    smaller[:-1, :-1] = weights[np.ix_(rest, rest)]
    entering = weights[np.ix_(rest, ring)] - kept  # what replacing a ring token's head costs
    smaller[:-1, -1] = entering.max(1) + kept.sum()
    leaving = weights[np.ix_(ring, rest)]
    smaller[-1, :-1] = leaving.max(0)
    smaller[-1, 0] = -np.inf
    inner = _contract(smaller)
    result: Heads = heads.copy()
    ring_node = len(rest)
    for place, node in enumerate(rest):
        if node == 0:
            continue
        head = inner[place]
        result[node] = ring[leaving[:, place].argmax()] if head == ring_node else rest[head]
    outer = inner[ring_node]
    broken = entering[outer].argmax()
    result[ring[broken]] = rest[outer]
    return result


def best_names(scores: Scores, classes: list[str]) -> list[str]:
    """The best sequence of IOB2 tags in which every I follows a B or I of its kind (Viterbi)."""
    allowed = _allowed(tuple(classes))
    first = np.where([c.startswith("I") for c in classes], -1e6, 0.0)
    best = scores[0] + first
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        paths = best[:, None] + allowed
        back[i] = paths.argmax(0)
        best = paths.max(0) + scores[i]
    tag = int(best.argmax())
    tags = [tag]
    for i in range(len(scores) - 1, 0, -1):
        tag = int(back[i, tag])
        tags.append(tag)
    return [classes[t] for t in reversed(tags)]


def _allowed(classes: tuple[str, ...]) -> npt.NDArray[np.float64]:
    table = np.zeros((len(classes), len(classes)))
    for j, after in enumerate(classes):
        if after.startswith("I"):
            for i, before in enumerate(classes):
                if before[2:] != after[2:]:
                    table[i, j] = -1e6
    return table
