"""First messages on their way: to a folder unless configured, by mail, by text, by webhook; refused and failed told apart."""

from __future__ import annotations

import json
import smtplib
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pytest

from lawgate.base import BadInput
from lawgate.casework.records import Message, SendFailed, SendRefused
from lawgate.counsel import senders

MESSAGE = Message(
    "0a1b",
    "P-1",
    "a@b.example",
    "smtp",
    "counsel.alert",
    {"text": "A matter needs you. Code K7Q4."},
    datetime(2026, 3, 2, tzinfo=UTC),
)
ADDRESS = "smtps://desk:p%40ss@mail.example:465?from=desk@county.example"


class Server:
    """A mail server that takes, or answers with a problem."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.problem, self.taken = problem, list[EmailMessage]()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def send_message(self, mail: EmailMessage) -> None:
        if self.problem:
            raise self.problem
        self.taken.append(mail)


def by_mail(server: Server) -> Any:
    return senders.by_smtp(ADDRESS, lambda: server)  # type: ignore[arg-type,return-value]  # stands in for a connection


def test_nothing_leaves_the_machine_unless_configured(tmp_path: Path) -> None:
    """Without a setting every channel writes to the folder; the same message twice is one file."""
    made = senders.configured({}, tmp_path / "out")
    for channel in ("smtp", "sms", "webhook"):
        made[channel](MESSAGE)
    assert made["smtp"](MESSAGE).again
    (file,) = (tmp_path / "out").iterdir()
    assert json.loads(file.read_text())["text"] == "A matter needs you. Code K7Q4."
    assert "P-1" not in file.read_text()


def test_the_mail_names_nobody_and_carries_its_id() -> None:
    """Subject and body are the neutral words; the booking number is nowhere in it."""
    server = Server()
    by_mail(server)(MESSAGE)
    (mail,) = server.taken
    assert (mail["To"], mail["From"], mail["Subject"]) == ("a@b.example", "desk@county.example", "A matter needs you")
    assert mail["Message-ID"] == "<0a1b@county.example>"
    assert mail.get_content().strip() == MESSAGE.body["text"]
    assert "P-1" not in mail.as_string()


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"no such user")}), SendRefused),
        (smtplib.SMTPDataError(552, b"too large"), SendRefused),
        (smtplib.SMTPDataError(451, b"try later"), SendFailed),
        (smtplib.SMTPServerDisconnected("gone"), SendFailed),
        (TimeoutError("timed out"), SendFailed),
    ],
)
def test_what_the_mail_server_says_is_told_apart(problem: Exception, kind: type[Exception]) -> None:
    """A refused address goes on to the next lawyer at once; a busy server is tried again."""
    with pytest.raises(SendFailed) as e:
        by_mail(Server(problem))(MESSAGE)
    assert type(e.value) is kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [(200, None), (202, None), (301, SendRefused), (404, SendRefused), (429, SendFailed), (503, SendFailed)],
)
def test_a_gateway_or_webhook_answers_by_its_status(status: int, kind: type[Exception] | None) -> None:
    """Taken, refused for good, or to be tried again; a redirection is never followed."""
    asked: list[dict[str, Any]] = []

    def post(url: str, **more: Any) -> httpx.Response:
        asked.append({"url": url, **more})
        return httpx.Response(status, headers={"x-message-id": "m-7"})

    for send, to in (
        (senders.by_gateway("https://t%3A1@sms.example/v1", post), "+12535550105"),
        (senders.by_webhook(post), "https://office.example/hook"),
    ):
        message = Message("0a1b", "P-1", to, "sms", "counsel.alert", MESSAGE.body, MESSAGE.queued)
        if kind is None:
            assert send(message).reference == "m-7"
        else:
            with pytest.raises(SendFailed) as e:
                send(message)
            assert type(e.value) is kind
    assert asked[0]["headers"]["Authorization"] == "Bearer t:1"
    assert asked[0]["url"] == "https://sms.example/v1"
    assert all("P-1" not in json.dumps(a) and a["follow_redirects"] is False for a in asked)


def test_a_receiver_that_is_down_is_tried_again() -> None:
    """No connection is a failure, not a refusal."""

    def post(url: str, **more: Any) -> httpx.Response:
        raise httpx.ConnectError("no route")

    with pytest.raises(SendFailed, match="cannot be reached"):
        senders.by_webhook(post)(Message("a", "P-1", "https://x.example/", "webhook", "", MESSAGE.body, MESSAGE.queued))


@pytest.mark.parametrize(
    "address", ["mail.example", "smtp://mail.example?from=a@b", "smtps://mail.example", "smtps://?from=a@b"]
)
def test_a_mail_server_without_encryption_or_sender_is_refused(address: str) -> None:
    """Plain SMTP is not offered, and a sender must be named."""
    with pytest.raises(BadInput, match="not a mail server"):
        senders.by_smtp(address)


def test_a_gateway_or_webhook_without_https_is_refused() -> None:
    """Nothing goes out in the clear."""
    with pytest.raises(BadInput, match="texting gateway"):
        senders.by_gateway("http://t@sms.example/")
    with pytest.raises(SendRefused, match="not https"):
        senders.by_webhook()(Message("a", "P-1", "http://x.example/", "webhook", "", MESSAGE.body, MESSAGE.queued))
