#!/usr/bin/env python3
"""Packs the executable into a Python wheel, with the libraries, Graphviz plugins and fonts it needs.

usage: wheel.py EXECUTABLE VERSION FOLDER

The wheel needs nothing but Python and glibc, in the version that its name states or a later one.
"""
import base64, glob, hashlib, os, re, shutil, sys, tempfile, time, zipfile
from elf import libraries, output, package

HERE = os.path.dirname(os.path.abspath(__file__))
PLUGINS = ("core", "dot_layout", "neato_layout", "pango")
FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSans*.ttf"
FONT_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def main(executable, version, folder):
    with tempfile.TemporaryDirectory() as root:
        place = os.path.join(root, "collab")
        os.makedirs(os.path.join(place, "bin"))
        os.makedirs(os.path.join(place, "fonts"))
        os.makedirs(os.path.join(place, "lib", "graphviz"))
        program = shutil.copy(executable, os.path.join(place, "bin", "collab"))
        shutil.copy(os.path.join(HERE, "launcher.py"), os.path.join(place, "__init__.py"))

        system = os.path.dirname(libraries([executable])["libgvc.so.6"])
        plugins = [os.path.join(system, "graphviz", f"libgvplugin_{name}.so.6") for name in PLUGINS]
        carried = libraries([executable, *plugins])
        sources = [*carried.values(), *map(os.path.realpath, plugins), *fonts(place)]
        for name, path in carried.items(): add(path, os.path.join(place, "lib", name), "$ORIGIN")
        for path in plugins:
            add(path, os.path.join(place, "lib", "graphviz", os.path.basename(path)), "$ORIGIN/..")
        output("patchelf", "--set-rpath", "$ORIGIN/../lib", program)
        output("/usr/sbin/libgvc6-config-update", "-c",
               env=dict(os.environ, GVBINDIR=os.path.join(place, "lib", "graphviz"),
                        LD_LIBRARY_PATH=os.path.join(place, "lib")))

        machine = os.uname().machine
        major, minor = glibc([program, *glob.glob(place + "/lib/**/*.so*", recursive=True)])
        tag = f"py3-none-manylinux_{major}_{minor}_{machine}"
        describe(os.path.join(root, f"collab-{version}.dist-info"), version, tag,
                 {package(path)[0] for path in sources})
        pack(root, os.path.join(folder, f"collab-{version}-{tag}.whl"), version)


def add(path, target, where):
    """Copies a library, which then looks for others in `where`."""
    shutil.copy(path, target)
    os.chmod(target, 0o755)
    output("patchelf", "--set-rpath", where, target)


def fonts(place):
    found = sorted(glob.glob(FONTS))
    if not found: sys.exit(f"release: there is no {FONTS}")
    for path in found: shutil.copy(path, os.path.join(place, "fonts"))
    with open(os.path.join(place, "fonts", "fonts.conf"), "w") as file: file.write(FONT_SETTINGS)
    return found


def glibc(files):
    """The newest version of glibc that the files ask for."""
    symbols = output("objdump", "-T", *files)
    return max((int(a), int(b)) for a, b in re.findall(r"GLIBC_(\d+)\.(\d+)", symbols))


def describe(place, version, tag, packages):
    licences = os.path.join(place, "licenses")
    os.makedirs(licences)
    shutil.copy(os.path.join(HERE, "..", "..", "LICENSE"), licences)
    for name in sorted(packages):
        shutil.copy(f"/usr/share/doc/{name}/copyright", os.path.join(licences, name + ".txt"))
    files = {
        "METADATA": f"Metadata-Version: 2.1\nName: collab\nVersion: {version}\n"
                    "Summary: Collaboration graphs of authors and their papers\n"
                    "Requires-Python: >=3.8\n",
        "WHEEL": f"Wheel-Version: 1.0\nGenerator: collab\nRoot-Is-Purelib: false\nTag: {tag}\n",
        "entry_points.txt": "[console_scripts]\ncollab = collab:main\n",
    }
    for name, text in files.items():
        with open(os.path.join(place, name), "w") as file: file.write(text)


def pack(root, wheel, version):
    date = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    record, own = [], f"collab-{version}.dist-info/RECORD"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        def write(name, data, mode):
            entry = zipfile.ZipInfo(name, date)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, (0o100000 | mode) << 16
            archive.writestr(entry, data)

        for path in sorted(glob.glob(root + "/**/*", recursive=True)):
            if not os.path.isfile(path): continue
            name = os.path.relpath(path, root)
            with open(path, "rb") as file: data = file.read()
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(data)}\n")
            write(name, data, 0o755 if os.access(path, os.X_OK) else 0o644)
        write(own, "".join(record) + f"{own},,\n", 0o644)


if __name__ == "__main__":
    if len(sys.argv) != 4: sys.exit(__doc__)
    main(*sys.argv[1:])
