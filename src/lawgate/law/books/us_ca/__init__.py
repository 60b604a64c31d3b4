"""California: TRUST (2014), TRUTH (2017) and Values (2018) Acts, the list of Gov. Code § 7282.5, and local policies."""
