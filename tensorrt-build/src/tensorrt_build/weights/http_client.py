"""One HTTP opener for all downloads: proxies and certificates as the environment says."""

from __future__ import annotations

import http.client
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from typing import IO, Any

from tensorrt_build.errors import NoNetworkError, SourceError

TIMEOUT_SECONDS = 60.0
REDIRECTS = (301, 302, 303, 307, 308)
Opener = Callable[[urllib.request.Request], Any]


def open_request(request: urllib.request.Request) -> Any:  # noqa: ANN401 - urllib's own
    """Send `request`; HTTP_PROXY, HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and PIP_CERT hold."""
    return _open(request, _SafeRedirects())


def headers_of(url: str, headers: Mapping[str, str]) -> Mapping[str, str]:
    """Ask by HEAD and return the reply's headers, a redirect to another host left unfollowed.

    Errors: HTTPError for a status of 400 and above; NoNetworkError, SourceError.
    """
    request = urllib.request.Request(url, headers=dict(headers), method="HEAD")
    try:
        with _open(request, _OwnHostRedirects()) as response:
            return dict(response.headers.items())
    except urllib.error.HTTPError as error:
        if error.code in REDIRECTS:
            return dict(error.headers.items())
        raise
    except urllib.error.URLError as error:
        raise unreachable(request.host, error.reason) from error
    except (http.client.HTTPException, ConnectionError, TimeoutError) as error:
        raise NoNetworkError(f"{request.host} does not answer ({error})") from error


def unreachable(host: str | None, reason: object) -> SourceError:
    """Say why no connection came about."""
    if isinstance(reason, ssl.SSLCertVerificationError):
        return SourceError(
            f"the certificate of {host} is not trusted ({reason.verify_message}); "
            "set SSL_CERT_FILE to your network's certificate bundle"
        )
    return NoNetworkError(f"{host} cannot be reached ({reason})")


def _open(
    request: urllib.request.Request,
    redirects: urllib.request.HTTPRedirectHandler,
) -> Any:  # noqa: ANN401 - urllib's own
    secure = urllib.request.HTTPSHandler(context=_tls_context())
    opener = urllib.request.build_opener(secure, redirects)
    return opener.open(request, timeout=TIMEOUT_SECONDS)


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


class _OwnHostRedirects(_SafeRedirects):
    """Follows a renamed repository, not the way to the storage: its reply lacks our headers."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Follow within the host only, by HEAD again."""
        if urllib.parse.urlsplit(req.full_url).netloc != urllib.parse.urlsplit(newurl).netloc:
            return None
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None:
            following.method = "HEAD"
        return following
