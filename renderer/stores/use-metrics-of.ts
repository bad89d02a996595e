import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";
import { ask } from "../bridge/ask";
import { localSource } from "./address";
import { firstWithMetrics, type MetricGroup, metricsOf } from "./metrics-links";
import { useSourceNames } from "./source-names";

interface Found {
  source: string;
  groups: MetricGroup[];
}

export interface MetricsOf {
  /** Whose answer it is, or will be. */
  source: string;
  setSource(source: string): void;
  options: ReturnType<typeof useSourceNames>["options"];
  answer: UseQueryResult<Found, AppError>;
}

export interface MetricsOfAsked {
  labels: Labels;
  /** Only under these very names, and not under those that usually mean the same. */
  isExact?: boolean | undefined;
  from: EpochMs;
  to: EpochMs;
  /** Asked at first. Absent or gone: the first that has any of them, the servers before this host. */
  usual?: string | undefined;
}

/** Which metrics a source has of what these labels name, in that time; and the way to ask another source. */
export function useMetricsOf({ labels, isExact = false, from, to, usual }: MetricsOfAsked): MetricsOf {
  const { options } = useSourceNames();
  const [chosen, setChosen] = useState<string>();
  const known = options.map(({ value }) => value);
  const said = chosen ?? (usual !== undefined && known.includes(usual) ? usual : undefined);
  const sources = said === undefined ? [...known.filter((id) => id !== localSource), localSource] : [said];
  const families = isExact ? Object.keys(labels).map((name) => [name]) : undefined;
  const answer = useQuery<Found, AppError>({
    queryKey: ["metrics of", sources, labels, isExact, from, to],
    queryFn: ({ signal }) =>
      firstWithMetrics(sources, (source) =>
        metricsOf(labels, {
          ...{ source, from, to },
          ...(families && { families }),
          ask: (name, input) => ask(name, input, { signal }),
        }),
      ),
    retry: false,
    gcTime: 0,
  });
  return { source: said ?? answer.data?.source ?? sources[0] ?? localSource, setSource: setChosen, options, answer };
}
