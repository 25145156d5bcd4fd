"""职工之家 and 职工小家: application, member evaluation, recommendation, acceptance, publicity, award, review."""
