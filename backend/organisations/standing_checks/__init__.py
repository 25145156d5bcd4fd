"""The hard rules of a union's organisation (A-R1..A-R9), judged and explained on its card."""
