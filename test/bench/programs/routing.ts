// Run by the bench: 10,000 alerts that fire at once, then end at once, through our router. What the inbox and the ledger cost is not
// counted: both stand still here. Prints one line of JSON.
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { InboxAlert } from "#shared/model/alert";
import { systemClock } from "../../../electron/engine/clock";
import type { Inbox, InboxListener } from "../../../electron/engine/inbox/inbox";
import type { Ledger } from "../../../electron/engine/ledger/ledger";
import { createLog } from "../../../electron/engine/log";
import { createRouter } from "../../../electron/engine/routing/router";
import { writeRoutingFile } from "../../../electron/engine/routing/routing-file";
import { fits, is, route, routing } from "../../support/routing";

const [folder = "", count = "10000"] = process.argv.slice(2);
const rounds = 7;

const config = routing(
  {
    groupBy: ["alertname"],
    groupWaitMs: 300,
    groupIntervalMs: 1000,
    routes: Array.from({ length: 20 }, (_, team) =>
      route({ matchers: [fits("team", `team-${team}(-.*)?`)], groupBy: ["alertname", "cluster"] }),
    ),
  },
  {
    inhibitRules: [
      { sourceMatchers: [is("severity", "critical")], targetMatchers: [is("severity", "warning")], equal: ["instance"] },
    ],
  },
);

let notify: InboxListener = () => undefined;
let sent = 0;
const inbox: Inbox = {
  load: () => Promise.resolve(),
  report: () => undefined,
  get: () => undefined,
  list: () => [],
  observedSince: () => undefined,
  serverMuted: () => undefined,
  setMuted: () => undefined,
  told: () => undefined,
  acknowledge: () => undefined,
  unacknowledge: () => undefined,
  onChange(run) {
    notify = run;
    return () => undefined;
  },
  close: () => undefined,
};
const ledger: Ledger = {
  add: () => undefined,
  keep: () => undefined,
  kept: () => Promise.resolve(new Map()),
  written: () => Promise.resolve(),
  list: () => Promise.resolve({ entries: [] }),
  onChange: () => () => undefined,
  close: () => Promise.resolve(),
};

await writeRoutingFile(folder, { config, origin: "edited" });
const router = createRouter({
  inbox,
  ledger,
  integrations: {
    of: (name) => [{ id: name, kind: "webhook", sendResolved: true, label: name }],
    async deliver() {
      sent++;
      return { kind: "sent", say: "" };
    },
    importAll: () => Promise.resolve(),
  },
  sourceName: (id) => id,
  clock: systemClock,
  log: createLog(console.error),
  problems: { add: (_severity, text) => console.error(text) },
  externalUrl: () => "",
  folder,
});
await router.start();
for (let index = 0; index < 20; index++) {
  await router.silences.save({
    home: "local",
    matchers: [fits("instance", `host-${index}[0-9]`), is("alertname", "Alert3")],
    startsAt: Date.now(),
    endsAt: Date.now() + 3_600_000,
    createdBy: "bench",
    comment: "",
  });
}

const rowsAt = (at: number, state: "firing" | "resolved"): InboxAlert[] =>
  Array.from({ length: Number(count) }, (_, index) => ({
    id: `alert-${index}`,
    name: `Alert${index % 40}`,
    source: "local",
    origins: [{ kind: "rule", ruleId: "rule" }],
    labels: {
      alertname: `Alert${index % 40}`,
      instance: `host-${index % 2000}`,
      team: `team-${index % 25}`,
      cluster: `cluster-${index % 10}`,
      severity: index % 50 === 0 ? "critical" : "warning",
    },
    annotations: { summary: `host-${index % 2000} is out of order` },
    state,
    activeAt: at,
    firedAt: at,
    ...(state === "resolved" && { resolvedAt: Date.now() }),
  }));

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const routed: number[] = [];
const told: number[] = [];
const delay = monitorEventLoopDelay({ resolution: 1 });
for (let round = 0; round < rounds; round++) {
  const at = Date.now();
  for (const state of ["firing", "resolved"] as const) {
    const rows = rowsAt(at, state);
    await sleep(50);
    // The first rounds are spent on compiling.
    if (round >= 2) delay.enable();
    const before = cpuMs();
    notify(rows, []);
    await sleep(250);
    routed.push(cpuMs() - before);
    const beforeTelling = cpuMs();
    await sleep(1200);
    told.push(cpuMs() - beforeTelling);
    delay.disable();
  }
}
console.log(JSON.stringify({ routed, told, sent, longestBlock: delay.max / 1e6, groups: router.groups().length }));
router.close();
