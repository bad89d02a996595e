// What the list needs to know of a file, without keeping or checking the whole of it.
import { dashboardKind, dashboardVersion } from "#shared/dashboards/dashboard";
import { tooLargeWords } from "#shared/dashboards/dashboard-text";
import { parseJsonText } from "#shared/dashboards/json-text";
import { asUid } from "#shared/dashboards/read-dashboard";

export interface FileFacts {
  /** `foreign`: a dashboard that another program wrote, which is shown as the importer reads it. */
  shape: "ours" | "foreign" | "unreadable";
  /** Absent where the file names none that can be used. */
  uid?: string;
  title: string;
  description: string;
  tags: string[];
  panels: number;
  problem?: string;
}

/** How large a file may be that is looked into. */
export const largestFile = 25_000_000;

export const tooLarge = (name: string): FileFacts => unreadable(name, tooLargeWords);

export function unreadable(name: string, problem: string): FileFacts {
  return { shape: "unreadable", title: name, description: "", tags: [], panels: 0, problem };
}

/** Nothing for a file that is no dashboard and does not look as if it was to be one: in a folder of the user's there are others. */
export async function factsOf(text: string, name: string): Promise<FileFacts | undefined> {
  const parsed = parseJsonText(text);
  if (!parsed.ok) {
    if (!/"watchdeck-dashboard"|"schemaVersion"|"gridPos"/.test(text)) return undefined;
    return unreadable(name, `This is not JSON, at line ${parsed.line}, column ${parsed.column}: ${parsed.say}`);
  }
  const { value } = parsed;
  if (!isRecord(value)) return undefined;
  if (value.kind === dashboardKind) return ownFacts(value, name);
  if (!looksForeign(value)) return undefined;
  // Loaded for the first such file: most consoles have none.
  const { importDashboards } = await import("#shared/dashboards/import/import");
  const found = importDashboards(text, { name }).found[0];
  // A single panel in a file is a note to somebody, not a dashboard.
  if (!found || found.shape === "panel" || found.shape === "fragment") return undefined;
  const { uid, title, description, tags, elements } = found.dashboard;
  // The importer makes a uid up where there is none: another one at each reading.
  const named = isRecord(value.dashboard) ? value.dashboard.uid : isRecord(value.metadata) ? value.metadata.name : value.uid;
  const stable = typeof named === "string" && asUid(named) !== "" ? uid : undefined;
  return {
    shape: "foreign",
    ...(stable !== undefined && { uid: stable }),
    title,
    description,
    tags,
    panels: Object.keys(elements).length,
    problem: "This is a Grafana dashboard: it can be looked at here, and imported to be changed.",
  };
}

function ownFacts(value: Record<string, unknown>, name: string): FileFacts {
  const { uid, title, description, tags, elements, version } = value;
  const facts: FileFacts = {
    shape: "ours",
    ...(typeof uid === "string" && asUid(uid) !== "" && { uid: asUid(uid) }),
    title: typeof title === "string" && title.trim() !== "" ? title.slice(0, 500) : name,
    description: typeof description === "string" ? description : "",
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [],
    panels: isRecord(elements) ? Object.keys(elements).length : 0,
  };
  if (typeof version === "number" && version > dashboardVersion) {
    return {
      ...facts,
      shape: "unreadable",
      problem: `This dashboard is of version ${version}, from a newer Watchdeck; this one reads version ${dashboardVersion}. Update Watchdeck to open it.`,
    };
  }
  return facts;
}

function looksForeign(value: Record<string, unknown>): boolean {
  const inner = isRecord(value.dashboard) ? value.dashboard : isRecord(value.spec) ? value.spec : value;
  return Array.isArray(inner.panels) || Array.isArray(inner.rows) || isRecord(inner.elements) || value.kind === "ConfigMap";
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
