import { Bell, Gauge, Keyboard, type LucideIcon, Moon, Pause, Plug, Plus, Sun } from "lucide-react";
import type { ConnectionRow } from "#shared/contract/connections";
import type { DashboardRow } from "#shared/contract/dashboards";
import type { InboxAlert } from "#shared/model/alert";
import { severities, severityOf } from "#shared/model/severity";
import { alertHome, sinceOf } from "../components/alert-words";
import type { PageEntry } from "../pages/page";
import { askedOf } from "../stores/connections";
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
  alerts: readonly InboxAlert[];
  connections: readonly ConnectionRow[];
  isPaused: boolean;
  /** What goes along to a page that asks this. */
  searchFor(asks: PageEntry["asksSource"]): string;
}

/** Everything that can be reached, in the order in which it is listed before anything is typed. */
export function paletteEntries(reachable: Reachable, { go, setTheme, toggleLive, showKeys }: PaletteActions): PaletteEntry[] {
  const { pages, dashboards, alerts, connections, isPaused, searchFor } = reachable;
  return [
    ...pages.map(
      (page): PaletteEntry => ({
        id: `page ${page.home}`,
        group: "Pages",
        name: page.title,
        others: [page.words],
        icon: page.icon,
        run: () => go(`${page.home}${searchFor(page.asksSource)}`),
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
        run: () => go(`/dashboards/${encodeURIComponent(row.uid)}${searchFor("metrics")}`),
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
        run: () => go(alertHome(alert.id)),
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
        run: () => go(connectionHome(row)),
      }),
    ),
    action("Add a Prometheus server", "connection", Plus, () => go("/connections?add=prometheus")),
    action("Add an Alertmanager", "connection server", Plus, () => go("/connections?add=alertmanager")),
    action("Add a Loki server", "connection logs", Plus, () => go("/connections?add=loki")),
    action("Add a Jaeger server", "connection traces zipkin", Plus, () => go("/connections?add=jaeger")),
    action(isPaused ? "Let live pages go on" : "Hold live pages still", "pause resume live", Pause, toggleLive),
    action("Dark theme", "night", Moon, () => setTheme("dark")),
    action("Light theme", "day", Sun, () => setTheme("light")),
    action("Show the keys of this page", "shortcuts help", Keyboard, showKeys),
  ];
}

/** Where a server is looked at; one that answers no queries has only itself to be looked at. */
function connectionHome({ id, kind }: ConnectionRow): string {
  const asked = askedOf(kind);
  return asked ? `/${asked}?${new URLSearchParams({ source: id })}` : `/connections?${new URLSearchParams({ edit: id })}`;
}

/** Those with a star first, then those opened last. */
const byUse = (rows: readonly DashboardRow[]): DashboardRow[] =>
  [...rows].sort((a, b) => Number(b.isStarred) - Number(a.isStarred) || (b.viewedAt ?? 0) - (a.viewedAt ?? 0));

/** More are found on the page of alerts, which has a filter for them. */
const mostAlerts = 500;

/** The alerts that are not over, the most urgent first. */
export const reachableAlerts = (alerts: Iterable<InboxAlert>): InboxAlert[] =>
  [...alerts]
    .filter(({ state }) => state !== "resolved")
    .sort(
      (a, b) => severities.indexOf(severityOf(a.labels)) - severities.indexOf(severityOf(b.labels)) || sinceOf(b) - sinceOf(a),
    )
    .slice(0, mostAlerts);

/** Before anything is typed, a group of hundreds would hide the others. */
const mostUntyped = 8;
const long: readonly PaletteEntry["group"][] = ["Dashboards", "Alerts"];

const action = (name: string, others: string, icon: LucideIcon, run: () => void): PaletteEntry => ({
  id: `action ${name}`,
  group: "Actions",
  name,
  others: [others],
  icon,
  run,
});

/** The entries that fit what was typed, the best first; while nothing is, all of them but for the tails of the dashboards and alerts. */
export function matchingEntries(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  if (typed.trim() === "") {
    const shown = new Set(long.flatMap((name) => entries.filter(({ group }) => group === name).slice(0, mostUntyped)));
    return entries.filter((entry) => !long.includes(entry.group) || shown.has(entry));
  }
  return entries
    .map((entry) => ({ entry, score: matchScore(typed, entry.name, entry.others) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}
