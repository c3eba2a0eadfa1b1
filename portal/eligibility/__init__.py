"""One case judged: which relief is likely, and every reason why."""
