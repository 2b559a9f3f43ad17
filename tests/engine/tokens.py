"""The lexer of all expressions, and the cursor that their parsers share."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"\s*(?:(?P<word>[A-Za-z][A-Za-z0-9_]*)|(?P<name>\#[A-Za-z0-9_]+)|(?P<value>:[A-Za-z0-9_]+)"
    r"|(?P<index>[0-9]+)|(?P<mark><>|<=|>=|[=<>()\[\].,+\-]))"
)


class BadExpression(Exception):
    """What is wrong with an expression; whoever compiles it knows which one it is."""


class Token(NamedTuple):
    kind: str
    text: str


END = Token("end", "<EOF>")


def tokens_of(text: str) -> list[Token]:
    found, position, length = [], 0, len(text.rstrip())
    while position < length:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            near = text[position:].strip()
            raise BadExpression(f'Syntax error; token: "{near[:1]}", near: "{near[:12]}"')
        found.append(Token(match.lastgroup, match.group(match.lastgroup)))
        position = match.end()
    if not found:
        raise BadExpression("The expression can not be empty;")
    return found


class Cursor:
    def __init__(self, text: str) -> None:
        self._tokens = tokens_of(text)
        self._position = 0

    @property
    def position(self) -> int:
        return self._position

    def peek(self, ahead: int = 0) -> Token:
        at = self._position + ahead
        return self._tokens[at] if at < len(self._tokens) else END

    def take(self) -> Token:
        token = self.peek()
        self._position += 1
        return token

    def at_mark(self, text: str) -> bool:
        return self.peek() == ("mark", text)

    def at_word(self, keyword: str) -> bool:
        token = self.peek()
        return token.kind == "word" and token.text.upper() == keyword

    def accept_mark(self, text: str) -> bool:
        found = self.at_mark(text)
        self._position += found
        return found

    def accept_word(self, keyword: str) -> bool:
        found = self.at_word(keyword)
        self._position += found
        return found

    def expect_mark(self, text: str) -> None:
        if not self.accept_mark(text):
            raise self.unexpected()

    def expect_word(self, keyword: str) -> None:
        if not self.accept_word(keyword):
            raise self.unexpected()

    def expect_end(self) -> None:
        if self.peek() is not END:
            raise self.unexpected()

    def unexpected(self) -> BadExpression:
        near = " ".join(self.peek(ahead).text for ahead in (-1, 0, 1) if self._position + ahead >= 0)
        return BadExpression(f'Syntax error; token: "{self.peek().text}", near: "{near}"')
