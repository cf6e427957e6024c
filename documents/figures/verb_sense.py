"""Whether a word is a verb where it stands: from word lists and its neighbours alone."""

from __future__ import annotations

from documents.figures.nouns import is_plural
from documents.figures.tokens import Token
from documents.figures.verb_context import nonrestrictive, paid_by, results_told, resumes, watched
from documents.figures.verbs import ambiguous, base_of, is_a
from documents.figures.vocabulary import words

DETERMINERS = words("determiners", name="grammar")


POSSESSIVES = words("possessives", name="grammar")


PREPOSITIONS = words("prepositions", name="grammar")


JOINS = words("joins", name="grammar")


PRONOUNS = words("pronouns", name="grammar")


AUXILIARIES = words("auxiliaries", name="grammar")


FILLERS = words("fillers", name="grammar")


_MODALS = words("modals", name="grammar")


_PASTS = frozenset(
    {
        "put",
        "cut",
        "set",
        "hit",
        "cost",
        "shed",
        "beat",
        "let",
        "shut",
        "quit",
        "bid",
        "bet",
        "burst",
        "hurt",
        "split",
        "spread",
        "cast",
        "forecast",
    }
)


_RESUMED = frozenset(
    {"made", "left", "found", "held", "set", "took", "cost", "hit"}
)  # ", the Leeds insurer, | made a loss"


_LEADS = frozenset({"to", "by", "at", "from", "for", "over", "between"})


_SOFT = words("soft", name="grammar")


def keys(stops: object) -> frozenset[int] | dict[int, object]:
    return stops  # type: ignore[return-value]


