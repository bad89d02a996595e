// What a notice says: a title and a body that fit the two lines of it that a system shows. All texts come from rule files and
// label values: no control characters, no line feeds, no more than fits.
import type { Notice } from "#shared/contract/notifications";
import { formatLongSpan } from "#shared/format/age";
import { formatLabels, type Labels, withoutLabels } from "#shared/model/labels";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import { severities, severityOf } from "#shared/model/severity";

export type NoticeWords = Pick<Notice, "title" | "body">;
export type ShortAlert = Pick<NotifiedAlert, "labels" | "status">;

const nameLength = 60;
const placeLength = 40;
const bodyLength = 160;
/** Which label says where, the most telling first. */
const places = ["instance", "host", "hostname", "node", "nodename", "pod", "container", "service", "device", "job"];

/** Of the most urgent alert that fires. */
export function urgencyOf(alerts: readonly ShortAlert[]): Notice["urgency"] {
  const found = new Set(alerts.filter(isFiring).map(({ labels }) => severityOf(labels)));
  if (found.has("critical")) return "critical";
  return found.has("warning") || found.has("none") ? "normal" : "low";
}

export function firingWords({ alerts, reason }: GroupNotification): NoticeWords {
  const firing = alerts.filter(isFiring);
  const [first] = firing;
  if (!first) return resolvedWords({ alerts });
  const again = reason === "repeat interval elapsed" ? "Still firing: " : "";
  const severity = withSeverity(firing);
  if (firing.length === 1) {
    return { title: `${again}${nameOf(first)}${onPlace(first)}${severity}`, body: about(first) };
  }
  const title = again === "" ? `${firing.length} firing: ` : `${firing.length} still firing: `;
  return { title: `${title}${nameList(firing)}${severity}`, body: listed(firing) };
}

export function resolvedWords({ alerts }: Pick<GroupNotification, "alerts">): NoticeWords {
  const [first] = alerts;
  const lengths = alerts.flatMap(({ startsAt, endsAt }) => (endsAt === undefined ? [] : [endsAt - startsAt]));
  const longest = formatLongSpan(Math.max(0, ...lengths));
  if (first && alerts.length === 1) {
    return {
      title: `Resolved: ${nameOf(first)}${onPlace(first)}`,
      body: oneLine(`Fired for ${longest}. ${about(first)}`, bodyLength),
    };
  }
  return {
    title: `${alerts.length} resolved: ${nameList(alerts)}`,
    body: oneLine(`The longest fired for ${longest}. ${listed(alerts)}`, bodyLength),
  };
}

/** Many groups in one notice. `waited`: they were held back until now. */
export function digestWords(alerts: readonly ShortAlert[], { waited }: { waited: boolean }): NoticeWords {
  const firing = alerts.filter(isFiring);
  const counts = [...countBy(firing, nameOf)].sort(([, a], [, b]) => b - a);
  const shown = counts.slice(0, 3).map(([name, count]) => `${count} ${name}`);
  const more = counts.length - shown.length;
  return {
    title: `${firing.length} ${waited ? "alerts waited for you" : "more alerts"}${withSeverity(firing)}`,
    body: oneLine(`${shown.join(", ")}${more > 0 ? ` and ${more} more ${more === 1 ? "rule" : "rules"}` : ""}`, bodyLength),
  };
}

const isFiring = ({ status }: ShortAlert) => status === "firing";

const labelOf = (labels: Labels, name: string) => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");

const nameOf = ({ labels }: ShortAlert) => oneLine(labelOf(labels, "alertname") || "Alert", nameLength);

function onPlace({ labels }: NotifiedAlert): string {
  const place = places.map((name) => labelOf(labels, name)).find((value) => value !== "");
  return place === undefined ? "" : ` on ${oneLine(place, placeLength)}`;
}

/** " · critical", in the word of the most urgent alert; how many, where it is some of several. */
function withSeverity(alerts: readonly ShortAlert[]): string {
  const counts = countBy(alerts, ({ labels }) => severityOf(labels));
  const worst = severities.find((severity) => severity !== "none" && counts.has(severity));
  if (worst === undefined) return "";
  const count = counts.get(worst) ?? 0;
  return ` · ${count < alerts.length ? `${count} ` : ""}${worst}`;
}

function nameList(alerts: readonly NotifiedAlert[]): string {
  const names = [...new Set(alerts.map(nameOf))];
  const [first = "", second] = names;
  if (second === undefined) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first}, ${second} and ${names.length - 2} more`;
}

/** The alert in one line: its summary, else its description, else its labels. */
function about({ labels, annotations, value }: NotifiedAlert): string {
  const words = labelOf(annotations, "summary") || labelOf(annotations, "description");
  const rest = withoutLabels(labels, ["alertname", "severity"]);
  return oneLine(words || (Object.keys(rest).length > 0 ? formatLabels(rest) : `value ${value ?? "unknown"}`), bodyLength);
}

/** The first few by what tells them apart. */
function listed(alerts: readonly NotifiedAlert[]): string {
  const names = [...new Set(alerts.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const telling = names.filter((name) => new Set(alerts.map(({ labels }) => labelOf(labels, name))).size > 1);
  const shown = alerts.slice(0, 3).map(({ labels }) => {
    const values = telling.map((name) => labelOf(labels, name)).filter(Boolean);
    return oneLine(values.join(" "), placeLength);
  });
  const more = alerts.length > shown.length ? ` and ${alerts.length - shown.length} more` : "";
  return `${shown.filter(Boolean).join(", ")}${more}`;
}

function countBy<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

// Control characters, line feeds, and what turns the direction of the text around it.
const unshown = /[\p{Cc}\p{Zl}\p{Zp}\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

function oneLine(text: string, most: number): string {
  // A summary may be megabytes long; what follows reads it several times.
  const line = text
    .slice(0, most * 20)
    .replaceAll(unshown, " ")
    .trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join("")}…`;
}
