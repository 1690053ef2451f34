"""Reads what the page's reader reads where fastavro itself is not installed."""
import struct


def parse_schema(schema):
    return schema


def schemaless_reader(stream, schema):
    kind = schema["type"] if isinstance(schema, dict) else schema
    if isinstance(kind, dict):
        return schemaless_reader(stream, kind)
    if kind == "record":
        return {field["name"]: schemaless_reader(stream, field["type"]) for field in schema["fields"]}
    if kind in ("int", "long"):
        return _long(stream)
    if kind == "boolean":
        return _bytes(stream, 1) == b"\x01"
    if kind == "float":
        return struct.unpack("<f", _bytes(stream, 4))[0]
    if kind == "bytes":
        return _bytes(stream, _long(stream))
    if kind == "string":
        return _bytes(stream, _long(stream)).decode("utf-8")
    if kind == "array":
        return list(_blocks(stream, lambda: schemaless_reader(stream, schema["items"])))
    if kind == "map":
        return dict(_blocks(stream, lambda: (schemaless_reader(stream, "string"), schemaless_reader(stream, schema["values"]))))
    raise ValueError("no reader for " + str(kind))


def _bytes(stream, length):
    data = stream.read(length)
    if length < 0 or len(data) < length:
        raise EOFError
    return data


def _long(stream):
    value = shift = 0
    while True:
        byte = _bytes(stream, 1)[0]
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return (value >> 1) ^ -(value & 1)


def _blocks(stream, read):
    while count := _long(stream):
        if count < 0:
            count = -count
            _long(stream)
        for _ in range(count):
            yield read()
