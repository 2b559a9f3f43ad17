"""Attributes and conditions say what boto3's own serializer and builder would say."""

import re
from typing import Any

import pytest
from boto3.dynamodb import conditions as theirs
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.store import conditions as ours
from chalicelib.store.attributes import from_attributes, to_attributes

PLAIN = st.none() | st.booleans() | st.integers(-(10**37), 10**37) | st.text(max_size=20)
STORED = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
)


@given(STORED)
def test_values_are_written_as_boto3_writes_them_and_read_back(value: object) -> None:
    written = to_attributes({"value": value})
    if value is None:
        assert written == {}
        return
    assert written == {"value": TypeSerializer().serialize(value)}
    assert from_attributes(written) == {"value": value} == {"value": TypeDeserializer().deserialize(written["value"])}


def test_numbers_come_in_any_notation() -> None:
    assert from_attributes({"n": {"N": "1E+3"}}) == {"n": 1000}


def test_what_is_never_stored_is_refused() -> None:
    with pytest.raises(TypeError):
        to_attributes({"value": 1.5})
    with pytest.raises(TypeError):
        from_attributes({"value": {"B": b""}})


CONDITIONS = [
    lambda d: d.Key("pk").eq("a") & d.Key("sk").begins_with("b"),
    lambda d: d.Key("pk").eq("a") & d.Key("sk").between("b", "c"),
    lambda d: d.Key("pk").eq("a") & d.Key("sk").lt(1),
    lambda d: d.Key("pk").eq("a") & d.Key("sk").lte(1),
    lambda d: d.Key("pk").eq("a") & d.Key("sk").gt(1),
    lambda d: d.Key("pk").eq("a") & d.Key("sk").gte(1),
    lambda d: d.Attr("pk").not_exists() | d.Attr("expires_at").lte(5),
    lambda d: ~d.Attr("version").attribute_type("N") & d.Attr("pk").exists(),
    lambda d: (d.Attr("a").ne(1) | d.Attr("a").eq(2)) & ~(d.Attr("b").gt(3) | d.Attr("c").exists()),
]


@pytest.mark.parametrize("make", CONDITIONS)
def test_a_condition_is_that_of_boto3(make: Any) -> None:
    places = ours.Places()
    written = make(ours).written(places)
    built = theirs.ConditionExpressionBuilder().build_expression(make(theirs))
    assert filled(written, places.names, places.values) == filled(
        built.condition_expression, built.attribute_name_placeholders, built.attribute_value_placeholders
    )


def filled(expression: str, names: Any, values: Any) -> str:
    """The expression with names and values in their places."""
    return re.sub(r"[#:]\w+", lambda found: repr((names | values)[found.group()]), expression)


def test_a_name_has_one_place_and_every_value_its_own() -> None:
    places = ours.Places()
    written = (ours.Attr("a").eq(1) | ours.Attr("a").eq(1)).written(places)
    assert (written, places.names, places.values) == ("(#n0 = :v0 OR #n0 = :v1)", {"#n0": "a"}, {":v0": 1, ":v1": 1})
