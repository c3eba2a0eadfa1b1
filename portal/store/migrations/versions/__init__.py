"""One file a step, each with its way up and its way down."""
