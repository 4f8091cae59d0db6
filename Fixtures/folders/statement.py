"""Checks an in-toto statement with its link predicate: statement.py FILE.

The judge is the schema that in-toto publishes, as protocol buffers, in in-toto-attestation 0.9.3 of PyPI: a
member that the schema does not have, and a value of another type, end the check.
"""

import json
import sys

from google.protobuf import json_format
from in_toto_attestation.predicates.link.v0 import link_pb2
from in_toto_attestation.v1 import resource_descriptor, statement, statement_pb2

text = open(sys.argv[1]).read()
parsed = json_format.Parse(text, statement_pb2.Statement())
statement.Statement.copy_from_pb(parsed).validate()
link = json_format.Parse(json.dumps(json.loads(text)["predicate"]), link_pb2.Link())
assert link.name and link.materials
for material in link.materials:
    resource_descriptor.ResourceDescriptor.copy_from_pb(material).validate()
