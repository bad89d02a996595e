// What this machine is.
import type { Host } from "../collectors/collector";
import type { Log } from "../log";
import { readHostInfo } from "../machine/host-info";
import type { Api } from "./api";

interface Options {
  log: Log;
  host: Host;
  /** Why the GPU collector has nothing to show, in words; undefined while it has. */
  gpuReason: () => string | undefined;
}

export function setUpHostApi(api: Api, { log, host, gpuReason }: Options): void {
  api.answer("host.info", (_, { signal }) => readHostInfo({ host, log, gpuReason, signal }));
}
