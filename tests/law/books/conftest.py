"""What the tests of the books read cases with; the cases themselves and their base are described there."""

from lawgate.lawbook.beside import EXPECT_KEYS, beside_the_rules, cases_of, whole

__all__ = ["EXPECT_KEYS", "beside_the_rules", "cases_of", "whole"]
