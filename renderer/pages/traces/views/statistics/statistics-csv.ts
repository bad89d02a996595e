import type { StatisticsRow } from "#shared/traces/statistics";
import { csvField } from "../../../../charts/chart-export";
import { figure, statisticsColumnIds } from "./statistics-rows";

const inNanoseconds = new Set<string>(["total", "average", "min", "max", "p50", "p95", "self", "selfAverage"]);

/** The groups, and the groups in them, each in a line; times in seconds. */
export function statisticsCsv(rows: readonly StatisticsRow[], by: string, then: string | undefined): string {
  const figures = statisticsColumnIds.filter((id) => id !== "name");
  const names = then === undefined ? [by] : [by, then];
  const lines = [[...names, ...figures.map((id) => (inNanoseconds.has(id) ? `${id} (s)` : id))].map(csvField).join(",")];
  const add = (row: StatisticsRow, texts: string[]) => {
    const values = figures.map((id) => {
      const value = figure(row, id);
      return typeof value === "number" && inNanoseconds.has(id) ? String(value / 1e9) : String(value);
    });
    lines.push([...texts.map(csvField), ...values].join(","));
  };
  for (const row of rows) {
    add(row, then === undefined ? [row.name] : [row.name, ""]);
    for (const inner of row.rows ?? []) add(inner, [row.name, inner.name]);
  }
  return `${lines.join("\r\n")}\r\n`;
}
