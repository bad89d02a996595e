import { expect, test } from "vitest";
import { createInbox, type OriginAlert } from "../../../../electron/engine/inbox/inbox";
import { createMemoryLedger } from "../../../../electron/engine/ledger/memory-ledger";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

const hour = 3_600_000;

async function setUp() {
  const clock = createFakeClock();
  const ledger = createMemoryLedger({ clock });
  const inbox = createInbox({ ledger, clock, log: createFakeLog() });
  await inbox.load();
  const heard: string[] = [];
  inbox.onChange((changed, removed) => {
    for (const { id, state } of changed) heard.push(`${id} ${state}`);
    for (const { id } of removed) heard.push(`${id} removed`);
  });
  const kinds = async () =>
    (await ledger.list({ limit: 100 })).entries.map(({ kind, alertId }) => `${alertId} ${kind}`).reverse();
  return { clock, ledger, inbox, heard, kinds, at: clock.now() };
}

const alertAt = (at: number, more: Partial<OriginAlert> = {}): OriginAlert => ({
  id: "a",
  name: "HighLoad",
  source: "local",
  origins: [{ kind: "rule", ruleId: "r" }],
  labels: { alertname: "HighLoad" },
  annotations: { summary: "load is high" },
  state: "firing",
  value: "7",
  activeAt: at,
  firedAt: at,
  ...more,
});

test("an alert's way through its states is in the ledger, once", async () => {
  const { inbox, kinds, at } = await setUp();
  const pending = alertAt(at, { state: "pending", firedAt: undefined });
  inbox.report("rule/r", [pending], at);
  inbox.report("rule/r", [pending], at + 1000);
  inbox.report("rule/r", [{ ...pending, state: "firing", firedAt: at + 2000 }], at + 2000);
  inbox.report("rule/r", [{ ...pending, state: "firing", firedAt: at + 2000, value: "8" }], at + 3000);
  inbox.report("rule/r", [{ ...pending, state: "resolved", firedAt: at + 2000, resolvedAt: at + 4000 }], at + 4000);
  expect(await kinds()).toEqual(["a pending", "a firing", "a resolved"]);
});

test("a new value alone is told to listeners and not to the ledger", async () => {
  const { inbox, heard, kinds, at } = await setUp();
  inbox.report("rule/r", [alertAt(at)], at);
  inbox.report("rule/r", [alertAt(at, { value: "8" })], at + 1000);
  inbox.report("rule/r", [alertAt(at, { value: "8" })], at + 2000);
  expect(heard).toEqual(["a firing", "a firing"]);
  expect(await kinds()).toEqual(["a firing"]);
});

test("what its origin has not got any more is dropped, with the reason", async () => {
  const { inbox, heard, ledger, at } = await setUp();
  inbox.report("rule/r", [alertAt(at)], at);
  inbox.report("rule/other", [], at + 1000);
  expect(inbox.get("a")).toBeDefined();
  inbox.report("rule/r", [], at + 1000, { gone: "its rule file was removed" });
  expect(inbox.get("a")).toBeUndefined();
  expect(heard.at(-1)).toBe("a removed");
  const [last] = (await ledger.list({ alertId: "a", limit: 1 })).entries;
  expect(last).toMatchObject({ kind: "dropped", text: "its rule file was removed" });
});

test("a resolved alert stays for a day, though nobody reports it any more", async () => {
  const { inbox, clock, at } = await setUp();
  inbox.report("rule/r", [alertAt(at)], at);
  inbox.report("rule/r", [alertAt(at, { state: "resolved", resolvedAt: at + 1000 })], at + 1000);
  inbox.report("rule/r", [], at + 2000);
  await clock.advance(23 * hour);
  expect(inbox.get("a")?.state).toBe("resolved");
  await clock.advance(2 * hour);
  expect(inbox.get("a")).toBeUndefined();
  inbox.close();
});

test("not knowing is noted when it begins and when it ends, and changes no state", async () => {
  const { inbox, kinds, at } = await setUp();
  inbox.report("rule/r", [alertAt(at)], at);
  inbox.report("rule/r", [alertAt(at, { unknown: "the server is silent" })], at + 1000);
  expect(inbox.get("a")).toMatchObject({ state: "firing", unknown: "the server is silent" });
  inbox.report("rule/r", [alertAt(at)], at + 2000);
  expect(await kinds()).toEqual(["a firing", "a unknown", "a known"]);
});

test("an acknowledgement lasts until its time is up", async () => {
  const { inbox, clock, ledger, kinds, at } = await setUp();
  inbox.report("rule/r", [alertAt(at)], at);
  inbox.acknowledge(["a"], { at, comment: "on it", untilMs: at + hour });
  expect(inbox.get("a")?.acknowledged?.comment).toBe("on it");
  await clock.advance(hour + 1);
  expect(inbox.get("a")?.acknowledged).toBeUndefined();
  expect(await kinds()).toEqual(["a firing", "a acknowledged", "a unacknowledged"]);
  const { entries } = await ledger.list({ kinds: ["acknowledged"], limit: 1 });
  expect(entries.map(({ text }) => text)).toEqual(["for 1h: on it"]);
  inbox.close();
});

test("an acknowledgement ends with the trouble it was for", async () => {
  const { inbox, at } = await setUp();
  inbox.report("rule/r", [alertAt(at)], at);
  inbox.acknowledge(["a"], { at, comment: "" });
  inbox.report("rule/r", [alertAt(at, { state: "resolved", resolvedAt: at + 1000 })], at + 1000);
  inbox.report("rule/r", [alertAt(at + 2000)], at + 2000);
  expect(inbox.get("a")).toMatchObject({ state: "firing", acknowledged: undefined });
});

test("the next run goes on where the last one ended, without saying anything twice", async () => {
  const { inbox, clock, ledger, kinds, at } = await setUp();
  inbox.report("rule/r", [alertAt(at)], at);
  inbox.told(new Map([["a", { at, isTold: true, outcome: "notified" }]]));
  inbox.close();
  const next = createInbox({ ledger, clock, log: createFakeLog() });
  await next.load();
  expect(next.get("a")).toMatchObject({ state: "firing", told: { outcome: "notified" } });
  next.report("rule/r", [alertAt(at, { value: "9" })], at + 1000);
  expect(await kinds()).toEqual(["a firing"]);
  next.close();
});

test("a row that cannot be read is forgotten and troubles nobody", async () => {
  const { clock, ledger } = await setUp();
  ledger.keep("inbox/x", { version: 99 });
  const inbox = createInbox({ ledger, clock, log: createFakeLog() });
  await inbox.load();
  expect(inbox.list()).toEqual([]);
  expect((await ledger.kept("inbox/")).size).toBe(0);
  inbox.close();
});
