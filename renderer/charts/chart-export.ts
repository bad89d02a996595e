// A chart's data and picture, to take away.
import { formatMoment } from "#shared/format/clock-time";
import type { ChartColumns } from "./columns";

/** One line per time, one column per series; times as ISO 8601, an absent point as nothing between the commas. */
export function toCsv({ times, series }: ChartColumns): string {
  const lines = [["time", ...series.map(({ label }) => label)].map(csvField).join(",")];
  for (let i = 0; i < times.length; i++) {
    const cells = series.map(({ values }) => (Number.isNaN(values[i]) ? "" : String(values[i])));
    lines.push([new Date(times[i] as number).toISOString(), ...cells].join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** RFC 4180; and a label that a spreadsheet would run as a formula is kept a text. */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export interface ChartRow {
  key: string;
  time: string;
  /** One per series, NaN where it has no point. */
  values: number[];
}

/** The rows of the table view, newest first, at most `most` of them. */
export function toRows({ times, series }: ChartColumns, most: number): ChartRow[] {
  const rows: ChartRow[] = [];
  for (let i = times.length - 1; i >= 0 && rows.length < most; i--) {
    const time = times[i] as number;
    rows.push({ key: String(time), time: formatMoment(time), values: series.map(({ values }) => values[i] as number) });
  }
  return rows;
}

/** Saves the plot inside this element as a PNG, on the theme's own ground (a canvas has none). */
export function savePng(host: HTMLElement, title: string): void {
  const plot = host.querySelector("canvas");
  if (!plot) return;
  const picture = document.createElement("canvas");
  const margin = 12 * devicePixelRatio;
  const head = 28 * devicePixelRatio;
  picture.width = plot.width + margin * 2;
  picture.height = plot.height + margin * 2 + head;
  const context = picture.getContext("2d");
  if (!context) return;
  const style = getComputedStyle(document.documentElement);
  context.fillStyle = style.getPropertyValue("--panel");
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = style.getPropertyValue("--text");
  context.font = `600 ${13 * devicePixelRatio}px "Inter Variable"`;
  context.fillText(title, margin, margin + 14 * devicePixelRatio);
  context.drawImage(plot, margin, margin + head);
  picture.toBlob((blob) => blob && saveBlob(blob, `${fileName(title)}.png`), "image/png");
}

/** Saves a file where downloads go. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has the blob by then; a shorter wait would take it away under slow browsers.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A title as a file's name: `cpu-by-mode`. */
export const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "") || "chart";
