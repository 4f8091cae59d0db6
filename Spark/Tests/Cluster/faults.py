"""What happens when machines, programs, networks and disks fail: the right answer, or one clear line."""
import functools
import json
import os
import resource
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time

from servers import Sail
from tools import Failed, expect, rows

# Some twenty rounds: enough to fail in the middle.
RANK = ["--by", "pagerank,papers,degree", "--set", "tolerance=1e-5", "--format", "csv"]


class Cutter:
    """A way to a server that cuts every connection after some seconds, encrypted or not."""

    def __init__(self, port, seconds, certificate=None):
        self.to = port
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate + ".pem", certificate + ".key")
            self.context.set_alpn_protocols(["h2"])
        self.seconds = seconds
        self.cuts = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
                if self.context:
                    try:
                        near = self.context.wrap_socket(near, server_side=True)
                    except OSError:
                        continue
                far = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                return
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self.copy, args=(source, target), daemon=True).start()
            timer = threading.Timer(self.seconds, self.cut, (near, far))
            timer.daemon = True
            timer.start()

    @staticmethod
    def copy(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def cut(self, *ends):
        self.cuts += 1
        for end in ends:
            try:
                # Without the usual farewell, as a network that breaks.
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                end.shutdown(socket.SHUT_RDWR)
                end.close()
            except OSError:
                pass

    def stop(self):
        self.listener.close()


def one_line(stderr, *words):
    lines = [line for line in stderr.splitlines() if line.startswith("Error: ")]
    expect(len(lines) == 1, f"not one line but: {stderr}")
    for word in words:
        expect(word in lines[0], f"no '{word}' in: {lines[0]}")


class Faults:
    def __init__(self, tests, server, corpus):
        self.programs = tests.programs
        self.server = server
        self.corpus = corpus
        self.number = 0

    @functools.cached_property
    def reference(self):
        """What comes out where nothing fails."""
        return rows(self.programs.on(self.server.address, "rank", self.corpus, *RANK, "-q").stdout)

    def network(self):
        """A network that no test has computed before: equal works, another name of its folder."""
        self.number += 1
        return ["--max-authors", str(100_000 + self.number)]

    def start(self, *more, address=None):
        return subprocess.Popen(
            [self.programs.spark, "rank", self.corpus, *RANK, *more, "--remote",
             address or self.server.address], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True)

    def rounds(self, network):
        """Waits until a round of PageRank is kept, and others came after it."""
        folder = os.path.join(self.corpus, "networks", f"people_most-{network[1]}_years-any")
        for _ in range(2400):
            names = os.listdir(folder) if os.path.isdir(folder) else []
            for name in names:
                rank = os.path.join(folder, name)
                if name.startswith("pagerank") and all(
                        os.path.isdir(os.path.join(rank, slot)) for slot in ("kept-0.done", "passing-1")):
                    return
            time.sleep(0.05)
        raise Failed("no rounds of PageRank")

    def same(self, text):
        ours = {row["author"]: row for row in rows(text)}
        expect(len(ours) == len(self.reference), f"{len(ours)} people, not {len(self.reference)}")
        for row in self.reference:
            got = ours[row["author"]]
            expect(got["papers"] == row["papers"] and got["degree"] == row["degree"], row["author"])
            expect(abs(float(got["pagerank"]) - float(row["pagerank"])) < 1e-9, row["author"])

    def finish(self, process):
        out, err = process.communicate(timeout=600)
        expect(process.returncode == 0, f"ended with {process.returncode}: {err[-800:]}")
        self.same(out)
        return err

    def executor_killed(self):
        network = self.network()
        process = self.start("-q", *network)
        self.rounds(network)
        victim = self.server.executors()[0]
        os.kill(victim, signal.SIGKILL)
        self.finish(process)
        expect(victim not in self.server.executors(), "the executor is still there")

    def client_killed(self):
        network = self.network()
        process = self.start("-q", *network)
        self.rounds(network)
        process.kill()
        process.communicate()
        said = self.finish(self.start("--resume", *network))
        expect("going on behind round" in said, f"not resumed: {said}")

    def two_at_once(self):
        """The second is warned, and the first does not pass its result off as its own."""
        network = self.network()
        process = subprocess.Popen(
            [self.programs.spark, "rank", self.corpus, "--by", "pagerank", "--set", "iterations=2000",
             "--set", "tolerance=1e-15", *network, "--remote", self.server.address],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        folder = os.path.join(self.corpus, "networks", f"people_most-{network[1]}_years-any")
        for _ in range(2400):
            if os.path.isdir(folder):
                break
            time.sleep(0.05)
        other = ["rank", self.corpus, "--by", "papers", "--top", "1"]
        said = self.programs.on(self.server.address, *other).stderr
        expect("another command works on" in said, said)
        _, err = process.communicate(timeout=600)
        expect(process.returncode == 1 and "at the same time" in err, f"{process.returncode}: {err}")
        said = self.programs.on(self.server.address, *other).stderr
        expect("another command" not in said, said)

    def interrupted(self):
        network = self.network()
        process = self.start(*network)
        self.rounds(network)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        expect(process.returncode == 130, f"ended with {process.returncode}: {err}")
        one_line(err, "--resume")
        self.finish(self.start("--resume", *network))

    def server_restarted(self):
        network = self.network()
        process = self.start("-q", "--patience", "300", *network)
        self.rounds(network)
        self.server.restart_connect()
        self.finish(process)

    def stream_cut(self):
        cutter = Cutter(self.server.port, 1.5)
        try:
            address = self.server.address.replace(f":{self.server.port}", f":{cutter.port}")
            self.finish(self.start("-q", *self.network(), address=address))
        finally:
            cutter.stop()
        expect(cutter.cuts > 1, "nothing was cut")
        return f"{cutter.cuts} cuts"

    def encrypted(self):
        """With TLS and a token: who does not know the certificate does not connect."""
        certificate = os.path.join(self.programs.folder, "certificate")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost", "-keyout", certificate + ".key",
             "-out", certificate + ".pem"], check=True, capture_output=True)
        way = Cutter(self.server.port, 3600, certificate)
        try:
            address = f"sc://localhost:{way.port}/;token={self.server.token};use_ssl=true"
            known = address + f";ca_file={certificate}.pem"
            stats = json.loads(self.programs.on(known, "stats", self.corpus, "--format", "json", "-q").stdout)
            expect(stats["vertices"] == len(self.reference), f"{stats}")
            one_line(self.programs.on(address, "stats", self.corpus, codes=(74,)).stderr, "localhost")
        finally:
            way.stop()

    def server_absent(self):
        done = self.programs.on("sc://127.0.0.1:1", "stats", self.corpus, codes=(74,))
        one_line(done.stderr, "no Spark Connect server answers at 127.0.0.1:1")

    def wrong_token(self):
        right = self.server.token
        for token in ("", ";token=wrong-secret"):
            address = f"sc://127.0.0.1:{self.server.port}/{token};use_ssl=false"
            done = self.programs.on(address, "stats", self.corpus, codes=(74,))
            one_line(done.stderr, "token")
            expect("wrong-secret" not in done.stderr + done.stdout, "a token was printed")
        for folder, _, names in os.walk(self.corpus):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    expect(right.encode() not in file.read(), f"{name} holds the token")


