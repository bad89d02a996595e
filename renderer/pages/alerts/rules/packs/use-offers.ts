import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { minutes } from "#shared/units/time";
import { ask } from "../../../../bridge/ask";
import { useAsk } from "../../../../bridge/use-ask";
import { useSourceNames } from "../../../../stores/source-names";
import { offersOf } from "./choice";

const mostNames = 200_000;

/** The packs, and for which sources each is worth offering; a source is asked for its metric names once in a while. */
export function useOffers() {
  const packs = useAsk("rulePacks.list", {});
  const { options } = useSourceNames();
  const telling = useMemo(() => new Set(packs.data?.packs.flatMap(({ needs }) => needs)), [packs.data]);
  const answers = useQueries({
    queries: options.map(({ value: source }) => ({
      queryKey: ["rule-packs.metrics", source],
      enabled: telling.size > 0,
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
  return {
    answer: packs,
    offers: offersOf(packs.data?.packs ?? [], sources, metrics),
    waiting: answers.flatMap(({ isPending }, index) => (isPending ? (options[index]?.label ?? []) : [])),
  };
}
