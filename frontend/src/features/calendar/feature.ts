/** The work calendar behind every deadline. */
import type { Feature } from "@/lib/feature";

const READ = ["calendar:read"];

export const calendar: Feature = {
  code: "calendar",
  menu: [{ path: "/calendar", label: "calendar.title", icon: "calendar", order: 86, permissions: READ }],
  routes: [{ path: "/calendar", title: "calendar.title", permissions: READ, page: () => import("./CalendarPage") }],
};
