"""The desk's pages: who is in custody, how long is left, and the law behind each answer. No logic of law here."""
