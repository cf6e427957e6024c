"""Names and the phrases set beside them between commas: "its first model, the R9, ...", "Acme, the lender, ..."."""

from __future__ import annotations

from documents.figures.scene import Scene


def with_apposition(scene: Scene, j: int, last: int) -> tuple[int, int]:
    """Return the phrase at j, or the name set beside it between commas: "its first model, the R9, ..."."""
    part = scene.parts[j]
    after = scene.parts[j + 1 : j + 4]
    if len(after) >= 2 and after[0].low in ("call", "name", "dub") and after[1].sort == "phrase":
        return after[1].first, after[1].last
    if (
        j + 3 <= len(scene.parts)
        and len(after) >= 2
        and after[0].low == ","
        and after[1].sort == "phrase"
        and (len(after) < 3 or after[2].low in ",.")
    ):
        named = scene.named(part.first, part.last) and not scene.named(after[1].first, after[1].last)
        if named:
            return part.first, part.last  # "the R9, the new SUV"
        token = scene.tokens[after[1].last - 1]
        if token.text[:1].isupper() or token.kind == "code":
            return after[1].first, after[1].last
    return part.first, part.last


def apposing(scene: Scene, k: int) -> tuple[int, int] | None:
    """Return the name that the figure's own phrase describes: "Acme, the country's | second-largest | lender"."""
    j = k - 1
    while j > 1 and scene.parts[j].sort in ("phrase", "prep", "filler") and k - j < 6:
        if scene.parts[j - 1].low == "," and scene.parts[j].sort == "phrase":
            return apposed(scene, j)
        j -= 1
    return None


def apposed(scene: Scene, j: int) -> tuple[int, int] | None:
    """Return the name that the phrase at j only describes: "Acme, | the Leeds carrier | that sails 5 ships"."""
    if j < 2 or scene.parts[j - 1].low != "," or scene.parts[j - 2].sort != "phrase":
        return None
    name, noun = scene.parts[j - 2], scene.parts[j]
    named = any(last == name.last for _, last, _ in scene.named(name.first, name.last))
    described = scene.tokens[noun.first].low in ("the", "a", "an", "its", "their", "one")
    return (name.first, name.last) if named and described else None
