"""Letters a lawyer sends within the hour: drafted from the case and the law it cites, as a document to edit and as a tagged PDF."""

from lawgate.counsel.letters.client import Client, client_of
from lawgate.counsel.letters.docx_file import docx_of
from lawgate.counsel.letters.drafts import KINDS, draft
from lawgate.counsel.letters.pdf_check import check_tagged
from lawgate.counsel.letters.pdf_file import pdf_of
from lawgate.counsel.letters.records import Block, Letter

__all__ = ["KINDS", "Block", "Client", "Letter", "check_tagged", "client_of", "docx_of", "draft", "pdf_of"]
