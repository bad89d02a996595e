// What the files hold that a panel's data is saved in.
import { framesToCsv, framesToJson } from "#shared/dashboards/data/export";
import type { Frame } from "#shared/dashboards/data/frame";

export type DataFormat = "csv" | "json";

export const mediaTypes = { csv: "text/csv", json: "application/json", png: "image/png", zip: "application/zip" } as const;

export const dataText = (frames: readonly Frame[], format: DataFormat): string =>
  format === "csv" ? framesToCsv(frames) : `${JSON.stringify(framesToJson(frames), undefined, 2)}\n`;

export const hasRows = (frames: readonly Frame[]): boolean =>
  frames.some(({ length, fields }) => length > 0 && fields.length > 0);
