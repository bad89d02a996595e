import type { LineStore, StoredLine } from "../lines/line-store";

export type DetailLine = StoredLine;

/** What the detail needs of the lines that are loaded. */
export type LoadedLines = Pick<LineStore, "size" | "line" | "onChange">;