def malformed_lines(tests, server, folder):
    """Broken lines are counted and kept aside; a file of nothing else is no corpus."""
    path, corpus = os.path.join(folder, "broken.jsonl"), os.path.join(folder, "corpus-broken")
    good = {
        "id": "a", "author": [{"family": "Able", "given": "Ann"}],
        "custom": {"people": [0], "labels": ["Ann Able"], "citations": 2}}
    # The last are lines of OpenAlex and of CSL-JSON that no export wrote.
    broken = ['{"id":"b","author":[', '{"id":"c","author":[{"family":"X"}],"custom":{}}', "not JSON", "{}",
              '{"id":"https://openalex.org/W1","title":"T","authorships":[]}', '{"id":"d","author":[]}']
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join([json.dumps(good), "", *broken, json.dumps(good)]) + "\n")
    said = tests.programs.on(server.address, "import", path, "--into", corpus, "--replace", codes=(1,)).stderr
    expect("warning: 6 lines of 8 could not be read" in said, said)
    expect("left out: 1 line with the key of another" in said, said)
    stats = json.loads(tests.programs.on(server.address, "stats", corpus, "--format", "json").stdout)
    expect((stats["works"], stats["authors"]) == (1, 1), stats)
    again = tests.programs.on(server.address, "import", path, "--into", corpus, codes=(1,)).stderr
    one_line(again, "holds a corpus", "--replace")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(broken))
    other = corpus + "-2"
    none = tests.programs.on(server.address, "import", path, "--into", other, codes=(1,)).stderr
    one_line(none, "is a work: 6 of 6 lines were rejected", "--from")
    # Two exports: 0 is Ann Able in one and Bo Li in the other. One export twice is no harm.
    exports = os.path.join(folder, "exports")
    os.makedirs(exports, exist_ok=True)
    for name, label in (("one", "Ann Able"), ("two", "Bo Li")):
        with open(os.path.join(exports, name + ".jsonl"), "w", encoding="utf-8") as file:
            file.write(json.dumps({**good, "id": name, "custom": {"people": [0], "labels": [label]}}) + "\n")
    two = tests.programs.on(server.address, "import", exports, "--into", corpus, "--replace", codes=(1,)).stderr
    one_line(two, "holds several exports", "Ann Able, Bo Li", "by one 'collab export'")
    shutil.copy(os.path.join(exports, "one.jsonl"), os.path.join(exports, "two.jsonl"))
    twice = tests.programs.on(server.address, "import", exports, "--into", corpus + "-twice", "--replace").stderr
    expect("left out: 1 line with the key of another" in twice, twice)
    # What is there stays where the input is not.
    absent = os.path.join(folder, "absent.jsonl")
    tests.programs.on(server.address, "import", absent, "--into", corpus, "--replace", codes=(74,))
    tests.programs.on(server.address, "stats", corpus)
    for missing in (os.path.join(folder, "no-such-file.jsonl"), os.path.join(folder, "no-lines.jsonl")):
        if "lines" in missing:
            with open(missing, "w", encoding="utf-8"):
                pass
        none = tests.programs.on(server.address, "import", missing, "--into", other, codes=(74,)).stderr
        one_line(none, os.path.basename(missing))
        expect("holds no line" in none, none)
    one_line(
        tests.programs.on(server.address, "stats", other, codes=(1,)).stderr, "holds no finished corpus")


