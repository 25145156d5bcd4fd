/** The first page after signing in. */
import type { Feature } from "@/lib/feature";

export const home: Feature = {
  code: "home",
  menu: [{ path: "/", label: "home.title", icon: "home", order: 0, permissions: [] }],
  routes: [{ path: "/", title: "home.title", permissions: [], page: () => import("./HomePage") }],
};
