"""What letters need: room on a line, the fewest lines, and nothing in them that breaks a picture."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Widths of Inter at 12 px in twentieths of the size, measured from the font the pages are set in. The two
# weights differ by less than the rounding; what is set in the heavier one is measured with `heavier`.
_WIDTHS: dict[str, int] = {
    letter: width
    for width, letters in {
        5: "Iijl’",
        6: " !',.:;`·",
        7: "()/[\\]ft|",
        8: "1r",
        9: '"-^_{}“”',
        10: "*?",
        11: "7JLacksvxyz",
        12: "235689EFbdeghnopqu",
        13: "#$&+04<=>BKPRSTZ~−",
        14: "ADVXY",
        15: "CGHNOQU",
        16: "w",
        18: "Mm…",
        19: "@",
        20: "%W",
    }.items()
    for letter in letters
}
_HEAVIER = 1.04
_ELSEWHERE = 12
_LONGEST = 600
_LONGEST_SPOKEN = 240

# Characters that turn the direction of what follows, or hide. A name may hold them; a picture must not, for
# there they would turn words that are not theirs. The plain left-to-right and right-to-left marks may stay.
_TURNING = {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}

# Latin and combining letters, digits, and the signs sentences are set with: nothing among them has to go,
# and most names and sentences hold nothing else.
_ALL_STAY = re.compile(r"[ -~\u00a1-\u0377\u2010-\u2027\u2032-\u203a]*").fullmatch


def printable(text: str) -> str:
    """The text without control, turning and half characters, which neither XML nor the reader can use."""
    if _ALL_STAY(text):
        return text
    return "".join(" " if letter.isspace() else letter for letter in text if _stays(letter))


def _stays(letter: str) -> bool:
    if letter in "\t\n\r":
        return True
    not_a_character = ord(letter) & 0xFFFE == 0xFFFE
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter not in _TURNING and not not_a_character


@lru_cache(maxsize=4096)
def width(text: str, size: float = 12, *, heavier: bool = False) -> float:
    """How wide the text stands, near enough to keep words apart; never less than it is for Latin letters."""
    twentieths = sum(_letter(letter) for letter in text)
    return twentieths * size / 20 * (_HEAVIER if heavier else 1)


def _letter(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 20
    plain = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(plain, 15 if letter.isupper() else _ELSEWHERE)


def lines(text: str, *, room: float, at_most: int = 2, size: float = 12, heavier: bool = False) -> list[str]:
    """The text in as few lines as fit the room, evenly filled; what does not fit ends in an ellipsis."""
    whole = " ".join(printable(text[:_LONGEST]).split())
    total = width(whole, size, heavier=heavier)
    if total <= room:
        return [whole] if whole else []
    needed = min(at_most, int(total // room) + 1)
    evenly = _wrapped(whole, room=min(room, total / needed * 1.15), size=size, heavier=heavier)
    found = evenly if len(evenly) <= at_most else _wrapped(whole, room=room, size=size, heavier=heavier)
    if len(found) > at_most:
        found = [*found[: at_most - 1], " ".join(found[at_most - 1 :])]
    return [shortened(line, room=room, size=size, heavier=heavier) for line in found]


def _wrapped(text: str, *, room: float, size: float, heavier: bool) -> list[str]:
    done: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, heavier=heavier) > room:
            done.append(line)
            longer = word
        line = longer
    return [*done, line]


def spoken(text: str) -> str:
    """The text for those who hear it: on one line, and cut where nobody would listen on."""
    whole = " ".join(printable(text[: 2 * _LONGEST_SPOKEN]).split())
    return whole if len(whole) <= _LONGEST_SPOKEN else whole[:_LONGEST_SPOKEN].rstrip() + "…"


def shortened(text: str, *, room: float, size: float = 12, heavier: bool = False) -> str:
    """The text, or its beginning and an ellipsis where the room ends; a letter keeps its marks."""
    if width(text, size, heavier=heavier) <= room:
        return text
    left = room - width("…", size, heavier=heavier)
    kept = 0
    for letter in text:
        left -= width(letter, size, heavier=heavier)
        if left < 0:
            break
        kept += 1
    while kept and unicodedata.category(text[kept]) in ("Mn", "Me"):
        kept -= 1
    return text[:kept].rstrip(" ,.;:") + "…"
