/** Words of reliefs. */
import type { fundsReliefs as zh } from "../zh/fundsReliefs";

export const fundsReliefs: Record<keyof typeof zh, string> = {
  "reliefs.lead": "A relief is asked for by the unit or street and granted by the leader; it stays with the month.",
  "reliefs.payer": "Payer",
  "reliefs.period": "Month",
  "reliefs.amount": "Relief (yuan)",
  "reliefs.basis": "Grounds",
  "reliefs.basis.help": "Name the document.",
  "reliefs.basis.example": "Chang Gong Fa [2020] 3",
  "reliefs.reason": "Reason",
  "reliefs.applied_on": "Applied on",
  "reliefs.applied_by": "Applicant",
  "reliefs.status": "Status",
  "reliefs.empty": "No reliefs",
  "reliefs.empty.text": "Apply on the page of a payer's month.",
  "reliefs.none": "No relief for this month.",
  "reliefs.apply": "Apply for relief",
  "reliefs.done": "Applied",
  "reliefs.acted": "Done",
  "reliefs.of": "Relief of {name} {period}",
  "reliefs.effect.grant": "The month's due is reduced by a new declaration.",
  "reliefs.effect.refuse": "The whole due stays.",
  "reliefs.effect.withdraw": "The application is withdrawn.",
  "reliefs.unreadable": "Write an amount above zero, for example 1,509.60",
};
