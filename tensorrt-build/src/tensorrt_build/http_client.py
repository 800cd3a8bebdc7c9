"""One HTTP opener for all downloads: proxies and certificates as the environment says."""

from __future__ import annotations

import http.client
import os
import ssl
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import IO, Any

TIMEOUT_SECONDS = 60.0
Opener = Callable[[urllib.request.Request], Any]


def open_request(request: urllib.request.Request) -> Any:  # noqa: ANN401 - urllib's own
    """Send `request`; HTTP_PROXY, HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and PIP_CERT hold."""
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.HTTPSHandler(context=_tls_context()),
        _SafeRedirects(),
    ]
    return urllib.request.build_opener(*handlers).open(request, timeout=TIMEOUT_SECONDS)


def _tls_context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    extra = os.environ.get("PIP_CERT")
    if extra and os.path.exists(extra):
        context.load_verify_locations(cafile=extra)
    return context


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Keeps a token from being sent to another host: the hub redirects to its storage."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Follow, without the Authorization header once the host changes."""
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None:
            old, new = urllib.parse.urlsplit(req.full_url), urllib.parse.urlsplit(newurl)
            if old.netloc != new.netloc:
                following.remove_header("Authorization")
        return following
