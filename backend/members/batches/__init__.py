"""Enrolment in batches (八大群体集中入会): each person confirms, then the committee approves."""
