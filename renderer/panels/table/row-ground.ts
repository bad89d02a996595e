import type { CSSProperties } from "react";
import type { ChartColours } from "../../charts/chart-colours";
import { hasColour, valueColour } from "../figures/value-colour";
import type { TableColumn } from "./table-columns";

/**
 * The ground of whole rows, where a column colours them by its value: washed, since words of any colour are read on it. The same
 * style for the same colour, so that rows stay as they are while others move.
 */
export function rowGround(columns: readonly TableColumn[], colours: ChartColours): (row: number) => CSSProperties | undefined {
  const column = columns.find(({ custom: { cellOptions } }) => cellOptions.type === "color-background" && cellOptions.applyToRow);
  if (!column) return () => undefined;
  const styles = new Map<string, CSSProperties>();
  return (row) => {
    const display = column.display(column.field.values[row]);
    if (!hasColour(display, column.field)) return undefined;
    const colour = valueColour(display, column.field, 0, colours);
    let style = styles.get(colour);
    if (!style) {
      style = { background: `color-mix(in srgb, ${colour} 24%, transparent)` };
      styles.set(colour, style);
    }
    return style;
  };
}
