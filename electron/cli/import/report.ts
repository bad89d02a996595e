// What the import command prints: one dashboard after another, and under each what was carried over, panel by panel.
import type { ImportedDashboard, ReportLine } from "#shared/dashboards/import/outcome";
import { shapeWords } from "#shared/dashboards/prepare-import";

export interface ImportResult {
  file: string;
  imported: ImportedDashboard;
  title: string;
  uid: string;
  /** Where it was written; absent when it was not. */
  path?: string;
  /** Why it was not, in a sentence. */
  failure?: string;
}

export function reportText({ file, imported, path, failure }: ImportResult): string {
  const { dashboard, shape, panels, report, sources } = imported;
  const lines = [
    `${file}: “${oneLine(dashboard.title)}”, ${shapeWords[shape]}: ${panels.drawn} of ${panels.total} panels drawn`,
    ...sources.map(
      ({ id, kind, usedBy }) => `  source ${oneLine(id)} (${oneLine(kind)}), used ${usedBy === 1 ? "once" : `${usedBy} times`}`,
    ),
  ];
  let panel: string | undefined;
  for (const line of inPanels(report)) {
    if (line.panel !== panel && line.panel !== undefined) lines.push(`  ${oneLine(line.panel)}`);
    panel = line.panel;
    lines.push(`    ${line.level.padEnd(10)}${oneLine(line.path)}  ${oneLine(line.say)}`);
  }
  if (path !== undefined) lines.push(`  written to ${path}`);
  if (failure !== undefined) lines.push(`  not imported: ${oneLine(failure)}`);
  return `${lines.join("\n")}\n`;
}

/** Lines about the dashboard as a whole first, then panel after panel. */
function inPanels(report: readonly ReportLine[]): ReportLine[] {
  const groups = new Map<string | undefined, ReportLine[]>([[undefined, []]]);
  for (const line of report) {
    const group = groups.get(line.panel);
    if (group) group.push(line);
    else groups.set(line.panel, [line]);
  }
  return [...groups.values()].flat();
}

export function reportJson(results: readonly ImportResult[]): string {
  const rows = results.map(({ file, imported, title, uid, path, failure }) => {
    const { shape, panels, report, sources, constants } = imported;
    return { file, title, uid, shape, panels, sources, constants, report, path, failure };
  });
  return `${JSON.stringify({ dashboards: rows }, null, 2)}\n`;
}

/** Titles come from files: one line stays one line, and nothing in it moves the cursor. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal
const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
