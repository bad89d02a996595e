// Dashboards as the text of their files.
import { type Dashboard, dashboardSchema } from "./dashboard";
import { parseJsonText } from "./json-text";
import { type ReadDashboard, readDashboard } from "./read-dashboard";

/** Larger texts are no dashboards; in UTF-16 units, which for JSON is nearly bytes. */
export const largestText = 25_000_000;
export const tooLargeWords = "This is larger than 25 MB: that is no dashboard.";

/** Reads the text of one of our own files. What has another shape is for `import/`. */
export function parseDashboardText(text: string, { uid }: { uid?: string } = {}): ReadDashboard {
  if (text.length > largestText) return { ok: false, say: tooLargeWords };
  if (text.trim() === "") return { ok: false, say: "The file is empty." };
  const parsed = parseJsonText(text);
  if (!parsed.ok) return { ok: false, say: `This is not JSON, at line ${parsed.line}, column ${parsed.column}: ${parsed.say}` };
  return readDashboard(parsed.value, uid === undefined ? {} : { uid });
}

/**
 * The text for its file. The same dashboard gives the same text whatever was done to it before, and each property has a line of its
 * own, so that a change is one line in Git.
 */
export function writeDashboardText(dashboard: Dashboard): string {
  // The schema puts the properties that it knows in its order; what panels keep freely is put in alphabetical order.
  const { elements, ...head } = dashboardSchema.parse(dashboard);
  const names = Object.keys(elements).sort((a, b) => a.localeCompare(b, "en", { numeric: true }) || (a < b ? -1 : 1));
  const ordered = {
    ...head,
    elements: Object.fromEntries(names.map((name) => [name, withOrderedFreeParts(elements[name])])),
    layout: head.layout,
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** The properties whose insides are anybody's. */
const freeParts = new Set(["options", "custom", "kept", "value"]);

function withOrderedFreeParts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOrderedFreeParts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, freeParts.has(name) ? ordered(item) : withOrderedFreeParts(item)]),
  );
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, item]) => [name, ordered(item)]),
  );
}
