"""Runs the commands of docs/deploy/object-store.md against a store on this machine that speaks S3 (moto)."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/deploy/object-store.md"
TOOLS = ROOT / "target/tests/s3"
PACKAGES = ["moto[s3,server]", "awscli"]


def tools():
    """The store and the AWS command line, in a folder of their own."""
    if not (TOOLS / "bin/moto_server").exists() or not (TOOLS / "bin/aws").exists():
        subprocess.run([sys.executable, "-m", "venv", TOOLS], check=True)
        subprocess.run([TOOLS / "bin/pip", "install", "--quiet", *PACKAGES], check=True)
    return TOOLS / "bin"


def scripts():
    """The commands of each part of the page."""
    parts = re.split(r"^## (.*)$", PAGE.read_text(), flags=re.MULTILINE)
    code = lambda text: "\n".join(line[4:] for line in text.split("\n") if line.startswith("    "))
    return {title: code(text) for title, text in zip(parts[1::2], parts[2::2]) if code(text)}


class Store:
    """A store with an empty bucket."""

    def __init__(self, place, port):
        self.place, self.log, self.seen = place, place / "moto.log", 0
        # Settings of this machine are nobody's concern here.
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "RCLONE_"))},
            "PATH": f"{tools()}:{os.environ['PATH']}",
            "HOME": str(place),
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "RCLONE_CONFIG": str(place / "rclone.conf"), "RCLONE_CONFIG_REMOTE_TYPE": "s3", "RCLONE_CONFIG_REMOTE_PROVIDER": "Other",
            "RCLONE_CONFIG_REMOTE_ENDPOINT": f"http://127.0.0.1:{port}", "RCLONE_CONFIG_REMOTE_ENV_AUTH": "true",
            "RCLONE_S3_NO_CHECK_BUCKET": "true",
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen([tools() / "moto_server", "-p", str(port)], stdout=log, stderr=log, env=self.environment)
        for _ in range(600):
            if self.aws("s3api", "create-bucket", "--bucket", "hub").returncode == 0:
                return
            time.sleep(0.5)
        self.end()
        sys.exit("the store does not start: " + self.log.read_text())

    def aws(self, *arguments):
        return subprocess.run(["aws", *arguments], env=self.environment, capture_output=True, text=True)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def asked(self):
        """The paths that were written and deleted since this was asked for the last time."""
        lines = self.log.read_text().split("\n")
        fresh, self.seen = lines[self.seen :], len(lines) - 1
        written, deleted = [], []
        for method, path in re.findall(r'"(PUT|DELETE) /hub/([^ ?]+)', "\n".join(fresh)):
            (written if method == "PUT" else deleted).append(urllib.parse.unquote(path))
        return sorted(written), sorted(deleted)

    def keys(self):
        answer = self.aws("s3api", "list-objects-v2", "--bucket", "hub", "--query", "Contents[].Key", "--output", "json")
        return sorted(json.loads(answer.stdout) or [])

    def head(self, key):
        answer = json.loads(self.aws("s3api", "head-object", "--bucket", "hub", "--key", key).stdout)
        return {name: answer.get(name) for name in ("ContentType", "CacheControl", "ContentEncoding")}


def object_store(failures, place, port, build, hub):
    """`build` builds the hub with the arguments it is given; what it makes is uploaded in both ways, twice."""
    work = place / "work-s3"
    work.mkdir()
    store = Store(work, port)

    def upload(name, before):
        build("--compress", "--output", work / "output", "--manifest", work / "files.json")
        files = {file["path"]: file for file in json.loads((work / "files.json").read_text())["files"]}
        ran = subprocess.run(["sh", "-ec", scripts()[name]], cwd=work, env=store.environment, capture_output=True, text=True)
        if ran.returncode:
            failures.append(f"object-store.md, {name}: {ran.stderr[-2000:]}")
        written, deleted = store.asked()
        wanted = sorted(path for path, file in files.items() if before.get(path, {}).get("md5") != file["md5"])
        if written != wanted:
            failures.append(f"object-store.md, {name}: of {len(wanted)} files that differ, {sorted(set(written) ^ set(wanted))[:9]}")
        if store.keys() != sorted(files):
            failures.append(f"object-store.md, {name}: the bucket does not hold what was built: {sorted(set(store.keys()) ^ set(files))[:9]}")
        print(f"object-store.md, {name}: {len(written)} of {len(files)} files uploaded, {len(deleted)} deleted")
        return files

    try:
        store.asked()
        files = upload("rclone", {})
        kinds = {}
        for path, file in files.items():
            kinds.setdefault((file["type"], file["cache"], file.get("encoding")), path)
        for (kind, cache, encoding), path in kinds.items():
            head = store.head(path)
            # A store that is asked for no encoding may say so with an empty text.
            if head != {"ContentType": kind, "CacheControl": cache, "ContentEncoding": encoding}:
                failures.append(f"object-store.md: {path} comes back as {head}, not {kind}, {cache}, {encoding}")
        page = hub / "content/pages/index.md"
        for name in ("rclone", "The AWS command line"):
            page.write_text(page.read_text() + f"\n{name}.\n")
            proof = hub / f"content/_static/{name[:3]}.txt"
            proof.write_text(name)
            # One file goes each time.
            gone = hub / ("content/_static/.well-known/proof.txt" if name == "rclone" else "content/_static/rcl.txt")
            shutil.move(gone, gone.with_name(f"{name[:3]}-moved.txt"))
            files = upload(name, files)
            head = store.head("index.html")
            if head["ContentType"] != "text/html; charset=utf-8" or head["CacheControl"] != "no-cache":
                failures.append(f"object-store.md, {name}: index.html comes back as {head}")
    finally:
        store.end()
