// Run by the bench: every collector that runs by default, once a second, all at the same tick, with or without a look at the
// process list. Whoever started it reads from the system what it costs. `--processes` looks at the list and nothing else.
import { systemClock } from "../../../electron/engine/clock";
import { createHost } from "../../../electron/engine/collectors/host/host-access";
import { createCollectors } from "../../../electron/engine/collectors/index";
import { createLog } from "../../../electron/engine/log";
import { createProcesses } from "../../../electron/engine/processes/processes";

const { signal } = new AbortController();
const host = createHost();
const onlyProcesses = process.argv.includes("--processes");
const collectors = onlyProcesses
  ? []
  : createCollectors().filter(({ platforms, onDemand }) => platforms.includes(host.platform) && onDemand === undefined);
const scanner = onlyProcesses
  ? createProcesses({ clock: systemClock, log: createLog(console.error), platform: host.platform }).createScanner()
  : undefined;

async function tick(): Promise<void> {
  // Machines differ in what they have; a collector without data costs what it costs to find that out.
  await Promise.all(collectors.map((collector) => collector.collect({ host, signal }).catch(() => [])));
  await scanner?.scan(10_000);
}

setInterval(() => void tick(), 1000);
