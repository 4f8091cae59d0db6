"""Answers the questions of a review page in a real headless Chromium, by keyboard.

usage: review.py PAGE.html EXPECTED.json SAVED.txt   answers, saves, and prints what failed
       review.py PAGE.html --picture OUT.png [--dark] [--size 1400x900]

Needs Python 3.9 or later and chromium on the path; ends with 77 where there is no Chromium.
"""

import json
import pathlib
import shutil
import sys

from browser import Browser, check, failures, option

def use(page, expected, saved):
    browser = Browser(page)
    text = lambda selector: browser.run(f"document.querySelector({json.dumps(selector)}).textContent")
    try:
        check("elements that run", browser.run("document.querySelectorAll('script').length"), 1)
        check("nothing injected ran", browser.run("typeof injected"), "undefined")
        check("questions", browser.run("document.querySelectorAll('#list button').length"), expected["questions"])
        check("progress", text("#progress"), f"0 of {expected['questions']} questions answered")
        check("two sides", browser.run("document.querySelectorAll('.side').length"), 2)
        for answer in expected["answers"]:
            check("asked", text(".card h2"), answer["asked"])
            for key in answer["keys"]:
                browser.key(key, " " if key == " " else key if len(key) == 1 else "")
            browser.rest()
        check("answered", text("#progress"), f"{expected['answered']} of {expected['questions']} questions answered")
        # What was undone is asked again.
        browser.key("u", "u")
        browser.key("d", "d")
        browser.run("document.getElementById('theme').click()")
        check("dark", browser.run("document.documentElement.className"), "dark")
        browser.run("document.getElementById('save').click()")
        files = browser.saved("*.txt")
        check("saved", [file.name for file in files], ["rulings.txt"])
        if files:
            shutil.copy(files[0], saved)
        check("nothing unsaved", browser.run("document.getElementById('save').className"), "")
        check("problems", browser.problems(), [])
    finally:
        browser.close()
    browser = Browser(page, dark=True, width=390, height=844)
    try:
        browser.rest()
        check("dark by wish", browser.run("document.documentElement.className"), "dark")
        check("fits a phone", browser.run("document.documentElement.scrollWidth <= 390"), True)
        check("problems on a phone", browser.problems(), [])
    finally:
        browser.close()


def picture(page, arguments):
    width, height = map(int, option(arguments, "--size", "1400x900").split("x"))
    browser = Browser(page, width, height, dark="--dark" in arguments)
    try:
        for key in option(arguments, "--keys", ""):
            browser.key(key, key)
        browser.picture(option(arguments, "--picture"))
    finally:
        browser.close()


if __name__ == "__main__":
    page, arguments = sys.argv[1], sys.argv[2:]
    if "--picture" in arguments:
        picture(page, arguments)
    else:
        use(page, json.loads(pathlib.Path(arguments[0]).read_text(encoding="utf-8")), arguments[1])
        print("\n".join(failures))
        sys.exit(1 if failures else 0)
