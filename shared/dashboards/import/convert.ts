// One document that was found, into a dashboard of ours with its report.
import { dashboardSchema } from "../dashboard";
import { mend } from "../mend";
import { asUid, readDashboard } from "../read-dashboard";
import { type ConvertedDashboard, convertClassic } from "./classic";
import { constantsOf } from "./dashboard-head";
import { isRecord, type Json, listOf, recordOf, textOf } from "./lenient";
import type { ImportedDashboard } from "./outcome";
import { type Document, isV2 } from "./shapes";
import { convertV2 } from "./v2";

/** A text is the sentence why it cannot be read. */
export function convert(document: Document, { name }: { name?: string }): ImportedDashboard | string {
  const { shape, value, path, folder, around: put = "" } = document;
  const around = { shape, ...(folder === undefined ? {} : { folder }) };
  if (shape === "ours") return fromOurs(document);
  const count = panelsIn(value);
  if (count > mostPanels) return `This dashboard has ${count} panels; no more than ${mostPanels} can be read.`;
  const title = titleOf(value, name, shape === "fragment" ? "Part of a dashboard" : "Imported dashboard");
  const pathOf = (inside: string) => `${path}${inside.startsWith(put) ? inside.slice(put.length) : inside}`;
  const options = { pathOf, uid: uidOf(value, title), title };
  const converted = isV2(value) || isRecord(value.elements) ? convertV2(value, options) : convertClassic(value, options);
  return { ...around, ...fitting(converted), constants: constantsOf(value) };
}

/** Nobody draws so many by hand, and a file of empty ones would fill all memory. */
const mostPanels = 20_000;

function panelsIn({ panels, rows, elements }: Json): number {
  const inside = (list: unknown): number =>
    listOf(list).reduce<number>((count, one) => count + 1 + listOf(recordOf(one).panels).length, 0);
  return inside(panels) + inside(rows) + Object.keys(recordOf(elements)).length;
}

/** What slipped through is mended like one of our own files, rather than refused when it is saved. */
function fitting(converted: ConvertedDashboard): ConvertedDashboard {
  if (dashboardSchema.safeParse(converted.dashboard).success) return converted;
  const report = [...converted.report];
  const mended = mend(dashboardSchema, { ...converted.dashboard }, (say) => report.push({ path: "$", level: "note", say }));
  return mended ? { ...converted, dashboard: mended, report } : converted;
}

function fromOurs({ value, path }: Document): ImportedDashboard | string {
  const read = readDashboard(value);
  if (!read.ok) return read.say;
  const total = Object.keys(read.dashboard.elements).length;
  return {
    dashboard: read.dashboard,
    shape: "ours",
    report: read.repairs.map((repair) => ({ path, level: "note", say: repair })),
    sources: [],
    constants: [],
    panels: { total, drawn: total },
  };
}

function titleOf(value: Json, name: string | undefined, usual: string): string {
  const own = textOf(value.title).trim();
  const [only] = listOf(value.panels).length === 1 ? listOf(value.panels) : [];
  const title = own || textOf(recordOf(only).title).trim() || name?.trim() || usual;
  return title.slice(0, 500);
}

/** Links name a dashboard by its uid; one without gets one that the same text gets again, not longer than Grafana takes. */
function uidOf(value: Json, title: string): string {
  const own = textOf(value.uid);
  if (/^[A-Za-z0-9_-]{1,80}$/.test(own)) return own;
  const slug = asUid((own || title).toLowerCase())
    .replaceAll(/-+/g, "-")
    .slice(0, 32)
    .replace(/-$/, "");
  return [slug, hashOf(JSON.stringify(value))].filter((part) => part !== "").join("-");
}

/** FNV-1a: not for secrets, only to tell two texts apart. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
