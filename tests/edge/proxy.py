"""A caching proxy on this machine that does what the template has CloudFront do, driven by the template's values."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from infra.edge.template import template
from infra.local.place import free_port

RESOURCES: Mapping[str, Any] = template()["Resources"]
DISTRIBUTION: Mapping[str, Any] = RESOURCES["Distribution"]["Properties"]["DistributionConfig"]
SECRET = "the secret that stage and edge share"

_CACHES_NOTHING = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
_CACHES_WHAT_IS_STATIC = "658327ea-f89d-4fab-a63d-7e88639e58f6"


def configuration(folder: Path, port: int, origin: int) -> str:
    """The whole configuration, for a stage on the port `origin` and the page for outages in `folder`."""
    behaviours = [*DISTRIBUTION["CacheBehaviors"], {"PathPattern": "/*", **DISTRIBUTION["DefaultCacheBehavior"]}]
    return f"""
user root;
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{}}
http {{
  access_log off;
  {_temporary(folder)}
  proxy_cache_path {folder}/cache keys_zone=edge:1m;
  upstream stage {{ server 127.0.0.1:{origin} max_fails=0; }}
  server {{
    listen 127.0.0.1:{port};
    proxy_intercept_errors on;
    {_errors()}
    {" ".join(_location(one, folder) for one in behaviours)}
  }}
}}
"""


def _temporary(folder: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)


def _errors() -> str:
    return " ".join(
        f"error_page {one['ErrorCode']} ={one['ResponseCode']} {one['ResponsePagePath']};"
        for one in DISTRIBUTION["CustomErrorResponses"]
    )


def _location(behaviour: Mapping[str, Any], folder: Path) -> str:
    pattern = re.escape(behaviour["PathPattern"]).replace(r"\*", ".*")
    inside = f"root {folder};" if behaviour["TargetOriginId"] == "outage" else _stage(behaviour)
    methods = " ".join(behaviour["AllowedMethods"])
    return f"location ~ ^{pattern}$ {{ limit_except {methods} {{ deny all; }} {inside} }}\n"


def _stage(behaviour: Mapping[str, Any]) -> str:
    origin = next(one for one in DISTRIBUTION["Origins"] if one["Id"] == "stage")
    known = "".join(f"proxy_set_header {one['HeaderName']} '{SECRET}'; " for one in origin["OriginCustomHeaders"])
    waits = f"proxy_connect_timeout {origin['ConnectionTimeout']}s; "
    passed = _personal(behaviour) if behaviour["CachePolicyId"] == _CACHES_NOTHING else _cached(behaviour)
    return known + waits + passed


def _personal(behaviour: Mapping[str, Any]) -> str:
    headers = _request_policy(behaviour)["HeadersConfig"]
    assert headers["HeaderBehavior"] == "allViewerAndWhitelistCloudFront"
    own = {"CloudFront-Viewer-Address": "$remote_addr:$remote_port"}
    written = "".join(f"proxy_set_header {name} {own[name]}; " for name in headers["Headers"])
    return f"proxy_set_header Host $http_host; {written}proxy_pass http://stage;"


def _cached(behaviour: Mapping[str, Any]) -> str:
    policy = RESOURCES[behaviour["CachePolicyId"]["Ref"]]["Properties"]["CachePolicyConfig"]
    asked = policy["ParametersInCacheKeyAndForwardedToOrigin"]
    assert asked["CookiesConfig"] == {"CookieBehavior": "none"}
    query = "&".join(f"{name}=$arg_{name}" for name in asked["QueryStringsConfig"]["QueryStrings"])
    assert asked["HeadersConfig"] == {"HeaderBehavior": "none"}
    along = dict.fromkeys(_request_policy(behaviour)["HeadersConfig"]["Headers"], "$http_host")
    headers = "".join(f"proxy_set_header {name} {value}; " for name, value in along.items())
    key = f"$uri|{query}"
    lives = f"proxy_cache_valid 200 {policy['DefaultTTL']}s; " if policy["DefaultTTL"] else ""
    return (
        f"proxy_pass_request_headers off; {headers}proxy_cache edge; proxy_cache_key '{key}'; {lives}"
        f"proxy_cache_lock on; proxy_ignore_headers Vary; proxy_pass http://stage$uri?{query};"
    )


def _request_policy(behaviour: Mapping[str, Any]) -> Mapping[str, Any]:
    resource = RESOURCES[behaviour["OriginRequestPolicyId"]["Ref"]]
    found: Mapping[str, Any] = resource["Properties"]["OriginRequestPolicyConfig"]
    return found


@contextmanager
def proxy(folder: Path, origin: int) -> Iterator[str]:
    """The proxy before the stage on the port `origin`; gives its address."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    assert program, "nginx is missing: apt-get install nginx-light"
    port, written = free_port(), folder / "nginx.conf"
    written.write_text(configuration(folder, port, origin))
    running = subprocess.Popen([program, "-c", str(written), "-p", str(folder), "-e", str(folder / "errors")])
    try:
        _wait(f"http://127.0.0.1:{port}", running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(10)


def _wait(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert running.poll() is None, "nginx did not start"
        try:
            httpx.get(f"{address}/uit.html", timeout=0.5)
        except httpx.TransportError:
            continue
        return
    raise AssertionError("nginx does not answer")
