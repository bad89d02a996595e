// The engine's store without a disk, for tests of what stands on it.
import { hours } from "#shared/units/time";
import { systemClock } from "../../electron/engine/clock";
import { createEmbeddedStore, type EmbeddedStore } from "../../electron/engine/store/embedded-store";
import { createFakeLog } from "./fake-log";

export function createMemoryStore(): EmbeddedStore {
  return createEmbeddedStore({
    clock: systemClock,
    log: createFakeLog(),
    rules: () => ({ keep: [hours(1), hours(1), hours(1)], mostBytes: 0 }),
    onRemark: (remark) => {
      throw new Error(remark);
    },
  });
}
