"""Runs the executable of this package with the libraries, plugins and fonts that lie beside it."""
import os
import sys


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    environment = dict(os.environ, GVBINDIR=os.path.join(here, "lib", "graphviz"))
    if not os.path.exists("/etc/fonts/fonts.conf"):
        environment.setdefault("FONTCONFIG_FILE", os.path.join(here, "fonts", "fonts.conf"))
    program = os.path.join(here, "bin", "collab")
    os.execve(program, ["collab", *sys.argv[1:]], environment)
