"""Streets with their number, box, postal code and municipality."""

import re

from chalicelib.privacy.anonymising.span import Kind, Span

_ENDING = (
    r"(?:straat|straatje|strate|stroat|str\.|laan|lei|steenweg|weg|plein|dreef|kaai|lane?|singel|hof|pad|markt|vest|"
    r"baan|berg|veld|put|hoek|meers|dijk|dam|wijk|park|ring|route|poort|kouter|bempd|plaats|gracht|heide|akker)"
)
_STREET = (
    rf"(?:(?:[A-Z'][\w'’.-]{{0,24}} ){{0,3}}[^\W\d_][\w'’-]{{1,30}}?{_ENDING}|(?:rue|avenue|"
    rf"chauss[ée]e|boulevard|place) (?:(?:de|du|des|la|le|"
    rf"l') ?){{0,2}}[A-Z][\w'’-]{{1,25}}(?: [A-Z][\w'’-]{{1,25}}){{0,2}}|[A-Z][\w'’-]{{2,20}} (?:Meer|"
    rf"Markt|Plein|Hof|Dreef|Vest|Lei|Bempd))"
)
_NUMBER = r"\d{1,4} ?[A-Za-z]?(?![\w:%€])(?:/\d{1,4})?(?: ?,? ?(?:bus|bte|b|verdiep|app?\.?) ?[\w/]{1,6})?"
_TOWN = r"(?:,? (?:[1-9]\d{3})(?: [A-Z][\w'’-]{2,25}(?:[ -][A-Z][\w'’-]{2,25})?| [a-z-]{3,25}(?=$|[,.!?]))?)?"
_ADDRESS = re.compile(rf"(?<!\w){_STREET} {_NUMBER}{_TOWN}")
_LOWER = re.compile(rf"(?<!\w)[^\W\d_][\w'’-]{{2,30}}{_ENDING} {_NUMBER}{_TOWN}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<!\w)[^\W\d_][\w'’-]{2,30}(?:straat|stroat|strate|laan|steenweg|plein|dreef|kaai|singel)(?!\w)", re.IGNORECASE
)
_POSTAL = re.compile(r"(?<![\w./-])(?:[1-9]\d{3}) [A-Z][\w'’-]{2,25}(?: ?, ?[A-Z][\w'’-]{3,30} \d{1,4}\w?)?")
_ORDINARY = re.compile(
    r"(?:winkel|hoofd|zij|dorps|school|snel|autosnel|fiets|in de|buiten|speel|achter|voor|"
    r"eenrichtings)?straat|zebrapad|speelplein|afweg|snelweg|onderweg|marktplein|dorpsplein|"
    r"autosnelweg",
    re.IGNORECASE,
)


def addresses(message: str) -> list[Span]:
    """Addresses: a street with its number and what follows it, a street alone, a postal code with its municipality."""
    found = [Span(m.start(), m.end(), Kind.ADDRESS) for shape in (_ADDRESS, _LOWER) for m in shape.finditer(message)]
    found += [Span(m.start(), m.end(), Kind.ADDRESS) for m in _POSTAL.finditer(message)]
    bare = (m for m in _BARE.finditer(message) if not _ORDINARY.fullmatch(m.group()))
    return found + [Span(m.start(), m.end(), Kind.ADDRESS) for m in bare]
