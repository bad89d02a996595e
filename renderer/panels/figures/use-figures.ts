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

/** All that a panel's frames come down to, worked out once for each answer. */
export const useAllFigures = (
  { frames }: Pick<PanelData, "frames">,
  options: ReduceOptions,
  timeZone: string,
): readonly Figure[] => useMemo(() => figuresOf(frames, options, { timeZone }), [frames, options, timeZone]);

/** As many of them as are shown one by one. */
export function useFigures(data: Pick<PanelData, "frames">, options: ReduceOptions, timeZone: string): ShownFigures {
  const all = useAllFigures(data, options, timeZone);
  return useMemo(() => ({ figures: all.slice(0, mostFigures), more: Math.max(0, all.length - mostFigures) }), [all]);
}
