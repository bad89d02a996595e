import { useEffect, useState } from "react";
import type { Labels } from "#shared/model/labels";
import type { RoutingConfig } from "#shared/model/routing";
import type { EpochMs } from "#shared/units/time";
import { useAsk } from "../../../../bridge/use-ask";

const pauseMs = 200;

interface Question {
  labels: Labels | undefined;
  /** Absent: now. */
  at: EpochMs | undefined;
  config: RoutingConfig;
}

/** Where an alert goes in the tree as it is now, saved or not; asked once the typing pauses, and not at all without labels. */
export function useSimulation({ labels, at, config }: Question) {
  const key = JSON.stringify(labels && { labels, ...(at !== undefined && { atMs: at }), config });
  const [asked, setAsked] = useState(key);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), pauseMs);
    return () => clearTimeout(timer);
  }, [key]);
  const answer = useAsk("routing.simulate", asked === undefined ? { labels: {} } : JSON.parse(asked), {
    enabled: asked !== undefined,
    placeholderData: (before) => before,
    // Paths of another tree would light up the wrong nodes.
    gcTime: 0,
  });
  return { ...answer, data: labels === undefined ? undefined : answer.data };
}
