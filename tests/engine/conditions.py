"""The grammar of conditions and filters; `predicates.py` makes them run."""

from tests.engine.syntax import Between, Call, Compare, Logic, Node, OneOf, Operand, Path, Scope
from tests.engine.tokens import BadExpression, Cursor

COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})
ARGUMENTS = {
    "attribute_exists": 1,
    "attribute_not_exists": 1,
    "attribute_type": 2,
    "begins_with": 2,
    "contains": 2,
    "size": 1,
}


class ConditionParser:
    """NOT binds tighter than AND, and AND tighter than OR."""

    def __init__(self, text: str, scope: Scope) -> None:
        self._cursor = Cursor(text)
        self._scope = scope

    def parse(self) -> Node:
        node = self._either()
        self._cursor.expect_end()
        return node

    def _either(self) -> Node:
        terms = [self._both()]
        while self._cursor.accept_word("OR"):
            terms.append(self._both())
        return terms[0] if len(terms) == 1 else Logic("OR", tuple(terms))

    def _both(self) -> Node:
        terms = [self._negated()]
        while self._cursor.accept_word("AND"):
            terms.append(self._negated())
        return terms[0] if len(terms) == 1 else Logic("AND", tuple(terms))

    def _negated(self) -> Node:
        if self._cursor.accept_word("NOT"):
            return Logic("NOT", (self._negated(),))
        return self._bracketed() if self._cursor.at_mark("(") else self._comparison()

    def _bracketed(self) -> Node:
        self._cursor.expect_mark("(")
        doubled = self._cursor.at_mark("(")
        start = self._cursor.position
        node = self._either()
        if doubled and self._closes_at(start) == self._cursor.position:
            raise BadExpression("The expression has redundant parentheses;")
        self._cursor.expect_mark(")")
        return node

    def _closes_at(self, opening: int) -> int:
        depth, at = 0, opening - self._cursor.position
        while True:
            token = self._cursor.peek(at)
            depth += (token == ("mark", "(")) - (token == ("mark", ")"))
            at += 1
            if depth == 0:
                return self._cursor.position + at

    def _comparison(self) -> Node:
        left = self._operand()
        if isinstance(left, Call) and left.function != "size":
            return left
        if self._cursor.accept_word("BETWEEN"):
            low = self._operand()
            self._cursor.expect_word("AND")
            return Between(left, low, self._operand())
        if self._cursor.accept_word("IN"):
            return OneOf(left, tuple(self._arguments()))
        if self._cursor.peek().text not in COMPARISONS:
            raise self._cursor.unexpected()
        operator = self._cursor.take().text
        return Compare(operator, left, self._distinct(operator, left, self._operand()))

    def _distinct(self, operator: str, left: Operand, right: Operand) -> Operand:
        if left == right:
            raise BadExpression(
                "The first operand must be distinct from the remaining operands; "
                f"operator: {operator}, first operand: {left}"
            )
        return right

    def _operand(self) -> Operand:
        return self._call() if self._scope.at_function(self._cursor) else self._scope.plain(self._cursor)

    def _arguments(self) -> list[Operand]:
        self._cursor.expect_mark("(")
        arguments = [self._operand()]
        while self._cursor.accept_mark(","):
            arguments.append(self._operand())
        self._cursor.expect_mark(")")
        return arguments

    def _call(self) -> Call:
        function = self._cursor.take().text
        if function not in ARGUMENTS:
            raise BadExpression(f"Invalid function name; function: {function}")
        arguments = self._arguments()
        if len(arguments) != ARGUMENTS[function]:
            raise BadExpression(
                "Incorrect number of operands for operator or function; "
                f"operator or function: {function}, number of operands: {len(arguments)}"
            )
        if function.startswith("attribute_") and not isinstance(arguments[0], Path):
            raise BadExpression(f"Operator or function requires a document path; operator or function: {function}")
        if len(arguments) > 1:
            self._distinct(function, arguments[0], arguments[1])
        return Call(function, tuple(arguments))
