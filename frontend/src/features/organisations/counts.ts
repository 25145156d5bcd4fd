/** The figures of a head-count, in the order of the form. */
export const COUNT_FIELDS = [
  "employees", "women_employees", "migrant_employees", "dispatched_employees", "new_form_employees",
  "members", "women_members", "migrant_members", "new_form_members",
] as const;
