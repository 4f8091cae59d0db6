"""Which shared libraries an executable loads, and which Debian packages they are of."""
import os, subprocess

# Every system with glibc has these.
OF_THE_SYSTEM = ("linux-vdso.", "ld-linux", "libc.", "libm.", "libdl.", "libpthread.", "librt.")


def libraries(files):
    """The libraries that `files` load, directly or not, by name, without those of glibc."""
    found = {}
    for line in output("ldd", *files).splitlines():
        name, arrow, rest = line.strip().partition(" => ")
        if not arrow or name.startswith(OF_THE_SYSTEM): continue
        if not rest.startswith("/"): raise SystemExit(f"release: {name} is missing")
        found[name] = os.path.realpath(rest.split(" ")[0])
    return dict(sorted(found.items()))


def package(path):
    """The package that a file is of, as (name, version)."""
    # Debian records some files by their place before /lib became /usr/lib.
    for place in (path, path.removeprefix("/usr")):
        answer = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True)
        if answer.returncode == 0:
            name = answer.stdout.split(":")[0]
            return name, output("dpkg-query", "-W", "-f=${Version}", name).strip()
    raise SystemExit(f"release: {path} is of no package")


def output(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout
