"""Lists of answers that several questions share."""

from __future__ import annotations

from portal.interview.kinds import NOT_SURE, Choice, Option
from portal.say import say

UNSURE = Option(value="unsure", label=NOT_SURE)
YES = Option(value="yes", label=say("Yes"))
NO = Option(value="no", label=say("No"))
YES_NO = Choice((YES, NO))
YES_NO_UNSURE = Choice((YES, NO, UNSURE))
