"""Federal law: Constitution, statutes, regulation, forms, decisions and policies."""
