"""Checks a folder as a Process Run Crate: crate.py FOLDER; roc-validator 0.13.0 of PyPI is the judge.

No network is asked. Of the JSON-LD context of RO-Crate 1.2, which the validator would fetch, this file has
the terms that a report uses; a term that is not among them ends the check.
"""

import io
import json
import sys
import urllib.request
import urllib.response
from email.message import Message

import requests
import urllib3

schema = "http://schema.org/"
terms = {name: schema + name for name in [
    "CreateAction", "CreativeWork", "Dataset", "SoftwareApplication", "about", "contentSize", "datePublished",
    "description", "encodingFormat", "endTime", "hasPart", "instrument", "license", "mentions", "name", "object",
    "result", "url", "version",
]}
terms |= {
    "File": schema + "MediaObject",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
    "Profile": "http://www.w3.org/ns/dx/prof/Profile",
    "sha256": "https://w3id.org/ro/terms/workflow-run#sha256",
}
context = json.dumps({"@context": terms}).encode()


address = "https://w3id.org/ro/crate/1.2/context"


def answer(url):
    if url != address:
        raise OSError("no network: " + url)
    return context


class Contexts(urllib.request.BaseHandler):
    handler_order = 100

    def https_open(self, request):
        headers = Message()
        headers["Content-Type"] = "application/ld+json"
        body = io.BytesIO(answer(request.full_url))
        response = urllib.response.addinfourl(body, headers, request.full_url, 200)
        response.msg = "OK"
        return response


def send(self, request, **options):
    raw = urllib3.HTTPResponse(
        io.BytesIO(answer(request.url)), {"Content-Type": "application/ld+json"}, 200,
        preload_content=False, request_url=request.url,
    )
    return self.build_response(request, raw)


urllib.request.install_opener(urllib.request.build_opener(Contexts))
requests.adapters.HTTPAdapter.send = send
folder = sys.argv[1]
used = set()
for entity in json.load(open(folder + "/ro-crate-metadata.json"))["@graph"]:
    used |= {key for key in entity if not key.startswith("@")}
    kinds = entity["@type"]
    used |= set([kinds] if isinstance(kinds, str) else kinds)
unknown = used - set(terms)
assert not unknown, unknown

from rocrate_validator import models, services  # noqa: E402

failed = False
# The profile is written for RO-Crate 1.1, whose version the folder does not state.
for profile, inherits in [("ro-crate-1.2", True), ("process-run-crate-0.5", False)]:
    result = services.validate(services.ValidationSettings(
        rocrate_uri=folder, profile_identifier=profile,
        enable_profile_inheritance=inherits, requirement_severity=models.Severity.REQUIRED,
    ))
    for issue in result.get_issues():
        failed = True
        print(profile, issue.check.identifier, issue.message)
print("failed" if failed else "passed")
sys.exit(failed)
