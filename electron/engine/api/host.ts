// What this machine is, and what runs on it.
import type { Clock } from "../clock";
import type { Host } from "../collectors/collector";
import type { Log } from "../log";
import { readHostInfo } from "../sampling/host-info";
import type { ProcessTable } from "../sampling/process-scan";
import { createProcessWatch, createScanner } from "../sampling/processes";
import type { Api, FrameWriter } from "./api";

interface Options {
  clock: Clock;
  log: Log;
  host: Host;
  /** Why the GPU collector has nothing to show, in words; undefined while it has. */
  gpuReason: () => string | undefined;
}

export function setUpHostApi(api: Api, { clock, log, host, gpuReason }: Options): void {
  api.answer("host.info", (_, { signal }) => readHostInfo({ host, log, gpuReason, signal }));

  const watch = createProcessWatch({ clock, log, createScanner: () => createScanner({ clock, platform: host.platform }) });
  api.stream("host.processes", ({ everyMs, limit }, writer) => {
    if (writer.signal.aborted) return;
    const sender = createLatestSender(writer);
    const stop = watch.listen(everyMs, limit, sender);
    writer.signal.addEventListener("abort", stop, { once: true });
  });
}

/** Sends each table as credit allows; of those that a slow reader did not take, only the latest is worth having. */
export function createLatestSender(writer: FrameWriter<ProcessTable>): (table: ProcessTable) => void {
  let unsent: ProcessTable | undefined;
  const send = () => {
    if (!unsent || writer.credit === 0) return;
    const table = unsent;
    unsent = undefined;
    writer.send(table);
  };
  writer.onCredit = send;
  return (table) => {
    unsent = table;
    send();
  };
}
