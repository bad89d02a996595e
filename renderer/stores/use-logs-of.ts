import { useState } from "react";
import type { Labels } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";
import { ask } from "../bridge/ask";
import { localSource } from "./address";
import { answering, useConnections } from "./connections";
import { type LogsFound, logsLink, logsOf, timeAround } from "./logs-links";

export interface LogsOf {
  /** Whether there is a source of logs at all, so that it can be offered. */
  isOffered: boolean;
  isLooking: boolean;
  /** Looks in every source of logs; where the most of the labels are known, that page's address. */
  find(labels: Labels, at: EpochMs): Promise<string>;
}

/** Finds the logs of what has certain labels, around a moment. */
export function useLogsOf(): LogsOf {
  const { data } = useConnections();
  const [isLooking, setLooking] = useState(false);
  const servers = answering(data?.connections ?? [], "logs").map(({ id }) => id);

  async function find(labels: Labels, at: EpochMs): Promise<string> {
    setLooking(true);
    try {
      const time = timeAround(at, Date.now());
      const looks = await Promise.allSettled([...servers, localSource].map((source) => logsOf(labels, { source, ...time, ask })));
      // A server that does not answer says so on the page itself.
      const found = looks.flatMap((look) => (look.status === "fulfilled" ? [look.value] : []));
      const best = found.reduce<LogsFound | undefined>(
        (most, each) => (most && most.matched >= each.matched ? most : each),
        undefined,
      );
      const { source, selector } = best?.matched ? best : { source: servers[0] ?? localSource, selector: "" };
      return logsLink({ source, expr: selector, ...time });
    } finally {
      setLooking(false);
    }
  }

  return { isOffered: servers.length > 0, isLooking, find };
}
