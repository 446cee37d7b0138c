"""The parts of the recogniser of dates: what is a date, what it means, which dates contradict one another."""
