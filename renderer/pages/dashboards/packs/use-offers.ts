import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { minutes } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import { useSourceNames } from "../../../stores/source-names";
import { useLibrary } from "../list/use-library";
import { type Offer, offersOf, type Pack, tellingMetrics } from "./pack";
import { loadPacks } from "./pack-files";

export interface Offers {
  packs: readonly Pack[];
  offers: readonly Offer[];
  /** Sources whose metrics are still being asked for, and those that did not answer. */
  waiting: readonly string[];
  silent: readonly string[];
}

const mostNames = 200_000;

/** Which packs fit what the sources have; each source is asked for its metric names once in a while. */
export function useOffers(): Offers {
  const { data: packs = [] } = useQuery({ queryKey: ["packs"], queryFn: loadPacks, staleTime: "static" });
  const { options } = useSourceNames();
  const { data: library } = useLibrary();
  const telling = useMemo(() => tellingMetrics(packs), [packs]);
  const answers = useQueries({
    queries: options.map(({ value: source }) => ({
      queryKey: ["packs.metrics", source],
      enabled: packs.length > 0,
      staleTime: minutes(5),
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const { values } = await ask("query.labelValues", { source, label: "__name__", limit: mostNames }, { signal });
        // Of a hundred thousand names a handful decides.
        return values.filter((name) => telling.has(name));
      },
    })),
  });
  const metrics = new Map(options.map(({ value }, index) => [value, new Set(answers[index]?.data)]));
  const sources = options.map(({ value, label }) => ({ id: value, name: label }));
  const nameAt = (index: number) => options[index]?.label ?? "";
  return {
    packs,
    offers: offersOf(packs, { sources, metrics, rows: library?.dashboards ?? [] }),
    waiting: answers.flatMap(({ isPending }, index) => (isPending ? nameAt(index) : [])),
    silent: answers.flatMap(({ isError }, index) => (isError ? nameAt(index) : [])),
  };
}
