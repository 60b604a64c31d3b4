"""What the request says on paper: forms, boxes, warrants, service. Not what it means."""

from lawgate.detainer.again import document_of, last_instant, read_document
from lawgate.detainer.custody import Custodies, as_given, custody, read_custodies, record
from lawgate.detainer.face import face, read_request
from lawgate.detainer.forms import FORMS, Form, form_id, forms_on
from lawgate.detainer.lifecycle import Stand, current, history, stand
from lawgate.detainer.records import CivilWarrant, Custody, Finding, JudicialWarrant, Request

__all__ = [
    "FORMS",
    "CivilWarrant",
    "Custodies",
    "Custody",
    "Finding",
    "Form",
    "JudicialWarrant",
    "Request",
    "Stand",
    "as_given",
    "current",
    "custody",
    "document_of",
    "face",
    "form_id",
    "forms_on",
    "history",
    "last_instant",
    "read_custodies",
    "read_document",
    "read_request",
    "record",
    "stand",
]
