#!/usr/bin/env python3
"""Writes the archives of this folder and what is in them, into expected.json.

    python3 make.py      needs Python 3.9 or later, xz, bzip2, zstd, cpio, ar (binutils) and 7zz

Times, owners and modes are fixed, so that equal tools write equal bytes. The archives here were written
by Python 3.11, xz 5.4.1, bzip2 1.0.8, zstd 1.5.4, GNU cpio 2.13, binutils 2.40 and 7-Zip 22.01.
"""
import bz2, gzip, io, json, lzma, os, shutil, subprocess, sys, tarfile, tempfile, zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TIME = 1_600_000_000


def bib(name, count):
    return "".join(
        "@misc{%s%d, title = {Ties of kind %s number %d}, author = {Aho, Ada and Berg, Bo%s}}\n"
        % (name, i, name, i, name) for i in range(count)).encode()


FILES = {"one.bib": bib("one", 2), "sub/two.bib": bib("two", 3), "sub/Émile 昱.bib": bib("three", 1)}


class Unseekable(io.RawIOBase):
    """Standard output, as zipfile sees it: sizes can only follow the data."""

    def __init__(self): self.bytes = bytearray()
    def writable(self): return True
    def write(self, data):
        self.bytes += data
        return len(data)


def zipped(method, stream=False, zip64=False):
    out = Unseekable() if stream else io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in FILES.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            with archive.open(info, "w", force_zip64=zip64) as file: file.write(data)
    return bytes(out.bytes) if stream else out.getvalue()


def tarred(format, special=False):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as archive:
        def add(name, type=tarfile.REGTYPE, data=b"", link=""):
            info = tarfile.TarInfo(name)
            info.type, info.size, info.mtime, info.linkname = type, len(data), TIME, link
            archive.addfile(info, io.BytesIO(data))
        add("sub", tarfile.DIRTYPE)
        for name, data in FILES.items(): add(name, data=data)
        if special:
            add("hard.bib", tarfile.LNKTYPE, link="one.bib")
            add("soft.bib", tarfile.SYMTYPE, link="/etc/passwd")
            add("pipe", tarfile.FIFOTYPE)
            add("device", tarfile.CHRTYPE)
            add("one.bib", data=bib("later", 1))
            add("d/" * 60 + "long.bib", data=bib("long", 1))
    return out.getvalue()


def by_tools(archives):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in FILES.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes(data)
        for path in sorted(root.rglob("*")): os.utime(path, (TIME, TIME))
        names = "\n".join(FILES) + "\n"
        for kind in ("bin", "odc", "newc", "crc"):
            archives["cpio-%s.cpio" % kind] = subprocess.run(
                ["cpio", "-o", "--quiet", "--reproducible", "-H", kind], cwd=root,
                input=names.encode(), stdout=subprocess.PIPE, check=True).stdout
        run = lambda *command: subprocess.run(
            command, cwd=root, check=True, stdout=subprocess.DEVNULL)
        run("ar", "rcD", "flat.a", "one.bib", "sub/two.bib")
        run("7zz", "a", "-mx=9", "-mtm-", "lzma.7z", *FILES)
        run("7zz", "a", "-mhc=off", "-m0=ppmd", "-mtm-", "ppmd.7z", *FILES)
        run("7zz", "a", "-psecret", "-mtm-", "encrypted.7z", *FILES)
        run("7zz", "a", "-psecret", "-mhe=on", "-mtm-", "encrypted-names.7z", *FILES)
        run("7zz", "a", "-psecret", "-mtm-", "encrypted.zip", "one.bib")
        run("7zz", "a", "-mtm-", "encrypted.zip", "sub/two.bib")
        run("7zz", "a", "-mm=xz", "-mtm-", "xz.zip", *FILES)
        for file in root.glob("*.[7az]*"):
            if file.is_file(): archives[file.name] = file.read_bytes()


def main():
    archives = {
        "stored.zip": zipped(zipfile.ZIP_STORED),
        "deflated.zip": zipped(zipfile.ZIP_DEFLATED),
        "bzip2.zip": zipped(zipfile.ZIP_BZIP2),
        "lzma.zip": zipped(zipfile.ZIP_LZMA),
        "streamed.zip": zipped(zipfile.ZIP_DEFLATED, stream=True),
        "streamed64.zip": zipped(zipfile.ZIP_DEFLATED, stream=True, zip64=True),
        "streamed64-stored.zip": zipped(zipfile.ZIP_STORED, stream=True, zip64=True),
        "zip64.zip": zipped(zipfile.ZIP_DEFLATED, zip64=True),
        "empty.zip": zipped_empty(),
        "ustar.tar": tarred(tarfile.USTAR_FORMAT),
        "gnu.tar": tarred(tarfile.GNU_FORMAT, special=True),
        "pax.tar": tarred(tarfile.PAX_FORMAT, special=True),
    }
    plain = b"".join(FILES.values())
    archives["plain.bib.gz"] = gzip.compress(plain, mtime=0)
    archives["members.bib.gz"] = b"".join(gzip.compress(d, mtime=0) for d in FILES.values())
    archives["plain.bib.xz"] = lzma.compress(plain)
    archives["plain.bib.bz2"] = bz2.compress(plain)
    archives["plain.bib.zst"] = subprocess.run(
        ["zstd", "-qc", "--check"], input=plain, stdout=subprocess.PIPE, check=True).stdout
    archives["ustar.tar.gz"] = gzip.compress(archives["ustar.tar"], mtime=0)
    archives["ustar.tar.xz"] = lzma.compress(archives["ustar.tar"])
    archives["ustar.tar.bz2"] = bz2.compress(archives["ustar.tar"])
    archives["ustar.tar.zst"] = subprocess.run(
        ["zstd", "-qc"], input=archives["ustar.tar"], stdout=subprocess.PIPE, check=True).stdout
    by_tools(archives)

    size = {name: len(data) for name, data in FILES.items()}
    left_out = ["hard.bib", "soft.bib", "pipe", "device"]
    special = dict(size)
    special["one (2).bib"] = len(bib("later", 1))
    special["d/" * 60 + "long.bib"] = len(bib("long", 1))
    expected = {}
    for name, data in archives.items():
        (HERE / name).write_bytes(data)
        parts, problems = dict(size), []
        if name.startswith(("plain.", "members.")): parts = {"": len(plain)}
        if name == "empty.zip": parts = {}
        if name == "flat.a": parts = {"one.bib": size["one.bib"], "two.bib": size["sub/two.bib"]}
        if name in ("gnu.tar", "pax.tar"):
            parts, problems = special, [["input.no-file", part] for part in left_out]
        if name == "encrypted.7z":
            parts, problems = {}, [["input.encrypted", part] for part in sorted(FILES)]
        if name == "encrypted-names.7z": parts, problems = {}, [["input.encrypted", ""]]
        if name == "encrypted.zip":
            parts, problems = {"sub/two.bib": size["sub/two.bib"]}, [["input.encrypted", "one.bib"]]
        expected[name] = {"parts": parts, "problems": sorted(problems)}
    text = json.dumps(expected, indent=1, ensure_ascii=False, sort_keys=True)
    (HERE / "expected.json").write_text(text + "\n", encoding="utf-8")


def zipped_empty():
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()


main()
