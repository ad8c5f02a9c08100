"""A schema that somebody typed opens no address, and a bad one breaks nobody's form."""

import http.server
import threading

import pytest

from tongban.ground.kit import json_schema, schema_form


@pytest.fixture
def elsewhere():
    """Return the address of a server that counts who asks, and its count."""
    asked = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"type": "integer"}')

        def log_message(self, *said):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/schema.json", asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("word", ["$ref", "$dynamicRef", "$recursiveRef", "$schema"])
def test_no_address_in_a_schema_is_opened(elsewhere, word):
    address, asked = elsewhere

    for schema in (
        {word: address},
        {"properties": {"a": {word: address}}},
        {"anyOf": [{"not": {word: address}}]},
    ):
        with pytest.raises(json_schema.UnusableSchema):
            json_schema.validator_for(schema)

    assert asked == []


def test_an_address_put_together_of_base_and_reference_is_not_opened(elsewhere):
    address, asked = elsewhere

    for schema in (
        {"$id": address, "$ref": "other.json"},
        {"$id": address, "properties": {"a": {"$ref": "?b"}}},
    ):
        with pytest.raises(json_schema.UnusableSchema):
            json_schema.validator_for(schema)

    assert asked == []


def test_a_file_of_this_machine_is_not_read(tmp_path):
    (tmp_path / "rule.json").write_text('{"type": "integer"}')

    with pytest.raises(json_schema.UnusableSchema, match="file:"):
        json_schema.validator_for({"$ref": f"file://{tmp_path}/rule.json"})


def test_a_field_may_be_called_like_a_reference():
    schema = {"properties": {"$ref": {"type": "string", "maxLength": 3}}}

    assert [
        error.kind.name for error in json_schema.validator_for(schema).iter_errors({"$ref": "http://x"})
    ] == ["maxLength"]


@pytest.mark.parametrize(
    "schema",
    [
        [],
        "text",
        {"properties": []},
        {"properties": {"a": True, "b": None, "c": "x"}},
        {"properties": {"a": {"oneOf": [True, {}], "enum": 5}}, "required": "a", "x-order": {"a": 1}},
        {"properties": {"a": {"type": ["string", "null"], "maxLength": "many"}}, "required": [1, "a"]},
        {
            "properties": {
                "a": {"type": "array", "items": True},
                "b": {"title": {"zh": "名"}, "description": []},
            }
        },
        {"properties": {"a": {"maxLength": 10.0, "x-lines": "b", "x-from": ["name"]}}},
    ],
)
def test_a_bad_schema_is_drawn_as_far_as_it_can_be(schema):
    form = schema_form.SchemaForm(schema, {}, {"a": "wrong"})

    assert str(form)
    assert len(form.written) == len(json_schema.properties_of(schema))
