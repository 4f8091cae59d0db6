"""Reads what an explorer page of institutions says, in a real headless Chromium.

usage: units.py PAGE.html          prints what speaks of people

Needs Python 3.9 or later and chromium on the path; ends with 77 where there is no Chromium.
"""

import re
import sys

from browser import Browser, check, failures

# All that is read or read out, but for the page's heading.
SAID = """[...document.body.querySelectorAll('*')]
  .filter((e) => !e.closest('script, template, #heading'))
  .flatMap((e) => [e.getAttribute('aria-label'), e.getAttribute('title'), e.getAttribute('placeholder'),
    ...[...e.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data)])
  .filter(Boolean).join('\\n')"""
OF_PEOPLE = re.compile(r"\b(person|people|(?:co)?authors?|whom?|someone)\b", re.IGNORECASE)


def said_in(browser, place, *wanted):
    text = browser.run(SAID)
    check(f"words about people {place}", sorted({match.group() for match in OF_PEOPLE.finditer(text)}), [])
    for words in wanted:
        check(f"'{words}' {place}", words in text, True)


def main(page):
    browser = Browser(page)
    try:
        browser.rest()
        said_in(browser, "at first", "Institutions", "Find an institution, topic or work")
        browser.run("document.querySelector('#top-list button').click()")
        browser.rest()
        said_in(browser, "on a card", "Partners (")
        browser.run("[...document.querySelectorAll('#card button')].find((e) => e.textContent.startsWith('Compare')).click()")
        said_in(browser, "while one compares", "with which?")
        browser.key("Escape")
        browser.run("document.getElementById('table-open').click()")
        browser.rest()
        said_in(browser, "in the table", "institutions that pass the filters")
        # All three have a work of 2001.
        browser.run("location.hash = '#years=2001..2001&area=-1+-1+2+-1+2+2+-1+2'")
        browser.rest()
        said_in(browser, "of a year", "3 institutions selected", "1 work of 2001 by at least one of them",
                "No institutions pass the filters.", "The figures are of all years.")
    finally:
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
    print("\n".join(failures))
    sys.exit(1 if failures else 0)
