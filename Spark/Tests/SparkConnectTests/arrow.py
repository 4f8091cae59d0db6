#!/usr/bin/env python3
"""Writes the streams of ArrowBatchTests with pyarrow 26.0.1 into the folder Arrow."""
import decimal
import os

import pyarrow as pa

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Arrow")


def write(name, *tables, options=None):
    with pa.OSFile(os.path.join(FOLDER, name + ".arrow"), "wb") as file:
        with pa.ipc.new_stream(file, tables[0].schema, options=options) as writer:
            for table in tables:
                writer.write_table(table)


write("types", pa.table({
    "long": pa.array([1, -2, None, 2**63 - 1, 0], pa.int64()),
    "byte": pa.array([1, -128, None, 127, 0], pa.int8()),
    "short": pa.array([1, -32768, None, 32767, 0], pa.int16()),
    "unsigned": pa.array([0, 255, None, 65536, 2**32 - 1], pa.uint32()),
    "double": pa.array([0.1, -0.0, None, float("inf"), 1e-300], pa.float64()),
    "float": pa.array([0.5, -2, None, 1e10, 0], pa.float32()),
    "bool": pa.array([True, False, None, True, False], pa.bool_()),
    "text": pa.array(["a", "", None, "Łukasz 山田", "\0\n\""], pa.string()),
    "longText": pa.array(["x", None, "yy", "", "z"], pa.large_string()),
    "none": pa.nulls(5),
}))
numbers = [pa.table({"n": pa.array(part, pa.int32())})
           for part in ([0, 1, 2], [], [3, 4, None, 6, 7, 8, 9, 10])]
write("batches", *numbers)
write("empty", numbers[0].slice(0, 0))
write("compressed", numbers[0], options=pa.ipc.IpcWriteOptions(compression="zstd"))
write("dictionary", pa.table({"n": pa.array(["a", "b", "a"]).dictionary_encode()}))
write("list", pa.table({"n": pa.array([[1], [2, 3]])}))
write("decimal", pa.table({"n": pa.array([decimal.Decimal("1.5")])}))
