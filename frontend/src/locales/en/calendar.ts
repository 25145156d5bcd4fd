/** Words of the work calendar. */
import type { calendar as zh } from "../zh/calendar";

export const calendar: Record<keyof typeof zh, string> = {
  "calendar.lead": "Deadlines are counted in these working days.",
  "calendar.estimated": "The holidays of {n} are not published yet; Monday to Friday is assumed.",
  "calendar.year": "Year",
  "calendar.workday": "Working day",
  "calendar.rest": "Day off",
  "calendar.name": "Name",
  "calendar.name.hint": "e.g. National Day, make-up day",
  "calendar.source": "Source",
  "calendar.source.help": "The notice that sets it.",
  "calendar.kind": "Kind",
  "calendar.edit": "Change {day}",
  "calendar.saved": "Calendar changed",
  "calendar.legend": "Dark: holiday; light: weekend; blue frame: make-up working day.",
  "calendar.month": "Month {n}",
  "calendar.weekdays": "MTWTFSS",
  "calendar.day": "{day}, {kind}{name}",
};
