// A panel's data as the text of a file.
import { framesToCsv, framesToJson } from "#shared/dashboards/data/export";
import type { Answer } from "#shared/dashboards/data/from-answers";
import { panelFrames } from "#shared/dashboards/queries/panel-frames";
import { type PlannedQuery, planPanel } from "#shared/dashboards/queries/plan";
import { seconds } from "#shared/units/time";
import { localSourceId } from "../../engine/sources/index";
import type { Asker } from "../asker";
import { askOrThrow } from "./ask-or-throw";
import type { ExportedPanel } from "./exported-panels";

/** As on the page of a dashboard. */
const scrapeIntervalMs = (source: string) => (source === localSourceId ? seconds(5) : seconds(15));

export interface PanelText {
  /** Absent where there is nothing to save. */
  text?: string;
  /** What there is to know: why it is empty, what was left out. Sentences. */
  remarks: string[];
}

export interface PanelTextOptions {
  format: "csv" | "json";
  /** As wide as a panel of so many pixels: so many points at most. */
  width: number;
  asker: Asker;
  defaultSource: string;
}

export async function panelText(
  { panel, scope }: ExportedPanel,
  { format, width, asker, defaultSource }: PanelTextOptions,
): Promise<PanelText> {
  const plan = planPanel(panel, { scope, width, defaultSource, scrapeIntervalMs });
  const remarks = plan.queries.flatMap(({ unsupported }) => unsupported ?? []);
  const asked = plan.queries.filter(({ unsupported }) => unsupported === undefined);
  const answers = await Promise.all(asked.map((query) => answer(asker, query, remarks)));
  const { frames, problems } = panelFrames(answers, panel, plan.scope);
  remarks.push(...problems);
  if (!frames.some(({ length, fields }) => length > 0 && fields.length > 0)) {
    const isSilent = panel.queries.length === 0;
    return { remarks: [...remarks, isSilent ? "It asks nothing." : "There is no data in this range."] };
  }
  const text = format === "csv" ? framesToCsv(frames) : `${JSON.stringify(framesToJson(frames), undefined, 2)}\n`;
  return { text, remarks };
}

async function answer(asker: Asker, query: PlannedQuery, remarks: string[]): Promise<Answer> {
  const { source, expr, startMs, endMs, stepMs, kind } = query;
  if (kind === "instant") {
    const { result, warnings } = await askOrThrow(asker, "query.instant", { source, expr, timeMs: endMs });
    remarks.push(...warnings);
    return { query, kind, result };
  }
  const { series, warnings } = await askOrThrow(asker, "query.range", { source, expr, startMs, endMs, stepMs });
  remarks.push(...warnings);
  return { query, kind, series };
}
