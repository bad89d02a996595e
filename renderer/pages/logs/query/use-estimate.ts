import { useEffect, useState } from "react";
import type { NsTime } from "#shared/model/log";
import { useAsk } from "../../../bridge/use-ask";
import { type Estimate, estimateWords } from "./estimate-words";

/** Asked once the typing pauses: an estimate of half a query costs the server as much as one of a whole. */
const pauseMs = 600;

/**
 * What running a query would go through, in words; undefined while nothing is known. A courtesy: that it fails, or is still on its
 * way, keeps nobody from running.
 */
export function useEstimate(
  source: string,
  expr: string,
  { startNs, endNs }: { startNs: NsTime; endNs: NsTime },
): Estimate | undefined {
  const input = { source, expr: expr.trim(), startNs: toMinute(startNs), endNs: toMinute(endNs) };
  const key = JSON.stringify(input);
  const [settled, setSettled] = useState(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the input is compared by content, which `key` stands for
  useEffect(() => {
    const timer = setTimeout(() => setSettled(input), pauseMs);
    return () => clearTimeout(timer);
  }, [key]);
  const isSettled = JSON.stringify(settled) === key;
  const { data } = useAsk("logs.estimate", settled, {
    enabled: isSettled && settled.expr !== "",
    retry: false,
    staleTime: 60_000,
  });
  return isSettled && data ? estimateWords(data) : undefined;
}

/** A window that moves with the time would be a new question each second. */
const toMinute = (time: NsTime): NsTime => `${Math.floor(Number(time.slice(0, -9) || "0") / 60) * 60}000000000`;