def is_verb(tokens: tuple[Token, ...], i: int, before: str, stops: object) -> bool:
    """Say whether the word at i is a verb, given what stands before it."""
    low = tokens[i].low
    if tokens[i].text == "May" and i > 0 and tokens[i - 1].kind != "mark":
        return False  # the month
    if low in AUXILIARIES:
        return True
    if tokens[i].kind != "word" or (tokens[i].text[0].isupper() and before == "noun"):
        return False
    if i > 0 and tokens[i - 1].low == "own":
        return False  # "its own spread"
    if before == "noun" and low == base_of(low) and is_a(low, "change") and watched(tokens, i):
        return True  # "saw its margin | widen by 3"
    if before == "comma" and low == base_of(low) and (object_next_to(tokens, i, stops) and resumes(tokens, i)):
        return True  # "Such deals, which Acme likes, | cover a fifth of output"
    if before == "subject" and low.endswith(("s", "ed")) and nonrestrictive(tokens, i):
        return True  # "Acme, which | bundles television, ..."
    if before == "verb" and i > 0 and tokens[i - 1].low in _MODALS and base_of(low) == low:
        return True
    if before == "noun" and (results_told(tokens, i, stops) or paid_by(tokens, i, stops)):
        return True
    if before == "noun" and low == base_of(low) and low not in _PASTS and not is_plural(_noun_before(tokens, i)):
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    object_next = following is None or opens_object(following) or (i + 1) in keys(stops)
    if before == "subject" and base_of(low) is not None:
        return True
    particle = following is not None and following.low in ("up", "out", "off", "down")
    if before == "noun" and particle and base_of(low) is not None and _acting(tokens, i):
        return True  # "the R9 | links up with", "assets | make up 4%"
    ended = (
        i + 2 < len(tokens) and tokens[i + 2].low != "of" and (opens_object(tokens[i + 2]) or (i + 2) in keys(stops))
    )
    if before == "noun" and particle and low in ("made", "took", "gave", "set") and ended:
        return True  # "fuel | made up about a quarter"
    if before == "comma" and low.endswith("ing") and base_of(low) is not None and (i + 1) in keys(stops):
        return True  # "fell to 3%, | saving $14m"
    perfect = before == "verb" and i > 0 and tokens[i - 1].low in ("has", "have", "had")
    if perfect and base_of(low) is not None and _named_next(following):
        return True  # "has | run Acme since 2021"
    if before in ("noun", "subject") and low.endswith("s") and base_of(low) is not None and _named_for(tokens, i):
        return True
    before = "noun" if before == "subject" else before
    if low.endswith("s") and following is not None and (following.low in AUXILIARIES or before == ""):
        return before == "" and i > 0 and _takes(tokens, i, object_next)
    if base_of(low) is None:
        if low.endswith("ing") and len(low) > 5 and before in ("", "comma"):
            return following is not None and (following.low in PRONOUNS or following.low in DETERMINERS)
        derived = low.endswith("ed") and len(low) > 4
        return derived and (before == "verb" or (before == "noun" and (object_next or _loose(following))))
    joined = before == "" and i > 0 and tokens[i - 1].low in ("and", "but", "or")
    if joined and low in _PASTS and (_acts_on(tokens, i, stops) or (i + 1) in keys(stops)):
        return True
    if joined and low == base_of(low) and (object_next or _moves(tokens, i)) and _modal_before(tokens, i):
        return True
    if before == "verb" and (low == "last" or (low.endswith("s") and ambiguous(low))):
        return False
    if before in ("amount", "noun") and low in ("falls", "fell") and following is not None and following.low == "due":
        return True
    if before == "amount" and (ambiguous(low) or low == base_of(low)):
        if following is not None and following.kind == "mark" and not ambiguous(low):
            return True  # "some 120 | remain,"
        determined = following is not None and (following.low in DETERMINERS or following.low in POSSESSIVES)
        if not determined and not (low.endswith("s") and object_next):
            return False
    before = "noun" if before == "amount" else before
    if ambiguous(low) or low == base_of(low):
        if before in ("to", "verb"):
            return before == "to" or object_next or _loose(following)
        led = following is not None and following.low in _LEADS
        past = low in _PASTS
        moving = (
            low == base_of(low) and not ambiguous(low) and following is not None and following.low in ("up", "down")
        )
        if before == "noun" and past and _acts_on(tokens, i, stops):
            return True
        named = before == "noun" and past and (tokens[i - 1].kind == "code" or tokens[i - 1].text[:1].isupper())
        if named and following is not None and following.low not in PREPOSITIONS:
            return True
        listed = before == "comma" and low.endswith("ed") and following is not None and following.low in PREPOSITIONS
        particle = past and following is not None and following.low in ("in", "up", "aside", "off", "down", "out")
        resumed = before == "comma" and (((low.endswith("s") or past) and (object_next or particle)) or moving)
        resumed = resumed or (before == "comma" and low in _RESUMED and (object_next or _named_next(following)))
        return (before == "noun" and (object_next or led or particle)) or resumed or listed
    if low.endswith(("ed", "ing")) and before in ("", "comma"):
        placed = i == 0 and following is not None and following.low in ("first", "second", "third", "last")
        return (
            object_next
            or placed
            or (before == "comma" and low.endswith("ed") and _named_next(following))
            or (_loose(following) and not low.endswith("ing"))
            or (following is not None and following.low in PREPOSITIONS)
        )
    if low.endswith("ing") and before != "verb":
        return object_next or _loose(following)
    return True


def object_next_to(tokens: tuple[Token, ...], i: int, stops: object) -> bool:
    """Say whether an object or an amount follows at i + 1, words like "roughly" left out, or a clause with "it"."""
    j = i + 1
    while j < len(tokens) and tokens[j].low in FILLERS and j not in keys(stops):
        j += 1
    return j in keys(stops) or (j < len(tokens) and (opens_object(tokens[j]) or tokens[j].low in PRONOUNS))


def _acts_on(tokens: tuple[Token, ...], i: int, stops: object) -> bool:
    """Say whether "cut" or "put" at i has an object and an amount after it: "the drug | cut weight by 14%"."""
    for j in range(i + 2, min(i + 7, len(tokens) - 1)):
        low = tokens[j].low
        if low in ("by", "from", "to", "at"):
            return (j + 1) in keys(stops) or (j + 2) in keys(stops)
        bounding = low in ("up", "about", "over", "around") and tokens[i].low == "cost"
        if bounding and (j + 1) in keys(stops):
            return True  # "and | cost the company about £2 million"
        if not bounding and (tokens[j].kind == "mark" or low in AUXILIARIES | PREPOSITIONS | JOINS):
            return False
    return False


