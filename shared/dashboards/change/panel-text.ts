// A panel as text that people look at and change, with mistakes at their places.
import type { Diagnostic } from "../../model/failure";
import { placeOf } from "../../promql/diagnostics";
import { type Dashboard, dashboardKind, dashboardVersion } from "../dashboard";
import { parseJsonText } from "../json-text";
import type { Panel } from "../panel";
import { readDashboard } from "../read-dashboard";

export const writePanelText = (panel: Panel): string => JSON.stringify(panel, null, 2);
export const writeDashboardJson = (dashboard: Dashboard): string => JSON.stringify(dashboard, null, 2);

type Refused = { ok: false; diagnostics: Diagnostic[] };
type ReadPanel = { ok: true; panel: Panel; repairs: string[] } | Refused;
type ReadText = { ok: true; dashboard: Dashboard; repairs: string[] } | Refused;

/** `id` stays: links name it, and another panel may have the one in the text. */
export function readPanelText(text: string, id: number): ReadPanel {
  const parsed = parseAtPlace(text);
  if (!parsed.ok) return parsed;
  if (typeof parsed.value !== "object" || parsed.value === null || Array.isArray(parsed.value)) {
    return refused(text, "A panel is an object: { … }.", { from: 0, to: text.length });
  }
  // A dashboard of this one panel: so it is checked and put right by the same rules as a file is.
  const read = readDashboard({
    kind: dashboardKind,
    version: dashboardVersion,
    uid: "panel",
    title: "panel",
    elements: { panel: { ...parsed.value, id } },
    layout: { kind: "grid", items: [{ element: "panel", x: 0, y: 0, width: 12, height: 8 }] },
  });
  const panel = read.ok ? read.dashboard.elements.panel : undefined;
  if (!read.ok || !panel) return refused(text, 'This is no panel: it has no "type".', { from: 0, to: text.length });
  return { ok: true, panel, repairs: read.repairs.map((repair) => repair.replace("$.elements.panel", "$")) };
}

/** `uid` stays: it names the file. */
export function readDashboardJson(text: string, uid: string): ReadText {
  const parsed = parseAtPlace(text);
  if (!parsed.ok) return parsed;
  const read = readDashboard(parsed.value, { uid });
  if (!read.ok) return refused(text, read.say, { from: 0, to: Math.min(text.length, 1) });
  const isRenamed = read.dashboard.uid !== uid;
  const repairs = isRenamed ? [...read.repairs, `$.uid: a dashboard keeps the one it has; it stays ${uid}.`] : read.repairs;
  return { ok: true, dashboard: { ...read.dashboard, uid }, repairs };
}

function parseAtPlace(text: string): { ok: true; value: unknown } | Refused {
  const parsed = parseJsonText(text);
  if (parsed.ok) return parsed;
  const lines = text.split("\n");
  const from = lines.slice(0, parsed.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + parsed.column - 1;
  return refused(text, parsed.say, { from, to: from + 1 });
}

const refused = (text: string, message: string, span: { from: number; to: number }): Refused => ({
  ok: false,
  diagnostics: [{ severity: "error", message, place: placeOf(text, span) }],
});
