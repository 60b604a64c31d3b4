"""Counsel's addresses."""

from __future__ import annotations

from django.urls import path

from lawgate.web.counsel import ask, calls, desk, plan, public

urlpatterns = [
    path("plan/", plan.plan, name="plan"),
    path("plan/<str:name>", plan.plan, name="plan_file"),
    path("counsel/", desk.inbox, name="counsel_inbox"),
    path("counsel/matter/<str:alert>/", desk.matter, name="counsel_matter"),
    path("counsel/client/<str:key>/", desk.client, name="counsel_client"),
    path("counsel/client/<str:key>/<str:kind>.<str:ending>", desk.letter, name="counsel_letter"),
    path("counsel/matters.ics", desk.dates, name="counsel_dates"),
    path("counsel/calls/", calls.calls, name="counsel_calls"),
    path("counsel/calls/key/", calls.new_key, name="counsel_new_key"),
    path("counsel/calls/<str:call>/done/", calls.called, name="counsel_called"),
    path("counsel/ask/", ask.asks, name="counsel_asks"),
    path("counsel/ask/<str:key>/", ask.ask, name="counsel_ask"),
    path("lawyer/", public.name_lawyer, name="name_lawyer"),
    path("lawyer/code/", public.code, name="lawyer_code"),
    path("lawyer/call/<str:office>/", public.call_back, name="call_back"),
]
