# SPDX-License-Identifier: Apache-2.0
# Signed session cookies: base64(payload) "." hex(mac)
import base64
import hashlib
import hmac


def derive_key(secret: str, purpose: str) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", secret.encode(), purpose.encode(), 60)


def sign(secret: str, session_id: str) -> str:
    body = base64.urlsafe_b64encode(session_id.encode()).decode().rstrip("=")
    mac = hmac.new(derive_key(secret, "cookie"), body.encode(), hashlib.sha256).hexdigest()
    return body + "." + mac[:24]


def unsign(secret: str, token: str) -> str | None:
    """The session id, or None when the token was tampered with."""
    body, dot, mac = token.partition(".")
    if not dot:
        return None
    expected = hmac.new(derive_key(secret, "cookie"), body.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected[:24], mac):
        return None
    padding = "=" * (-len(body) % 4)
    return base64.urlsafe_b64decode(body + padding).decode()
