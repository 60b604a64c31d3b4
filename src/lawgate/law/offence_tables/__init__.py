"""Statutes that jails book most, state by state: what each is called, its level, and of what kind it is (see ``offence``)."""
