"""Ways for a first message to leave the house: SMTP, a texting gateway, a webhook; or a folder on this machine, which is the default.

None leaves the machine unless an administrator configured it (``LAWGATE_SMTP``, ``LAWGATE_SMS``, ``LAWGATE_WEBHOOKS``). What goes out
is the text alone: whom it is about stands on the message inside the house and is never read here.
"""

from __future__ import annotations

import json
import os
import re
import smtplib
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx

from lawgate.base import BadInput
from lawgate.casework.records import Message, Receipt, Sender, SendFailed, SendRefused

SUBJECT = "A matter needs you"
SECONDS = 20
Connect = Callable[[], smtplib.SMTP]
Post = Callable[..., httpx.Response]


def configured(environment: Mapping[str, str], folder: Path) -> dict[str, Sender]:
    """The senders by channel. A channel that is not configured writes to ``folder``, as everything does in a demonstration."""
    local = to_folder(folder)
    smtp, sms, hooks = (environment.get(k, "") for k in ("LAWGATE_SMTP", "LAWGATE_SMS", "LAWGATE_WEBHOOKS"))
    return {
        "smtp": by_smtp(smtp) if smtp else local,
        "sms": by_gateway(sms) if sms else local,
        "webhook": by_webhook() if hooks == "1" else local,
    }


def to_folder(folder: Path) -> Sender:
    """Each message a file in a folder of this machine, written whole or not at all, known by its id."""

    def send(message: Message) -> Receipt:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = folder / f"{message.id}.json"
        if place.exists():
            return Receipt(place.name, again=True)
        said = {
            "to": message.to,
            "channel": message.channel,
            "text": _text(message),
            "queued": message.queued.isoformat(),
        }
        part = place.with_suffix(".part")
        part.write_text(json.dumps(said, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(place)
        return Receipt(place.name)

    return send


def by_smtp(address: str, connect: Connect | None = None) -> Sender:
    """Mail through ``smtps://user:password@host:465?from=desk@county.example`` (or ``smtp+starttls://``, port 587).

    The mail is plain text and names nobody. SPF, DKIM and DMARC are the mail server's to set. Raises ``BadInput`` for another address.
    """
    parts = urlsplit(address)
    sender = dict(p.split("=", 1) for p in parts.query.split("&") if "=" in p).get("from", "")
    if parts.scheme not in ("smtps", "smtp+starttls") or not parts.hostname or not sender:
        raise BadInput(
            "not a mail server", where="LAWGATE_SMTP", do="write smtps://user:password@host:465?from=a@b.example"
        )
    opened = connect or _connect(parts.scheme, parts.hostname, parts.port, parts.username, parts.password)

    def send(message: Message) -> Receipt:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = unquote(sender), message.to, SUBJECT
        mail["Date"] = format_datetime(message.queued)
        mail["Message-ID"] = f"<{message.id}@{unquote(sender).rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(_text(message) + "\n")
        try:
            with opened() as server:
                server.send_message(mail)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as e:
            raise SendRefused(f"the mail server refused the address ({_first_line(e)})") from e
        except smtplib.SMTPResponseException as e:
            kind = SendRefused if 500 <= e.smtp_code < 600 else SendFailed
            raise kind(f"the mail server said {e.smtp_code}") from e
        except (smtplib.SMTPException, OSError) as e:
            raise SendFailed(f"the mail server cannot be reached ({_first_line(e)})") from e
        return Receipt(str(mail["Message-ID"]))

    return send


def _connect(scheme: str, host: str, port: int | None, user: str | None, password: str | None) -> Connect:
    def opened() -> smtplib.SMTP:
        if scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS)
        else:
            server = smtplib.SMTP(host, port or 587, timeout=SECONDS)
            server.starttls()
        if user:
            server.login(unquote(user), unquote(password or ""))
        return server

    return opened


def by_gateway(address: str, post: Post = httpx.post) -> Sender:
    """Texts through a gateway: ``https://token@host/path`` gets ``{to, text, id}`` and the token as a bearer."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise BadInput("not a texting gateway", where="LAWGATE_SMS", do="write https://token@host/path")
    host = parts.hostname + (f":{parts.port}" if parts.port else "")
    url, token = f"https://{host}{parts.path}", unquote(parts.username or "")

    def send(message: Message) -> Receipt:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": message.id}
        return _posted(post, url, {"to": message.to, "text": _text(message), "id": message.id}, headers)

    return send


def by_webhook(post: Post = httpx.post) -> Sender:
    """A POST of ``{text, id}`` to the https address that the lawyer's office gave."""

    def send(message: Message) -> Receipt:
        if not re.fullmatch(r"https://\S+", message.to):
            raise SendRefused("the address is not https")
        return _posted(post, message.to, {"text": _text(message), "id": message.id}, {"Idempotency-Key": message.id})

    return send


def _posted(post: Post, url: str, body: Mapping[str, str], headers: Mapping[str, str]) -> Receipt:
    try:
        answer = post(url, json=dict(body), headers=dict(headers), timeout=SECONDS, follow_redirects=False)
    except httpx.HTTPError as e:
        raise SendFailed(f"cannot be reached ({type(e).__name__})") from e
    if answer.status_code in (408, 425, 429) or answer.status_code >= 500:
        raise SendFailed(f"answered {answer.status_code}")
    if not 200 <= answer.status_code < 300:
        raise SendRefused(f"refused with {answer.status_code}")
    return Receipt(answer.headers.get("x-message-id", "")[:200])


def _text(message: Message) -> str:
    return str(message.body["text"])


def _first_line(problem: Exception) -> str:
    return str(problem).splitlines()[0][:120] if str(problem) else type(problem).__name__


def mailbox() -> Path:
    """The folder of this installation for messages that do not leave it."""
    return Path(os.environ.get("LAWGATE_VAR", "var")).resolve() / "outgoing"
