"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from lawgate.web.desk import acting, alarms, board, counsel, identity, live, people, printing

urlpatterns = [
    path("", board.board, name="board"),
    path("rows/", board.rows, name="board_rows"),
    path("live/", live.live, name="live"),
    path("alarm/<str:alarm>/", alarms.acknowledged, name="alarm"),
    path("book/", acting.book, name="book"),
    path("paper/board.pdf", printing.board_sheet, name="board_sheet"),
    path("paper/blank.pdf", printing.paper_mode, name="paper_mode"),
    path("differences/", printing.differences, name="differences"),
    path("law/", counsel.book, name="law_book"),
    path("law/check/", counsel.check, name="law_check"),
    path("law/decisions/<str:authority>/", counsel.decisions, name="law_decisions"),
    path("law/adopt/", counsel.adopt, name="law_adopt"),
    path("law/changed/<int:event>/", counsel.changed, name="law_changed"),
    path("<str:key>/", people.person, name="person"),
    path("<str:key>/what-if/", people.whatif, name="what_if"),
    path("<str:key>/prints/", identity.prints, name="identity"),
    path("<str:key>/act/<str:name>/", acting.act, name="act"),
    path("<str:key>/undo/<int:event>/", acting.take_back, name="undo"),
    path("<str:key>/packet.pdf", printing.packet, name="packet"),
    path("<str:key>/decision.pdf", printing.decision, name="decision_sheet"),
    path("<str:key>/file.json", people.file, name="client_file"),
]
