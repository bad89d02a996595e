// Loaded lines as a file. Written in parts, because a hundred thousand lines are no string that a page makes in one go.
import { toNsTime } from "#shared/logs/block";
import { fieldValue } from "#shared/logs/fields";
import { formatLabels } from "#shared/model/labels";
import { csvField } from "../../../charts/chart-export";
import { isoTime } from "../detail/time-words";
import type { StoredLine } from "../lines/line-store";

export type DownloadFormat = "txt" | "ndjson" | "csv";

export interface DownloadLook {
  title: string;
  detail: string;
  type: string;
  /** What stands before the lines. */
  head(columns: readonly string[]): string;
  line(line: StoredLine, columns: readonly string[]): string;
}

export const downloadFormats: Readonly<Record<DownloadFormat, DownloadLook>> = {
  txt: {
    title: "Text",
    detail: "time and line",
    type: "text/plain;charset=utf-8",
    head: () => "",
    line: (line) => `${isoTime(line)} ${line.line}\n`,
  },
  ndjson: {
    title: "NDJSON",
    detail: "with labels, one object a line",
    type: "application/x-ndjson",
    head: () => "",
    line: (line) =>
      `${JSON.stringify({
        time: isoTime(line),
        timeNs: toNsTime(line),
        level: line.level,
        labels: line.labels,
        ...(line.metadata && { metadata: line.metadata }),
        ...(line.parsed && { parsed: line.parsed }),
        line: line.line,
        ...(line.cutLength !== undefined && { cut: true, length: line.cutLength }),
      })}\n`,
  },
  csv: {
    title: "CSV",
    detail: "with the columns that are shown",
    type: "text/csv;charset=utf-8",
    head: (columns) => row(["time", "level", ...columns, ...(columns.length === 0 ? ["labels"] : []), "line"]),
    line: (line, columns) =>
      row([
        isoTime(line),
        line.level,
        ...columns.map((column) => fieldValue(line, column) ?? ""),
        ...(columns.length === 0 ? [formatLabels(line.labels)] : []),
        line.line,
      ]),
  },
};

const row = (cells: readonly string[]): string => `${cells.map(csvField).join(",")}\r\n`;
