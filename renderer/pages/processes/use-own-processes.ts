import { useMemo } from "react";
import type { OwnProcess } from "#shared/contract/app";
import type { ProcessSnapshot } from "../../bridge/process-list";
import { useAsk } from "../../bridge/use-ask";

/** Which of the processes Watchdeck itself consists of, and whom they belong to. */
export interface OwnProcesses {
  /** What each of them does for us, by its process id. */
  roles: ReadonlyMap<number, OwnProcess["role"]>;
  /** The user that Watchdeck runs as; unknown until both it and the list are here. */
  user: string | undefined;
}

export function useOwnProcesses(snapshot: ProcessSnapshot | undefined): OwnProcesses {
  // There is a new status each second; it is good enough as it is when the page is drawn anyway.
  const { data } = useAsk("engine.status", {}, { notifyOnChangeProps: [] });
  return useMemo(() => {
    const own = data?.processes ?? [];
    const roles = new Map(own.map(({ pid, role }) => [pid, role]));
    const engine = own.find(({ role }) => role === "engine") ?? own[0];
    return { roles, user: snapshot?.processes.find(({ info }) => info.pid === engine?.pid)?.info.user };
  }, [data?.processes, snapshot]);
}
