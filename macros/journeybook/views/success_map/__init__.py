"""What customers read: the path to their outcome, the plan with dates, and the sheet to print."""
