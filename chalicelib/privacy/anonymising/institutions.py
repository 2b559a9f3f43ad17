"""Schools and organisations by the words that begin or end their names."""

import re

from chalicelib.privacy.anonymising.span import Kind, Span

_PART = r"(?:[A-Z0-9'][\w'’.-]{0,24}|de|den|het|van|voor|&|en|ter|ten|aan|der)"
_NAME = rf"(?:[A-Z'][\w'’&.-]{{1,24}}(?: (?:{_PART} ){{0,2}}[A-Z][\w'’.-]{{1,24}})?)"
_ARTICLE = r"(?:(?:[Dd]e|[Dd]en|[Hh]et|'t|[Tt]er|[Tt]en) )?"
_SCHOOL_WORD = (
    r"(?:[Bb]asisschool|[Ff]reinetschool|[Ss]teinerschool|[Mm]iddenschool|[Hh]ogeschool|[Uu]niversiteit|[Aa]theneum|"
    r"[Ll]yceum|[Cc]ollege|[Ii]nstituut|[Aa]cademie|[Kk]leuterschool|[Cc]ampus|[Ss]yntra|GO!|KTA|KA|"
    r"VTI|BuSO|BSBO|MPI|KSO|TSO)"
)
_SCHOOL = re.compile(
    rf"(?<!\w)(?:[Hh]et (?=KA|VTI|KTA|atheneum))?(?:Vrije |Koninklijk |Stedelijk |GO! |"
    rf"Gemeentelijke )?{_SCHOOL_WORD} (?:van |aan de )?{_ARTICLE}{_NAME}"
)
_SCHOOL_ENDING = re.compile(
    r"(?<![\w-])(?!(?:het|basis|midden|hoge|muziek|school)?(?:college|atheneum|instituut)\b)"
    r"[\w'’-]{3,35}(?:college|instituut|atheneum|lyceum)(?: (?:van )?[A-Z][\w-]{2,20})?(?!\w)",
    re.IGNORECASE,
)
_KNOWN_SCHOOL = re.compile(
    r"(?<!\w)(?:hogent|ugent|kul|ku leuven|odisee|vives|howest|pxl|uhasselt|thomas more|vub|uantwerpen|"
    r"ap hogeschool|erasmushogeschool|artevelde(?:hogeschool)?|karel de grote|luca school of arts|"
    r"ucll|lessius|ehb|kdg)(?!\w)",
    re.IGNORECASE,
)
_ORGANISATION_WORD = (
    r"(?:CAW|JAC|OCMW|CLB|CGG|VDAB|UZ|AZ|ZNA|ASZ|OLV|WZC|PZ|VK|OCJ|KSA|KLJ|KSJ|KV|KFC|KVC|KSK|SK|VK|FC|BC|TC|vzw|VZW|"
    r"[Ss]couts|[Cc]hiro|[Bb]akkerij|[Ff]rituur|[Gg]arage|[Ii]mmo|[Aa]potheek|[Ww]oonzorgcentrum|"
    r"[Rr]usthuis|[Jj]eugdhuis|"
    r"[Pp]olitiezone|[Mm]anège|[Hh]ockeyclub|[Vv]oetbalclub|[Tt]urnclub|[Zz]iekenhuis|[Cc]afé|"
    r"[Kk]apsalon|[Rr]estaurant|"
    r"[Ss]lagerij|[Bb]rasserie|[Ss]upermarkt|[Tt]ransport|[Rr]ederij|[Ww]asserij|[Ww]oonmaatschappij|"
    r"[Gg]erechtsdeurwaarders?|"
    r"[Ff]amilierechtbank|[Jj]eugdrechtbank|[Dd]ouanepost|[Ii]nterim|[Tt]raiteur|[Cc]ircusschool|"
    r"[Gg]ebr\.|[Gg]ebroeders)"
)
_ORGANISATION = re.compile(rf"(?<!\w){_ORGANISATION_WORD} (?:van )?(?:\d{{1,3}} )?{_ARTICLE}{_NAME}")
_KNOWN_ORGANISATION = re.compile(
    r"(?<!\w)(?:colruyt|delhaize|aldi|lidl|carrefour|albert heijn|action|hema|ikea|brico|kruidvat|"
    r"zeeman|h&m|zara|primark|"
    r"mcdonalds?|quick|panos|aveve|basic-fit|volvo(?: cars(?: gent)?)?|audi brussels|bekaert|"
    r"arcelormittal|umicore|basf|"
    r"bpost|de lijn|nmbs|proximus|telenet|plopsa(?:land)?|kringwinkel|gamma|torfs|jbc|kbc|belfius|argenta|randstad|"
    r"decathlon|media ?markt|krefel|okay|spar|wit-gele kruis|agfa|picanol|barco|janssen pharma\w*|"
    r"mediclean|fedasil)(?!\w)",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"(?<!\w)[A-Z][\w'’&-]{1,24}(?: [A-Z][\w'’&-]{1,24}){0,2} (?:bv|bvba|nv|vof|BV|BVBA|NV|VZW|vzw)(?!\w)"
)


def schools(message: str) -> list[Span]:
    """Schools named by their kind, by a compound (Sint-Barbaracollege) or, for colleges and universities, by name."""
    return _found(message, Kind.SCHOOL, _SCHOOL, _SCHOOL_ENDING, _KNOWN_SCHOOL)


def organisations(message: str) -> list[Span]:
    """Organisations named by their kind or legal form, and the chains and employers that everybody knows."""
    return _found(message, Kind.ORGANISATION, _ORGANISATION, _LEGAL_FORM, _KNOWN_ORGANISATION)


def _found(message: str, kind: Kind, *shapes: re.Pattern[str]) -> list[Span]:
    return [Span(m.start(), m.end(), kind) for shape in shapes for m in shape.finditer(message)]
