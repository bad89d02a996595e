import { expect, test } from "vitest";
import { createInbox, type OriginAlert } from "../../../../electron/engine/inbox/inbox";
import { alertPasts } from "../../../../electron/engine/inbox/past";
import { createMemoryLedger } from "../../../../electron/engine/ledger/memory-ledger";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

const hour = 3_600_000;

async function setUp() {
  const clock = createFakeClock();
  const ledger = createMemoryLedger({ clock });
  const inbox = createInbox({ ledger, clock, log: createFakeLog() });
  const start = clock.now() - 5 * hour;
  const alert = (state: OriginAlert["state"], at: number, more: Partial<OriginAlert> = {}): OriginAlert => ({
    id: "a",
    name: "A",
    source: "prod",
    origins: [{ kind: "rule", ruleId: "r" }],
    labels: { alertname: "A" },
    annotations: {},
    state,
    activeAt: at,
    firedAt: state === "pending" ? undefined : at,
    ...more,
  });
  /** `firing 2`: what the alert was doing and for how many hours, from five hours before the start until now, five hours after it. */
  const past = async () => {
    const range = { fromMs: start - 5 * hour, toMs: start + 5 * hour };
    const [found] = (await alertPasts({ ledger, inbox, clock }, { ids: ["a"], ...range })).alerts;
    const bands = found?.bands.map(({ state, fromMs, toMs }) => `${state} ${(toMs - fromMs) / hour}`);
    return { bands, fired: found?.fired, acknowledged: found?.acknowledged, medianFiringMs: found?.medianFiringMs };
  };
  return { ledger, inbox, alert, past, start };
}

test("before anybody looked, nothing is known; from then on it was quiet until it fired", async () => {
  const { inbox, alert, past, start } = await setUp();
  inbox.report("rule/r", [], start);
  inbox.report("rule/r", [alert("firing", start + 2 * hour)], start + 2 * hour);
  inbox.acknowledge(["a"], { at: start + 2 * hour, comment: "" });
  inbox.report("rule/r", [alert("resolved", start + 2 * hour, { resolvedAt: start + 3 * hour })], start + 3 * hour);
  expect(await past()).toEqual({
    bands: ["unobserved 5", "inactive 2", "firing 1", "inactive 2"],
    fired: 1,
    acknowledged: 1,
    medianFiringMs: hour,
  });
});

test("one origin may speak for several sources, each looked after since another time", async () => {
  const { inbox, alert, past, start } = await setUp();
  inbox.report("servers", [], start - 4 * hour, { observed: ["staging"] });
  inbox.report("servers", [], start, { observed: ["staging", "prod"] });
  inbox.report("servers", [alert("firing", start + hour)], start + hour, { observed: ["staging", "prod"] });
  expect((await past()).bands).toEqual(["unobserved 5", "inactive 1", "firing 4"]);
});

test("what was known of it before the range says how the range began", async () => {
  const { inbox, alert, past, start } = await setUp();
  inbox.report("rule/r", [alert("firing", start - 9 * hour)], start - 9 * hour);
  inbox.report("rule/r", [alert("firing", start - 9 * hour, { unknown: "prod is silent" })], start - hour);
  expect((await past()).bands).toEqual(["firing 4", "unknown 6"]);
});

test("a time in which nobody looked is told when it ends, and is drawn where it was", async () => {
  const { inbox, ledger, alert, past, start } = await setUp();
  inbox.report("rule/r", [alert("firing", start - 9 * hour)], start - 9 * hour);
  ledger.add({ at: start + 6 * hour, fromMs: start + hour, alertId: "", alertName: "", kind: "unobserved", text: "slept" });
  expect((await past()).bands).toEqual(["firing 6", "unobserved 4"]);
});
