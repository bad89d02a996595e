// What an alert says of itself in a line or a mark, the same wherever it is listed.
import type { InboxAlert } from "#shared/model/alert";
import { assertNever } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { type Severity, severityOf } from "#shared/model/severity";
import type { EpochMs } from "#shared/units/time";
import type { State } from "./state";
import { visibleText } from "./visible-text";

/** What an alert wants of people: one that fires may be muted or acknowledged, and one that nobody can see is unknown. */
export type Standing = "firing" | "acknowledged" | "muted" | "unknown" | "pending" | "resolved";

export function standingOf({ state, unknown, muted, acknowledged }: InboxAlert): Standing {
  if (state === "resolved") return "resolved";
  if (unknown !== undefined) return "unknown";
  if (state === "pending") return "pending";
  if (acknowledged) return "acknowledged";
  return muted ? "muted" : "firing";
}

/** Since when it is what it is. */
export function sinceOf({ state, activeAt, firedAt, resolvedAt }: InboxAlert): EpochMs {
  switch (state) {
    case "pending":
      return activeAt;
    case "firing":
      return firedAt ?? activeAt;
    case "resolved":
      return resolvedAt ?? activeAt;
    default:
      return assertNever(state);
  }
}

const own = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");
const firstOf = (labels: Labels, names: readonly string[]): string => names.map((name) => own(labels, name)).find(Boolean) ?? "";

/** The words people write for one line about an alert, the usual one first. */
export const summaryOf = (annotations: Labels): string =>
  visibleText(firstOf(annotations, ["summary", "title", "message", "description"]).split("\n", 1)[0] ?? "");

/** Which of its source's things it is about, as its labels say; empty when they do not. */
export const instanceOf = (labels: Labels): string =>
  visibleText(firstOf(labels, ["instance", "host", "hostname", "node", "service", "pod", "container", "job"]));

const marks: Readonly<Record<Severity, State>> = { critical: "critical", warning: "warning", info: "info", none: "info" };

/** How it is marked: what nobody knows is grey and dashed whatever its severity, and what is over is well. */
export function markOf(standing: Standing, severity: Severity): State {
  if (standing === "unknown") return "unknown";
  return standing === "resolved" ? "ok" : marks[severity];
}

const standings: Readonly<Record<Standing, string>> = {
  firing: "firing",
  acknowledged: "acknowledged",
  muted: "firing, muted",
  unknown: "unknown",
  pending: "pending",
  resolved: "resolved",
};

/** "firing, critical": what the mark means, read out and as its tooltip. */
export const standingWords = (standing: Standing, severity: Severity): string =>
  severity === "none" ? standings[standing] : `${standings[standing]}, ${severity}`;

/** The same of an alert. */
export const alertMark = (alert: InboxAlert): State => markOf(standingOf(alert), severityOf(alert.labels));
export const alertWords = (alert: InboxAlert): string => standingWords(standingOf(alert), severityOf(alert.labels));

/** The address of an alert; its id may hold anything. */
export const alertHome = (id: string): string => `/alerts/${encodeURIComponent(id)}`;
