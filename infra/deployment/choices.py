"""What an operator chose for a stage, judged by the template's own rules before anything is uploaded.

CloudFormation judges by the same rules, but minutes later, and one fault at a time.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from infra.deployment.stage import Stage
from infra.packaging.template import Template

Values = Mapping[str, str]
Expression = Mapping[str, Sequence[object]]


class NotAllowed(Exception):
    """The stage's file asks for something that cannot be right; each line says what."""


def judge(stage: Stage, template: Template) -> None:
    """Returns when everything may be released. Raises NotAllowed with everything that may not."""
    declared: Template = template.get("Parameters", {})
    wrong = [*_unknown(stage.parameters, declared), *_missing(stage.parameters, declared)]
    wrong += _out_of_bounds(stage.parameters, declared)
    values = {name: str(one.get("Default", "")) for name, one in declared.items()} | stage.parameters
    wrong += _against_rules({**values, "AWS::Region": stage.region}, template.get("Rules", {}))
    wrong += _certificates_elsewhere(values, stage.region)
    wrong += _of_another_stage(stage.name, values)
    if wrong:
        raise NotAllowed("\n  ".join([f"infra/stages/{stage.name}.json is not right yet:", *wrong]))


def _of_another_stage(name: str, values: Values) -> list[str]:
    """The rules of a real stage hold by what it is called inside: `local` there would let a stage do without alarms."""
    inside = values.get("Stage", name)
    return (
        [] if inside == name else [f"Stage is {inside!r} in the file of {name!r}: what it may leave out hangs on that"]
    )


def _unknown(chosen: Values, declared: Template) -> list[str]:
    return [f"{name} is no parameter" for name in chosen if name not in declared]


def _missing(chosen: Values, declared: Template) -> list[str]:
    return [f"{name} is missing" for name, one in declared.items() if "Default" not in one and name not in chosen]


def _out_of_bounds(chosen: Values, declared: Template) -> Iterator[str]:
    for name, value in chosen.items():
        one = declared.get(name, {})
        if not all(_fits(part, one) for part in _parts(value, one)):
            yield f"{name} is {value!r}: {_wanted(one)}"


def _parts(value: str, one: Template) -> list[str]:
    """A pattern of a list is one of each of its members."""
    return [part.strip() for part in value.split(",")] if one.get("Type") == "CommaDelimitedList" else [value]


def _fits(value: str, one: Template) -> bool:
    if one.get("Type") == "Number" and not _within(value, one):
        return False
    allowed = [str(each) for each in one.get("AllowedValues", [value])]
    pattern, least = one.get("AllowedPattern", "(?s).*"), int(one.get("MinLength", 0))
    return value in allowed and len(value) >= least and re.fullmatch(pattern, value) is not None


def _within(value: str, one: Template) -> bool:
    # Counts, all of them: places, days, runs.
    if not re.fullmatch(r"[0-9]+", value):
        return False
    number = float(value)
    return float(one.get("MinValue", number)) <= number <= float(one.get("MaxValue", number))


def _wanted(one: Template) -> str:
    bounds = [f"{name} {one[name]}" for name in ("AllowedValues", "MinValue", "MaxValue", "MinLength") if name in one]
    return str(one.get("ConstraintDescription") or one.get("Description") or ", ".join(bounds))


def _against_rules(values: Values, rules: Template) -> Iterator[str]:
    for rule in rules.values():
        if holds(rule.get("RuleCondition", True), values):
            yield from (one["AssertDescription"] for one in rule["Assertions"] if not holds(one["Assert"], values))


def holds(asked: object, values: Values) -> bool:
    """Whether an expression of a rule is true of these values. Raises KeyError for a function that no rule uses."""
    if isinstance(asked, bool):
        return asked
    ((function, arguments),) = cast(Expression, asked).items()
    return _FUNCTIONS[function](arguments, values)


def _equal(arguments: Sequence[object], values: Values) -> bool:
    one, other = (values[a["Ref"]] if isinstance(a, dict) else str(a) for a in arguments)
    return one == other


_FUNCTIONS: Mapping[str, Callable[[Sequence[object], Values], bool]] = {
    "Fn::Equals": _equal,
    "Fn::Not": lambda arguments, values: not holds(arguments[0], values),
    "Fn::And": lambda arguments, values: all(holds(one, values) for one in arguments),
    "Fn::Or": lambda arguments, values: any(holds(one, values) for one in arguments),
}


def _certificates_elsewhere(values: Values, region: str) -> Iterator[str]:
    """Rules of CloudFormation cannot look into an ARN."""
    for name in ("PagesCertificateArn", "WebsocketCertificateArn"):
        arn = values.get(name, "")
        if arn and arn.split(":")[3:4] != [region]:
            yield f"{name} is not of {region}: a domain of a stage takes certificates of its own region only"
