/** Figures: the district board, every indicator with its definition and the rows behind it. */
import type { Feature } from "@/lib/feature";

const READ = ["indicators:read"];
const BOARD = ["board:read"];

export const reports: Feature = {
  code: "reports",
  menu: [
    { path: "/board", label: "reports.board", icon: "dashboard", order: 50, permissions: BOARD },
    { path: "/indicators", label: "reports.indicators", icon: "bar-chart", order: 54, permissions: READ },
  ],
  routes: [
    { path: "/board", title: "reports.board", permissions: BOARD, page: () => import("./BoardPage") },
    { path: "/indicators", title: "reports.indicators", permissions: READ, page: () => import("./IndicatorsPage") },
    { path: "/indicators/$code", title: "reports.indicator", permissions: READ, page: () => import("./IndicatorPage") },
  ],
};
