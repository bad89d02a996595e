// What a server answers about exemplars, taken for what it is worth: https://prometheus.io/docs/prometheus/latest/querying/api/#querying-exemplars
import { z } from "zod";
import { type Exemplar, mostExemplars } from "#shared/contract/query";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";
import { toValue } from "./to-model";

const labelSet = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);
const answerSchema = z
  .array(
    z.object({
      seriesLabels: labelSet,
      exemplars: z.array(z.object({ labels: labelSet.nullish(), value: z.string(), timestamp: z.number() })).nullish(),
    }),
  )
  .nullish();

interface Stretch {
  start: EpochMs;
  end: EpochMs;
}

/** The stretch is cut into so many pieces, and of each the highest stay: a chart is read for its peaks. */
const pieces = 100;

/** Oldest first, at most `mostExemplars`. Those of other times and those without a number are left out. */
export function toExemplars(data: unknown, { start, end }: Stretch): Exemplar[] {
  const parsed = answerSchema.safeParse(data);
  if (!parsed.success) {
    throw new AppError(
      { kind: "not-that-server", say: "The server answered with exemplars in a shape that Prometheus's API does not have." },
      { cause: parsed.error },
    );
  }
  const exemplars: Exemplar[] = [];
  for (const { seriesLabels, exemplars: own } of parsed.data ?? []) {
    const series = toLabels(seriesLabels);
    for (const { labels, value: text, timestamp } of own ?? []) {
      const timeMs = Math.round(timestamp * 1000);
      const value = numberIn(text);
      if (!Number.isFinite(value) || !(timeMs >= start && timeMs <= end)) continue;
      exemplars.push({ timeMs, value, labels: toLabels(labels ?? {}), series });
    }
  }
  return highest(exemplars, { start, end }).sort((a, b) => a.timeMs - b.timeMs);
}

function highest(exemplars: Exemplar[], { start, end }: Stretch): Exemplar[] {
  if (exemplars.length <= mostExemplars) return exemplars;
  const inPiece = new Map<number, Exemplar[]>();
  for (const exemplar of exemplars) {
    const piece = Math.floor(((exemplar.timeMs - start) / Math.max(1, end - start)) * pieces);
    const there = inPiece.get(piece);
    if (there) there.push(exemplar);
    else inPiece.set(piece, [exemplar]);
  }
  const each = Math.max(1, Math.floor(mostExemplars / inPiece.size));
  return [...inPiece.values()].flatMap((there) => there.sort((a, b) => b.value - a.value).slice(0, each));
}

/** What is no text, or has the one name that is not safe to handle, is left out: it is of no use to a reader. */
function toLabels(told: Record<string, unknown>): Labels {
  const pairs = Object.entries(told).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return Object.fromEntries(pairs.filter(([name]) => name !== "__proto__"));
}

function numberIn(text: string): number {
  try {
    return toValue(text);
  } catch (error) {
    if (error instanceof AppError) return Number.NaN;
    throw error;
  }
}
