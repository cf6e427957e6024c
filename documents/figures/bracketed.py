"""A figure in brackets with a time of its own beside the figure that they follow: "340 (2024: 310)"."""

from __future__ import annotations

from documents.figures.scene import Scene

_NEAR = 3  # elements between a bracket and the figure that it follows: "900 tonnes of coal (2023: 1,100 tonnes)"


def bracket(scene: Scene, k: int) -> int | None:
    """Return the element of the bracket in which element k stands, None where it stands in none."""
    for j in range(k - 1, -1, -1):
        part = scene.parts[j]
        if part.sort == "mark" and part.low == ")":
            return None
        if part.sort == "mark" and part.low == "(":
            return j
    return None


def of_bracketed(scene: Scene, k: int, j: int) -> bool:
    """Say whether the time at j stands in a bracket, without the figure at k, that gives it a figure of its own."""
    opened = bracket(scene, j)
    if opened is None or bracket(scene, k) == opened:
        return False
    for part in scene.parts[j + 1 :]:
        if part.sort == "figure":
            return True
        if part.sort == "mark" and part.low == ")":
            return False
    return False


def own_time(scene: Scene, k: int) -> int | None:
    """Return the element of the time that a bracket gives its one figure before it, None where it gives none."""
    opened = bracket(scene, k)
    if opened is None or not any(part.sort == "figure" for part in scene.parts[max(0, opened - _NEAR) : opened]):
        return None
    within = scene.parts[opened + 1 : k]
    dated = [opened + 1 + i for i, part in enumerate(within) if part.sort == "period"]
    plain = all(part.sort not in ("figure", "verb") for part in within)
    return dated[0] if len(dated) == 1 and plain else None
