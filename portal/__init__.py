"""Fresh Page: describes a past cannabis case, explains the law, and prepares a free packet."""
