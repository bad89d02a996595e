import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { LogVolume } from "#shared/contract/logs";
import type { AppError, Failure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import type { LineStore } from "../lines/line-store";
import type { RunState } from "../run/create-run";
import { createVolumeCount } from "./volume-count";
import { type VolumeWindow, volumeWindow } from "./volume-step";

export interface Volume {
  window: VolumeWindow | undefined;
  data: LogVolume | undefined;
  failure: Failure | undefined;
}

/** Where all lines are here and they are no more than this, they are counted here: to the line, and the source is not asked. */
const mostCounted = 10_000;

/**
 * Lines over time of the query that runs. Asked once its first lines are there: a source works on few things at a time, and the
 * lines come first. Another query, or leaving the page, takes the question back.
 */
export function useVolume({ asked, phase, lines, end, isStale }: RunState, store: LineStore): Volume {
  const hasLines = lines > 0 && !isStale && phase !== "failed";
  const isWhole = hasLines && end === "end" && lines <= mostCounted;
  const window = useMemo(() => asked && volumeWindow(asked), [asked]);
  const own = useMemo(() => (isWhole && window ? countedLines(store, window) : undefined), [isWhole, window, store]);
  const answer = useQuery<LogVolume, AppError>({
    queryKey: ["logs.volume", asked?.source, asked?.expr, asked?.startNs, asked?.endNs],
    queryFn: ({ signal }) => {
      if (!asked || !window) throw new Error("a volume was asked of no query");
      const { source, expr, startNs, endNs } = asked;
      return ask("logs.volume", { source, expr, startNs, endNs, stepMs: window.stepMs }, { signal });
    },
    enabled: hasLines && !isWhole,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });
  const told = useMemo(() => (answer.data && window ? everyStep(answer.data, window) : undefined), [answer.data, window]);
  return { window, data: own ?? told, failure: own ? undefined : answer.error?.failure };
}

function countedLines(store: LineStore, { startMs, endMs, stepMs }: VolumeWindow): LogVolume {
  const count = createVolumeCount(stepMs);
  for (let position = 0; position < store.size; position++) {
    const line = store.line(position);
    if (line) count.add(line.ms, line.level);
  }
  return count.read(startMs, endMs);
}

/** Sources leave out steps without lines. */
const everyStep = (volume: LogVolume, { startMs, endMs, stepMs }: VolumeWindow): LogVolume => ({
  ...createVolumeCount(stepMs).read(startMs, endMs, volume),
  warnings: volume.warnings,
});
