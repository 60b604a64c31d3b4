"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from lawgate.web.desk import (
    acting,
    adopting,
    alarms,
    board,
    counsel,
    identity,
    leaving,
    live,
    people,
    printing,
    scanning,
    sheets,
)

urlpatterns = [
    path("", board.board, name="board"),
    path("rows/", board.rows, name="board_rows"),
    path("live/", live.live, name="live"),
    path("alarm/<str:alarm>/", alarms.acknowledged, name="alarm"),
    path("book/", acting.book, name="book"),
    path("scan/", scanning.scan, name="scan"),
    path("paper/board.pdf", printing.board_sheet, name="board_sheet"),
    path("paper/shift.pdf", printing.shift_sheet, name="shift_sheet"),
    path("paper/blank.pdf", printing.paper_mode, name="paper_mode"),
    path("differences/", printing.differences, name="differences"),
    path("law/", counsel.book, name="law_book"),
    path("law/proof/", counsel.proof, name="law_proof"),
    path("law/check/", adopting.draft, name="law_check"),
    path("law/decisions/<str:authority>/", counsel.decisions, name="law_decisions"),
    path("law/adopt/", adopting.adopt, name="law_adopt"),
    path("law/policy/adopt/", adopting.adopt_draft, name="law_policy_adopt"),
    path("law/policy/<int:event>/", adopting.policy, name="law_policy"),
    path("law/policy/<int:event>/take-back/", adopting.withdraw, name="law_policy_back"),
    path("law/changed/<int:event>/", adopting.changed, name="law_changed"),
    path("<str:key>/", people.person, name="person"),
    path("<str:key>/what-if/", people.whatif, name="what_if"),
    path("<str:key>/prints/", identity.prints, name="identity"),
    path("<str:key>/prints/settle/", identity.settle, name="settle"),
    path("<str:key>/notice/<str:message>/", leaving.take_back_notice, name="take_back_notice"),
    path("<str:key>/act/<str:name>/", acting.act, name="act"),
    path("<str:key>/undo/<int:event>/", acting.take_back, name="undo"),
    path("<str:key>/packet.pdf", sheets.packet, name="packet"),
    path("<str:key>/copy.pdf", sheets.copy, name="copy_sheet"),
    path("<str:key>/decision.pdf", sheets.decision, name="decision_sheet"),
    path("<str:key>/official.pdf", sheets.official, name="official"),
    path("<str:key>/reply.pdf", sheets.reply, name="reply"),
    path("<str:key>/release.pdf", sheets.release, name="release_packet"),
    path("<str:key>/hand-over.pdf", sheets.hand_over, name="hand_over"),
    path("<str:key>/time-is-up.pdf", sheets.time_is_up, name="time_is_up"),
    path("<str:key>/file.json", people.file, name="client_file"),
]
