import { useEffect, useState } from "react";
import type { ChartColumns, ChartFeed } from "../../charts/columns";
import { Sparkline } from "../../charts/Sparkline";

export interface FigureLineProps {
  line: { times: Float64Array; values: Float64Array };
  colour: string;
  isFilled?: boolean;
}

/** The recent past of a figure, against its own range. New points are drawn into the canvas that is there. */
export function FigureLine({ line, colour, isFilled = true }: FigureLineProps) {
  const [held] = useState(() => heldFeed(line));
  useEffect(() => held.show(line), [held, line]);
  return <Sparkline feed={held.feed} colour={colour} isFilled={isFilled} fitsOwnRange drawsEachChange />;
}

type Line = FigureLineProps["line"];

/** Columns that are given from outside, for a chart that reads them from a feed. */
export function heldFeed(first: Line): { feed: ChartFeed; show(line: Line): void } {
  let shown = first;
  let columns = columnsOf(first);
  const listeners = new Set<() => void>();
  return {
    feed: {
      read: () => columns,
      onChange(run) {
        listeners.add(run);
        return () => listeners.delete(run);
      },
    },
    show(line) {
      if (line === shown) return;
      shown = line;
      columns = columnsOf(line);
      for (const run of [...listeners]) run();
    },
  };
}

const columnsOf = ({ times, values }: Line): ChartColumns => ({ times, series: [{ id: "", label: "", values }] });