def _moves(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether the word changes the noun after it: "should open and | raise capacity from 3 to 5"."""
    change = is_a(tokens[i].low, "change") or base_of(tokens[i].low) in words("movers", name="grammar")
    for j in range(i + 1, min(i + 6, len(tokens))):
        if tokens[j].low in ("from", "to", "by"):
            return change and j > i + 1
        if tokens[j].kind != "word" or (tokens[j].low in PREPOSITIONS and tokens[j].low not in ("up", "down")):
            return False
    return False


def _modal_before(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether a modal verb earlier in the clause goes on to the verb at i: "would keep 3 | and guarantee 5"."""
    for j in range(i - 1, max(-1, i - 16), -1):
        if tokens[j].text in ".;:":
            return False
        if tokens[j].low in _MODALS and (tokens[j].low != "to" or base_of(tokens[j + 1].low) == tokens[j + 1].low):
            return True
    return False


def _acting(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether the form at i agrees with the noun before it: "the R9 links", "assets make"."""
    noun = tokens[i - 1]
    named = noun.kind == "code" or noun.text[:1].isupper()
    base = base_of(tokens[i].low) == tokens[i].low
    return (named and tokens[i].low.endswith("s")) or (base and not ambiguous(tokens[i].low) and is_plural(noun))


def _named_for(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether the word ends a clause on what stands before it: "the 25 million rides that Fenn | promises,"."""
    if i < 3 or tokens[i - 2].low not in ("that", "which", "whom") or not tokens[i - 1].text[:1].isupper():
        return False
    closed, noun = i + 1 >= len(tokens) or tokens[i + 1].kind == "mark", tokens[i - 3]
    return closed and noun.kind == "word" and (base_of(noun.low) is None or ambiguous(noun.low))


def _named_next(following: Token | None) -> bool:
    return following is not None and following.kind == "word" and following.text[:1].isupper()


def _noun_before(tokens: tuple[Token, ...], i: int) -> Token:
    """Return the last word before i that is no adverb."""
    j = i - 1
    while j > 0 and (tokens[j].low in FILLERS or (tokens[j].low.endswith("ly") and tokens[j].text[0].islower())):
        j -= 1
    return tokens[j]


def _takes(tokens: tuple[Token, ...], i: int, object_next: bool) -> bool:
    """Say whether a form in -s after "and" reads as a verb: what follows can be its object."""
    after = tokens[i + 1]
    if base_of(tokens[i].low) is None or (ambiguous(tokens[i].low) and not object_next):
        infinitive = i + 2 < len(tokens) and base_of(tokens[i + 2].low) == tokens[i + 2].low
        return after.low == "to" and infinitive and base_of(tokens[i].low) is not None
    if object_next or (after.low == "to" and i + 2 < len(tokens) and base_of(tokens[i + 2].low) is not None):
        return True
    if after.low in ("out", "up", "off", "down") and i + 2 < len(tokens) and opens_object(tokens[i + 2]):
        return True  # "and turns out 5"
    plain = after.kind == "word" and after.low not in PREPOSITIONS and after.low not in JOINS
    return plain and (base_of(after.low) is None or base_of(after.low) == after.low or ambiguous(after.low))


def opens_object(token: Token) -> bool:
    """Say whether the token opens an object: a determiner, a number, a currency sign."""
    return (
        token.kind == "number"
        or token.low in DETERMINERS
        or token.low in POSSESSIVES
        or token.low in ("him", "it", "them", "us", "her")
        or token.text in "$€£¥~±₹"
        or token.low in _SOFT
    )


def _loose(token: Token | None) -> bool:
    return (
        token is None or token.kind == "mark" or token.low in PREPOSITIONS or token.low in JOINS or token.low in FILLERS
    )
