// The frames between the transformations of a panel: what each is given, and what it makes of it.
import type { Frame } from "#shared/dashboards/data/frame";
import type { Transformation } from "#shared/dashboards/panel";
import type { Answers } from "../../run/answers";
import { framesOf } from "../../run/panel-data";

export interface Stage {
  frames: readonly Frame[];
  /** What could not be done so far: sentences. */
  problems: readonly string[];
}

const nothing = { defaults: {}, overrides: [] };

/** One more than there are transformations: the answers as they came, and then what each step leaves. */
export function stagesOf(answers: Answers | undefined, transformations: readonly Transformation[]): Stage[] {
  if (!answers) return [];
  return Array.from({ length: transformations.length + 1 }, (_, count) => {
    const { frames, notices } = framesOf(answers, { transformations: transformations.slice(0, count), fieldConfig: nothing });
    return { frames, problems: notices };
  });
}

/** "1 table, 12 rows, 3 fields", or "8 series, 120 points each". */
export function stageWords({ frames }: Stage): string {
  const rows = frames.reduce((sum, { length }) => sum + length, 0);
  const fields = frames.reduce((sum, frame) => sum + frame.fields.length, 0);
  const isSeries = frames.length > 0 && frames.every(({ shape }) => shape === "series");
  const named = isSeries ? countWords(frames.length, "series", "series") : countWords(frames.length, "table", "tables");
  return `${named}, ${countWords(rows, "row", "rows")}, ${countWords(fields, "field", "fields")}`;
}

const countWords = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
