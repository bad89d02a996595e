import { useMemo } from "react";
import { type Figure, figuresOf } from "#shared/dashboards/data/figures";
import type { ReduceOptions } from "#shared/dashboards/options/common";
import type { PanelData } from "#shared/dashboards/panel-data";

/** More cells than anyone reads; the rest is counted. */
const mostFigures = 120;

export interface ShownFigures {
  figures: readonly Figure[];
  /** How many there are beyond those. */
  more: number;
}

/** What a panel's frames come down to, worked out once for each answer. */
export function useFigures({ frames }: Pick<PanelData, "frames">, options: ReduceOptions, timeZone: string): ShownFigures {
  return useMemo(() => {
    const all = figuresOf(frames, options, { timeZone });
    return { figures: all.slice(0, mostFigures), more: Math.max(0, all.length - mostFigures) };
  }, [frames, options, timeZone]);
}
