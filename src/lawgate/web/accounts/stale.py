"""What is answered to a form that this house did not hand out, or handed out to another session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.web.accounts import audit


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 with a sentence. Nothing was done. The refusal is kept."""
    audit.refused(request, f"form not ours: {reason[:120]}")
    return render(request, "accounts/forged.html", status=403)
