"""Servers for the tests, on loopback; each is stopped by the number of its process."""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Server:
    """A process with a log, in a session of its own."""

    def __init__(self, name, command, folder, environment=None, before=None):
        self.name = name
        self.log = os.path.join(folder, name + ".log")
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command, cwd=folder, env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=before)

    def text(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def wait_for(self, condition, what, seconds=120):
        for _ in range(seconds * 10):
            if condition():
                return
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended: {self.text()[-2000:]}")
            time.sleep(0.1)
        raise RuntimeError(f"{self.name}: no {what} after {seconds} s: {self.text()[-2000:]}")

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Sail:
    """One process that speaks the same protocol, without a Java machine."""

    name = "Sail"

    def __init__(self, program, folder, before=None, environment=None):
        self.port = free_port()
        self.server = Server(
            "sail", [program, "spark", "server", "--ip", "127.0.0.1", "--port", str(self.port)],
            folder, environment, before)
        self.server.wait_for(lambda: listens(self.port), "port", 60)

    @property
    def address(self):
        return f"sc://127.0.0.1:{self.port}"

    def stop(self):
        self.server.stop()


class ObjectStore:
    """A store that speaks the protocol of S3, with empty buckets."""

    def __init__(self, folder, *buckets):
        import boto3

        port = free_port()
        self.environment = {
            "AWS_ENDPOINT": f"http://127.0.0.1:{port}", "AWS_ALLOW_HTTP": "true", "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "of-the-tests", "AWS_SECRET_ACCESS_KEY": "of-the-tests"}
        self.server = Server(
            "moto", [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], folder)
        self.server.wait_for(lambda: listens(port), "port", 60)
        self.client = boto3.client(
            "s3", endpoint_url=self.environment["AWS_ENDPOINT"], region_name="us-east-1",
            aws_access_key_id="of-the-tests", aws_secret_access_key="of-the-tests")
        for bucket in buckets:
            self.client.create_bucket(Bucket=bucket)

    def upload(self, folder, bucket, prefix):
        for place, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(place, name)
                self.client.upload_file(path, bucket, prefix + "/" + os.path.relpath(path, folder))

    def stop(self):
        self.server.stop()


class Spark:
    """A standalone cluster: a master, two workers of one core each, and the Connect server."""

    name = "Spark"
    token = "the-token-of-the-tests"

    def __init__(self, home, folder, memory="1g", settings=(), environment=None):
        self.home = home
        self.folder = folder
        self.memory = memory
        self.settings = list(settings)
        self.environment = {
            "SPARK_HOME": home, "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOG_DIR": folder, "SPARK_WORKER_DIR": os.path.join(folder, "work"),
            "SPARK_LOCAL_DIRS": os.path.join(folder, "local"), "SPARK_NO_DAEMONIZE": "1",
            **(environment or {})}
        self.environment.pop("SPARK_DAEMON_MEMORY", None)
        os.environ.pop("SPARK_DAEMON_MEMORY", None)
        self.servers = []
        self.connect = None
        try:
            self.start_cluster()
            self.port = free_port()
            self.start_connect()
        except BaseException:
            self.stop()
            raise

    def start_cluster(self):
        spark_class = os.path.join(self.home, "bin", "spark-class")
        port, page = free_port(), free_port()
        self.page = page
        master = Server(
            "master",
            [spark_class, "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1",
             "--port", str(port), "--webui-port", str(page)], self.folder, self.environment)
        self.servers.append(master)
        master.wait_for(lambda: listens(port), "port")
        self.master = f"spark://127.0.0.1:{port}"
        for number in (1, 2):
            self.servers.append(Server(
                f"worker{number}",
                [spark_class, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1",
                 "--cores", "1", "--memory", self.memory, "--webui-port", str(free_port()),
                 self.master], self.folder, self.environment))
        master.wait_for(lambda: self.alive_workers() == 2, "two workers")

    def alive_workers(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.page}/json/") as answer:
                return len(re.findall(rb'"state" : "ALIVE"', answer.read()))
        except OSError:
            return 0

    def start_connect(self):
        options = {
            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
            "spark.connect.grpc.binding.address": "127.0.0.1",
            "spark.connect.grpc.binding.port": str(self.port), "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "2", "spark.executor.memory": self.memory,
            "spark.executor.cores": "1", "spark.cores.max": "2", "spark.log.level": "WARN",
            "spark.sql.warehouse.dir": os.path.join(self.folder, "warehouse"),
            "spark.connect.authenticate.token": self.token,
            # Tests wait for every round.
            "spark.locality.wait": "0s", **dict(self.settings)}
        command = [
            os.path.join(self.home, "bin", "spark-submit"),
            "--class", "org.apache.spark.sql.connect.service.SparkConnectServer",
            "--master", self.master, "--driver-memory", self.memory]
        for name, value in options.items():
            command += ["--conf", f"{name}={value}"]
        self.connect = Server("connect", command + ["spark-internal"], self.folder, self.environment)
        self.connect.wait_for(lambda: listens(self.port), "port")

    @property
    def address(self):
        return f"sc://127.0.0.1:{self.port}/;token={self.token};use_ssl=false"

    def executors(self):
        """The numbers of the processes that compute."""
        found = subprocess.run(
            ["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        workers = {server.process.pid for server in self.servers}
        return [
            int(line.split()[0]) for line in found.splitlines()
            if "CoarseGrainedExecutorBackend" in line and int(line.split()[1]) in workers]

    def restart_connect(self):
        self.connect.stop(signal.SIGKILL)
        self.start_connect()

    def stop(self):
        for server in [self.connect, *reversed(self.servers)]:
            if server:
                server.stop()
        shutil.rmtree(os.path.join(self.folder, "local"), ignore_errors=True)
