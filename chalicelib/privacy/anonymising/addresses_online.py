"""E-mail, web and IP addresses, and names on other networks."""

import ipaddress
import re

from chalicelib.privacy.anonymising.span import Kind, Span

_DOT = r"(?:\.|\s?[(\[](?:punt|dot)[)\]]\s?|\s(?:punt|dot)\s)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w+-]{{1,40}}(?:{_DOT}[\w+-]{{1,40}}){{0,4}}\s?(?:@|[\[(]at[\])]|\b(?:at|"
    rf"apenstaartje|apestaartje)\b)\s?"
    rf"[\w-]{{1,60}}(?:{_DOT}[\w-]{{2,30}}){{1,4}}",
    re.IGNORECASE,
)
_ENDINGS = (
    "be|com|net|org|nl|fr|de|eu|io|gg|tv|me|ee|example|test|app|vlaanderen|gent|brussels|info|online|site|shop|uk|co"
)
_URL = re.compile(
    rf"(?<![\w.@-])(?:https?://[^\s<>\"']{{3,300}}|www\.[^\s<>\"']{{3,300}}|"
    rf"(?:[a-z0-9-]{{1,40}}\.){{1,4}}(?:{_ENDINGS})(?![\w.-]*@)(?:/[^\s<>\"']{{0,200}}|(?!\w)))",
    re.IGNORECASE,
)
_IP4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{2,5})?(?!\.?\d)")
_IP6 = re.compile(r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?![\w:])", re.IGNORECASE)
_AT = re.compile(r"(?<![\w.@])@[\w.]{2,40}")
_TAGGED = re.compile(r"(?<!\w)[\w.]{2,32}#\d{4}(?!\d)")
_ODD = re.compile(r"(?<![\w.@/-])[A-Za-z]\w{2,30}(?:\.\w{1,30}){0,3}(?![\w@/-])")
_NETWORK = re.compile(
    r"(?<!\w)(?:snap\w*|insta\w*|ig|tiktok|tt|tg|telegram|discord|dc|roblox|steam|twitch|twitter|bereal|fortnite|psn|"
    r"xbox|minecraft|username|gebruikersnaam|account|profiel)(?!\w)(?:\s(?:naam|is|heet|heb|ik|hij|ze|daar|da|dat|"
    r"ben|mij|op|me|toe|als|terug|zit|k|mn|mijn|zijn|haar|was|staat|onder|doorgeven|niet|niet|"
    r"van){0,1}){0,4}[\s:=,]{0,3}$",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)"


def addresses_online(message: str) -> list[Span]:
    """E-mail before web before IP addresses before handles, since one holds the letters of the other."""
    found = [Span(m.start(), m.end(), Kind.EMAIL) for m in _EMAIL.finditer(message)]
    found += [Span(m.start(), m.start() + len(m.group().rstrip(_TRAILING)), Kind.URL) for m in _URL.finditer(message)]
    found += [Span(m.start(), m.end(), Kind.IP) for m in _IP4.finditer(message)]
    found += [Span(m.start(), m.end(), Kind.IP) for m in _IP6.finditer(message) if _is_ip6(m.group())]
    return found + handles(message)


def _is_ip6(written: str) -> bool:
    try:
        return bool(ipaddress.IPv6Address(written)) and len(written) > 4
    except ValueError:
        return False


def handles(message: str) -> list[Span]:
    """Names with an @, with a # and four digits, odd ones (digits, dots or underscores in them), and of a network."""
    found = [Span(m.start(), m.start() + len(m.group().rstrip(".")), Kind.HANDLE) for m in _AT.finditer(message)]
    found += [Span(m.start(), m.end(), Kind.HANDLE) for m in _TAGGED.finditer(message)]
    odd = (m for m in _ODD.finditer(message) if _is_odd(m.group()) or _after_network(message, m.start(), m.group()))
    return found + [Span(m.start(), m.end(), Kind.HANDLE) for m in odd]


def _is_odd(word: str) -> bool:
    if "_" in word:
        return True
    digits = sum(letter.isdigit() for letter in word)
    return digits >= 2 and len(word) - digits >= 3 and word[:3].isalpha()


def _after_network(message: str, start: int, word: str) -> bool:
    return ("." in word or any(map(str.isdigit, word))) and bool(_NETWORK.search(message[max(0, start - 45) : start]))