def silent_server(tests, server):
    """Who accepts a connection and says nothing is waited for in patience, and no signal is lost meanwhile; who has no
    TLS is told of where a token asks for it."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        address = f"sc://127.0.0.1:{silent.getsockname()[1]}"
        start = time.monotonic()
        said = tests.programs.on(address, "stats", "/corpus", "--patience", "5", codes=(74,)).stderr
        one_line(said, "no Spark Connect server answers")
        expect(time.monotonic() - start < 10, "patience was not kept")
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process = subprocess.Popen(
                [tests.programs.spark, "stats", "/corpus", "--remote", address], stderr=subprocess.PIPE, text=True)
            time.sleep(1)
            process.send_signal(number)
            _, said = process.communicate(timeout=10)
            expect(process.returncode == code, f"ended with {process.returncode}: {said}")
            one_line(said, "interrupted")
    said = tests.programs.on(f"sc://localhost:{server.port}/;token=abc", "stats", "/corpus", codes=(74,)).stderr
    one_line(said, "use_ssl=false")


def full_disk(tests, program, path, folder):
    """A server that can write no more leaves no corpus that is taken for whole, nor does a client."""
    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))

    inner = os.path.join(folder, "limited")
    corpus = os.path.join(folder, "corpus-limited")
    shutil.rmtree(corpus, ignore_errors=True)
    os.makedirs(inner, exist_ok=True)
    server = Sail(program, inner, before=limited)
    try:
        said = tests.programs.on(server.address, "import", path, "--into", corpus, codes=(1, 74)).stderr
        one_line(said)
    finally:
        server.stop()
    server = Sail(program, inner)
    try:
        one_line(
            tests.programs.on(server.address, "stats", corpus, codes=(1,)).stderr, "holds no finished corpus")
        tests.programs.on(server.address, "import", path, "--into", corpus)
        out = os.path.join(inner, "all.jsonl")
        done = subprocess.run(
            [tests.programs.spark, "extract", corpus, "-o", out, "--remote", server.address],
            capture_output=True, text=True, preexec_fn=limited, check=False)
        expect(done.returncode == 74, f"ended with {done.returncode}: {done.stderr}")
        one_line(done.stderr, "cannot be written")
        expect(not [name for name in os.listdir(inner) if name.startswith("all.jsonl")], "a part is left")
    finally:
        server.stop()
