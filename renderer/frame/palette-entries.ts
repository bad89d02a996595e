import { Bell, Gauge, Keyboard, type LucideIcon, Moon, Pause, Plug, Plus, Sun } from "lucide-react";
import type { ConnectionRow } from "#shared/contract/connections";
import type { DashboardRow } from "#shared/contract/dashboards";
import type { Alert } from "#shared/model/rule";
import type { PageEntry } from "../pages/page";
import { matchScore } from "./palette-match";

export interface PaletteEntry {
  /** Unlike any other's: two alerts may have one name. */
  id: string;
  group: "Pages" | "Dashboards" | "Alerts" | "Connections" | "Actions";
  name: string;
  /** What else it is found by. */
  others: readonly string[];
  detail?: string;
  icon: LucideIcon;
  run(): void;
}

/** What the entries do, handed in by the frame. */
export interface PaletteActions {
  go(to: string): void;
  setTheme(theme: "dark" | "light"): void;
  toggleLive(): void;
  showKeys(): void;
}

interface Reachable {
  pages: readonly PageEntry[];
  dashboards: readonly DashboardRow[];
  alerts: readonly Alert[];
  connections: readonly ConnectionRow[];
  isPaused: boolean;
  /** Goes along to every page. */
  search: string;
}

/** Everything that can be reached, in the order in which it is listed before anything is typed. */
export function paletteEntries(reachable: Reachable, { go, setTheme, toggleLive, showKeys }: PaletteActions): PaletteEntry[] {
  const { pages, dashboards, alerts, connections, isPaused, search } = reachable;
  return [
    ...pages.map(
      (page): PaletteEntry => ({
        id: `page ${page.home}`,
        group: "Pages",
        name: page.title,
        others: [page.words],
        icon: page.icon,
        run: () => go(`${page.home}${search}`),
      }),
    ),
    ...byUse(dashboards).map(
      (row): PaletteEntry => ({
        id: `dashboard ${row.uid}`,
        group: "Dashboards",
        name: row.title,
        others: [row.folder, ...row.tags],
        detail: row.folder,
        icon: Gauge,
        run: () => go(`/dashboards/${encodeURIComponent(row.uid)}${search}`),
      }),
    ),
    ...alerts.map(
      (alert): PaletteEntry => ({
        id: `alert ${alert.id}`,
        group: "Alerts",
        name: alert.name,
        others: Object.values(alert.labels),
        detail: alert.state,
        icon: Bell,
        run: () => go(`/alerts/${encodeURIComponent(alert.id)}`),
      }),
    ),
    ...connections.map(
      (row): PaletteEntry => ({
        id: `connection ${row.id}`,
        group: "Connections",
        name: row.name,
        others: [row.url],
        detail: row.url,
        icon: Plug,
        run: () => go(`/metrics?${new URLSearchParams({ source: row.id })}`),
      }),
    ),
    action("Add a Prometheus server", "connection", Plus, () => go("/connections?add=prometheus")),
    action(isPaused ? "Let live pages go on" : "Hold live pages still", "pause resume live", Pause, toggleLive),
    action("Dark theme", "night", Moon, () => setTheme("dark")),
    action("Light theme", "day", Sun, () => setTheme("light")),
    action("Show the keys of this page", "shortcuts help", Keyboard, showKeys),
  ];
}

/** Those with a star first, then those opened last. */
const byUse = (rows: readonly DashboardRow[]): DashboardRow[] =>
  [...rows].sort((a, b) => Number(b.isStarred) - Number(a.isStarred) || (b.viewedAt ?? 0) - (a.viewedAt ?? 0));

/** Before anything is typed, a group of hundreds would hide the others. */
const mostUntyped = 8;

const action = (name: string, others: string, icon: LucideIcon, run: () => void): PaletteEntry => ({
  id: `action ${name}`,
  group: "Actions",
  name,
  others: [others],
  icon,
  run,
});

/** The entries that fit what was typed, the best first; while nothing is, all of them but for the tail of the dashboards. */
export function matchingEntries(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  if (typed.trim() === "") {
    const shown = new Set(entries.filter(({ group }) => group === "Dashboards").slice(0, mostUntyped));
    return entries.filter((entry) => entry.group !== "Dashboards" || shown.has(entry));
  }
  return entries
    .map((entry) => ({ entry, score: matchScore(typed, entry.name, entry.others) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}
