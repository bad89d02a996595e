// One panel through the whole import, for tests of single features.
import { importDashboards } from "#shared/dashboards/import/import";
import type { ReportLine } from "#shared/dashboards/import/outcome";
import type { Panel } from "#shared/dashboards/panel";

export interface ImportedPanel {
  panel: Panel;
  /** `left-out .legend.hideEmpty: …`, without what was converted. */
  said: string[];
  isDrawn: boolean;
}

export function importPanel(given: object): ImportedPanel {
  const [found] = importDashboards(JSON.stringify({ title: "T", panels: [given] })).found;
  const [panel] = Object.values(found?.dashboard.elements ?? {});
  if (!found || !panel) throw new Error("no panel was found");
  return { panel, said: words(found.report), isDrawn: found.panels.drawn === 1 };
}

const words = (report: readonly ReportLine[]): string[] =>
  report
    .filter(({ level }) => level !== "converted")
    .map(({ level, path, say }) => `${level} ${path.replace("$.panels[0]", "")}: ${say}`);
