"""What we know of the 102 counties: court, clerk, who helps, who arrests; all of it data."""
