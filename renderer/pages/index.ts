import { Activity, Bell, ChartLine, LayoutDashboard, Plug, Settings } from "lucide-react";
import { lazy } from "react";
import { hours, minutes } from "#shared/units/time";
import type { PageEntry } from "./page";

/** Every page, in the order of the navigation. To add one: write its folder, and an entry here. */
export const pages: readonly PageEntry[] = [
  {
    title: "Overview",
    path: "/overview",
    home: "/overview",
    icon: LayoutDashboard,
    group: "Watch",
    words: "host machine cpu memory gpu disk network home",
    windows: [minutes(5), minutes(15), minutes(30), hours(1)],
    isLive: true,
    keys: [
      { keys: "T", does: "Show the focused chart as a table, and back" },
      { keys: "drag", does: "Zoom all charts into a stretch of time; double click goes back" },
    ],
    Component: lazy(() => import("./overview/Page").then(({ Page }) => ({ default: Page }))),
  },
  {
    title: "Processes",
    path: "/processes",
    home: "/processes",
    icon: Activity,
    group: "Watch",
    words: "top tasks programs pid",
    isLive: true,
    keys: [
      { keys: "/", does: "Filter" },
      { keys: "j k ↓ ↑", does: "Next and previous process" },
    ],
    Component: lazy(() => import("./processes/Page").then(({ Page }) => ({ default: Page }))),
  },
  {
    title: "Alerts",
    path: "/alerts/:id?",
    home: "/alerts",
    icon: Bell,
    group: "Watch",
    words: "rules firing pending notifications rule file",
    keys: [
      { keys: "j k ↓ ↑", does: "Next and previous alert" },
      { keys: "Home End", does: "First and last alert" },
      { keys: "Enter", does: "Show the file of the chosen rule" },
    ],
    Component: lazy(() => import("./alerts/Page").then(({ Page }) => ({ default: Page }))),
  },
  {
    title: "Metrics",
    path: "/metrics",
    home: "/metrics",
    icon: ChartLine,
    group: "Investigate",
    words: "explore promql query prometheus",
    asksSource: true,
    keys: [
      { keys: "Enter", does: "Run the query" },
      { keys: "Shift Enter", does: "New line in the query" },
      { keys: "Ctrl Space", does: "Offer metrics, labels and functions" },
      { keys: "↑ ↓", does: "Earlier and later queries" },
      { keys: "T", does: "Show the focused chart as a table, and back" },
    ],
    Component: lazy(() => import("./metrics/Page").then(({ Page }) => ({ default: Page }))),
  },
  {
    title: "Connections",
    path: "/connections",
    home: "/connections",
    icon: Plug,
    group: "Stack",
    words: "servers prometheus add source",
    keys: [
      { keys: "j k ↓ ↑", does: "Next and previous connection, once one has the focus" },
      { keys: "Enter", does: "Edit the connection" },
    ],
    Component: lazy(() => import("./connections/Page").then(({ Page }) => ({ default: Page }))),
  },
  {
    title: "Settings",
    path: "/settings",
    home: "/settings",
    icon: Settings,
    group: "Stack",
    words: "preferences theme dark light density notifications about version",
    Component: lazy(() => import("./settings/Page").then(({ Page }) => ({ default: Page }))),
  },
];
