// Dashboards out of whatever text somebody brings: a file, a paste, a whole page of Markdown.
import { convert } from "./convert";
import { findDocuments } from "./documents";
import type { ImportOutcome } from "./outcome";

export { mapSources, withConstants } from "./map-sources";

/** Never throws. `name` is for what has no title of its own. */
export function importDashboards(text: string, options: { name?: string } = {}): ImportOutcome {
  const documents = findDocuments(text);
  if (!documents.ok) return { found: [], failure: documents.say };
  const found = documents.value.map((document) => convert(document, options));
  const failure = found.find((one) => typeof one === "string");
  const imported = found.filter((one) => typeof one !== "string");
  return imported.length === 0 && failure !== undefined ? { found: [], failure } : { found: imported };
}
