import { createApi } from "../../electron/engine/api/api";
import type { Engine } from "../../electron/engine/engine";
import { quietLog } from "./transports";

/** An engine whose api answers what a test registers, with a diary of its life. */
export function createFakeEngine(): Engine & { diary: string[] } {
  const diary: string[] = [];
  return {
    diary,
    api: createApi(quietLog),
    async start() {
      diary.push("start");
    },
    async close() {
      diary.push("close");
    },
    suspend: () => diary.push("suspend"),
    resume: () => diary.push("resume"),
    metrics: async () => "watchdeck_up 1\n",
  };
}
