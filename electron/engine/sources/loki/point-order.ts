import type { MatrixElement } from "../prometheus/wire";

/**
 * A series with its points in the order of time. Where a stage makes label sets equal (`drop`), Loki may answer with one series'
 * points out of order, and with two of one time: seen at 3.7.8. The later one of the answer counts.
 */
export function inOrder(element: MatrixElement): MatrixElement {
  const points = element.values ?? [];
  const times = points.map(timeOf);
  // What is no point at all is refused by whoever reads it.
  if (times.some(Number.isNaN) || times.every((time, index) => index === 0 || time > (times[index - 1] as number)))
    return element;
  const byTime = new Map(points.map((point, index) => [times[index] as number, point]));
  return { ...element, values: [...byTime].sort(([a], [b]) => a - b).map(([, point]) => point) };
}

const timeOf = (point: unknown): number => (Array.isArray(point) && typeof point[0] === "number" ? point[0] : Number.NaN);
