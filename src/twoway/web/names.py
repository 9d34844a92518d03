"""A person's initials, whatever script the name is written in."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_JOINS_ON = {"Mn", "Mc", "Me", "Sk"}


def initials(name: str) -> str:
    """Two letters for two words or more, one for one; "Person 17" is 17, or ten people would be P1."""
    words = [word for word in (_from_first_letter(word) for word in name.split()) if word]
    if not words:
        return "?"
    if words[-1].isdecimal():
        return words[-1][-3:]
    chosen = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(_large(first_letter(word)) for word in chosen)


def first_letter(word: str) -> str:
    """The first letter as a reader sees it: with its accents, vowel signs and joined parts."""
    end = 1
    while end < len(word) and _belongs(word, end):
        end += 1
    return word[:end]


def _belongs(word: str, place: int) -> bool:
    """Whether the sign at `place` is part of the letter before it."""
    sign, before = word[place], word[place - 1]
    if _JOINER in (sign, before):
        return True
    return unicodedata.category(sign) in _JOINS_ON or _is_jamo_after_jamo(before, sign)


def _is_jamo_after_jamo(before: str, sign: str) -> bool:
    """Korean written as single parts: a syllable's vowel and final belong to its first consonant."""
    return "\u1100" <= before <= "\u11ff" and "\u1160" <= sign <= "\u11ff"


def _from_first_letter(word: str) -> str:
    """Without the brackets, apostrophes and marks of direction a name may begin with."""
    for place, sign in enumerate(word):
        if unicodedata.category(sign)[0] in "LN":
            return word[place:]
    return ""


def _large(letter: str) -> str:
    """A capital where the script has one of the same length (ß stays ß)."""
    upper = letter.upper()
    return upper if len(upper) == len(letter) else letter
