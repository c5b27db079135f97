"""Community partners: who they are, what was agreed, what they gave, and what was done."""
