import type { Heatmap } from "#shared/dashboards/data/heatmap";

/** Only the rows that lie between the axis's own ends, where those are set. */
export function withinAxis(heatmap: Heatmap, { min, max }: { min?: number | undefined; max?: number | undefined }): Heatmap {
  if (min === undefined && max === undefined) return heatmap;
  const kept = heatmap.rows.flatMap(({ low, high }, row) => {
    const isIn = Number.isNaN(low) || ((min === undefined || high > min) && (max === undefined || low < max));
    return isIn ? [row] : [];
  });
  if (kept.length === heatmap.rows.length || kept.length === 0) return heatmap;
  const width = heatmap.times.length;
  const counts = new Float64Array(kept.length * width);
  for (const [place, row] of kept.entries()) counts.set(heatmap.counts.subarray(row * width, (row + 1) * width), place * width);
  return { ...heatmap, rows: kept.map((row) => heatmap.rows[row] as Heatmap["rows"][number]), counts };
}
