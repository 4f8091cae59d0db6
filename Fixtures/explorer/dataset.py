"""Opens a report's page in a real headless Chromium and reads what it says to search engines.

usage: dataset.py PAGE.html

Needs Python 3.9 or later and chromium on the path; ends with 77 where there is no Chromium.
"""

import sys

from browser import Browser, check, failures

browser = Browser(sys.argv[1], ready="true")
try:
    data = """JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent)"""
    check("type", browser.run(data + "['@type']"), "Dataset")
    check("name", browser.run(data + ".name === document.title"), True)
    check("nothing injected ran", browser.run("typeof injected"), "undefined")
    check("tables sort", browser.run("document.querySelectorAll('th button').length > 0"), True)
    check("problems", browser.problems(), [])
finally:
    browser.close()
print("\n".join(failures))
sys.exit(bool(failures))
