#!/usr/bin/env python3
"""Compares every field of the protocol's subset with an installed pyspark: number, type, label.

usage: check.py PROTO    (with pyspark, protobuf and grpcio-tools installed)
"""
import os
import sys
import tempfile
import types

import pyspark
from google.protobuf import descriptor_pb2, descriptor_pool
from grpc_tools import protoc

# The package itself wants pandas; its generated descriptors do not.
ROOT = os.path.dirname(pyspark.__file__)
for name in ("pyspark.sql", "pyspark.sql.connect"):
    module = types.ModuleType(name)
    module.__path__ = [os.path.join(ROOT, *name.split(".")[1:])]
    sys.modules[name] = module

from pyspark.sql.connect.proto import base_pb2  # noqa: E402


def subset(path):
    """The descriptors of our own file, in a pool of their own."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "subset.bin")
        status = protoc.main(
            ["protoc", "-I" + (os.path.dirname(path) or "."), "--descriptor_set_out=" + out, path])
        if status:
            sys.exit(status)
        with open(out, "rb") as file:
            files = descriptor_pb2.FileDescriptorSet.FromString(file.read())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    return pool.FindFileByName(os.path.basename(path))


def facts(field):
    named = field.message_type or field.enum_type
    oneof = field.containing_oneof
    return (field.number, field.type, field.is_repeated, named.full_name if named else None,
            field.has_presence, oneof.name if oneof else None)


def messages(owner):
    for message in owner:
        yield message
        yield from messages(message.nested_types)


def main(path):
    checked, wrong = 0, []
    theirs = base_pb2.DESCRIPTOR.pool
    ours = subset(path)
    for message in messages(ours.message_types_by_name.values()):
        try:
            other = theirs.FindMessageTypeByName(message.full_name)
        except KeyError:
            wrong.append(f"{message.full_name} is no message of theirs")
            continue
        for field in message.fields:
            checked += 1
            match = other.fields_by_name.get(field.name)
            if match is None:
                wrong.append(f"{field.full_name} is no field of theirs")
            elif facts(field) != facts(match):
                wrong.append(f"{field.full_name}: {facts(field)}, theirs is {facts(match)}")
        for enum in message.enum_types:
            match = other.enum_types_by_name[enum.name]
            for value in enum.values:
                checked += 1
                if match.values_by_name[value.name].number != value.number:
                    wrong.append(f"{enum.full_name}.{value.name} is another number")
    for service in ours.services_by_name.values():
        other = theirs.FindServiceByName(service.full_name)
        for method in service.methods:
            checked += 1
            match = other.methods_by_name[method.name]
            if (method.input_type.full_name, method.output_type.full_name,
                    method.server_streaming, method.client_streaming) != (
                        match.input_type.full_name, match.output_type.full_name,
                        match.server_streaming, match.client_streaming):
                wrong.append(f"{method.full_name} has another signature")
    for line in wrong:
        print(line)
    print(f"{checked} fields, values and calls compared, {len(wrong)} wrong")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
