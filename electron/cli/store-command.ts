import { type Command, UsageError } from "./command";
import { storeExport } from "./store-command-export";
import { storeImport } from "./store-command-import";
import { storeStats } from "./store-command-stats";
import { storeRepair, storeVerify } from "./store-command-verify";

const help = `watchdeck store stats|verify|repair|export|import [options]

Looks after the history of this machine.

  stats [--json]       what is kept, for how long, and how large it is
  verify               reads every sample on disk, and says what is damaged
  repair               takes out what is damaged, and says what is lost
  export [--output FILE] [--start T] [--end T] [--match SELECTOR]...
                       writes samples as OpenMetrics text; \`promtool tsdb
                       create-blocks-from openmetrics\` takes it
  import FILE          adds the samples of an OpenMetrics text; a wrong one
                       changes nothing

  --match SELECTOR     such as 'node_cpu_seconds_total{mode="user"}'; with several,
                       a series has to match one of them
  --start T, --end T   Unix seconds or 2026-11-21T08:00:00Z; all unless given
  --data-folder DIR    whose history

While a console runs on the data folder, it answers stats and export; the others
need it closed. Where samples as they were taken are no longer kept, export has
the last value of every 10 seconds or minute. It cannot tell where a series ended.
Exit codes: 0 done (verify: nothing is damaged), 1 an error or damage, 2 wrong usage.
`;

const actions = new Map([
  ["stats", storeStats],
  ["verify", storeVerify],
  ["repair", storeRepair],
  ["export", storeExport],
  ["import", storeImport],
]);

export const storeCommand: Command = {
  name: "store",
  about: "look after the history of this machine: size, checks, export, import",
  help,
  async run([action, ...args], surroundings) {
    const names = [...actions.keys()].join(", ");
    if (action === undefined) throw new UsageError(`store takes one of ${names}.`);
    const run = actions.get(action);
    if (!run) throw new UsageError(`store takes one of ${names}, not ${JSON.stringify(action)}.`);
    return run(args, surroundings);
  },
};
