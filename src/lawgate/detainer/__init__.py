"""What the request says on paper: forms, boxes, warrants, service. Not what it means."""

from lawgate.detainer.custody import Custodies, as_given, custody, read_custodies, record
from lawgate.detainer.face import current, face, form_id
from lawgate.detainer.forms import FORMS, Form
from lawgate.detainer.records import Custody, Finding, Request

__all__ = [
    "FORMS",
    "Custodies",
    "Custody",
    "Finding",
    "Form",
    "Request",
    "as_given",
    "current",
    "custody",
    "face",
    "form_id",
    "read_custodies",
    "record",
]
