"""Dutch number words from nul to honderd, as people type them: zesenzeventig, drieëntwintig, dertien."""

UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
TEENS = (
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
DIALECT = {"neegn": 9, "zeuven": 7, "veertiene": 14, "twoalf": 12, "ellef": 11, "vuuf": 5, "vuf": 5, "vijve": 5,
           "zesse": 6, "achte": 8, "zeuvene": 7, "negene": 9, "achtien": 18, "zeventienne": 17, "zestiene": 16,
           "vijftiene": 15, "dertiene": 13, "twaalve": 12, "twelf": 12, "zero": 0}  # fmt: skip


def _compounds() -> dict[str, int]:
    return {
        unit + "en" + ten: 10 * tens + ones
        for tens, ten in enumerate(TENS, start=2)
        for ones, unit in enumerate(UNITS)
        if ones
    }


VALUES: dict[str, int] = (
    {word: value for value, word in enumerate(UNITS + TEENS)}
    | {word: 10 * value for value, word in enumerate(TENS, start=2)}
    | _compounds()
    | DIALECT
)
"""Folded number word to its value."""
