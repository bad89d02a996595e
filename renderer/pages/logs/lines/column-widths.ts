import { type CSSProperties, useMemo, useState } from "react";

export const narrowest = 60;
export const widest = 1200;
const usual = 140;

/** How wide each column was made; those that nobody touched have the usual width. In pixels. */
export interface ColumnWidths {
  widthOf(column: string): number;
  setWidth(column: string, width: number): void;
}

export function useColumnWidths(): ColumnWidths {
  const [widths, setWidths] = useState<ReadonlyMap<string, number>>(new Map());
  return useMemo(
    () => ({
      widthOf: (column) => widths.get(column) ?? usual,
      setWidth: (column, width) =>
        setWidths((was) => new Map(was).set(column, Math.round(Math.min(widest, Math.max(narrowest, width))))),
    }),
    [widths],
  );
}

/** For head and rows alike: `--column-0`, `--column-1`. Rows are not drawn again when one of them changes. */
export const columnStyle = (columns: readonly string[], { widthOf }: ColumnWidths): CSSProperties =>
  Object.fromEntries(columns.map((column, place) => [`--column-${place}`, `${widthOf(column)}px`]));
