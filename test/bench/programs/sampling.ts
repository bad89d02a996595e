// Run by the bench: the sampling as the engine does it, with nothing else of the engine: every collector at its own period
// through the scheduler and into the store. What runs on demand stays idle, as in a console that nobody looks at.
import { systemClock } from "../../../electron/engine/clock";
import { createHost } from "../../../electron/engine/collectors/host/host-access";
import { createCollectors } from "../../../electron/engine/collectors/index";
import { createLog } from "../../../electron/engine/log";
import { createScheduler } from "../../../electron/engine/sampling/scheduler";
import { createMemoryStore } from "../../support/memory-store";

createScheduler({
  collectors: createCollectors(),
  host: createHost(),
  store: createMemoryStore(),
  clock: systemClock,
  log: createLog(console.error),
  labels: { instance: "bench", job: "local" },
  isWanted: () => false,
}).start();
