import { expect, test } from "vitest";
import type { SilenceDraft } from "#shared/contract/silences";
import { createInbox } from "../../../../electron/engine/inbox/inbox";
import { createNoticeAct } from "../../../../electron/engine/inbox/notice-act";
import { createMemoryLedger } from "../../../../electron/engine/ledger/memory-ledger";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

async function setUp(labels: Record<string, Record<string, string>>) {
  const clock = createFakeClock();
  const ledger = createMemoryLedger({ clock });
  const inbox = createInbox({ ledger, clock, log: createFakeLog() });
  const at = clock.now();
  const alerts = Object.entries(labels).map(([id, own]) => ({
    id,
    name: own.alertname ?? "",
    source: "local",
    origins: [{ kind: "rule" as const, ruleId: "r" }],
    labels: own,
    annotations: {},
    state: "firing" as const,
    activeAt: at,
    firedAt: at,
  }));
  inbox.report("rule/r", alerts, at);
  const saved: SilenceDraft[] = [];
  const act = createNoticeAct({ inbox, clock, user: "dana", saveSilence: async (draft) => void saved.push(draft) });
  const matchers = () =>
    saved.flatMap((draft) => draft.matchers.map(({ name, isRegex, value }) => `${name}${isRegex ? "=~" : "="}${value}`));
  return { inbox, act, saved, matchers, at };
}

test("acknowledging from a notice acknowledges its alerts until they resolve", async () => {
  const { inbox, act } = await setUp({ a: { alertname: "A" }, b: { alertname: "B" } });
  await act("acknowledge", ["a", "gone"]);
  expect(inbox.get("a")?.acknowledged).toMatchObject({ comment: "from its notification" });
  expect(inbox.get("b")?.acknowledged).toBeUndefined();
});

test.each([
  ["one alert: by all of its labels", { a: { alertname: "A", host: "x" } }, ["alertname=A", "host=x"]],
  [
    "a group: by what its alerts have in common",
    { a: { alertname: "A", host: "x" }, b: { alertname: "A", host: "y" } },
    ["alertname=A"],
  ],
  ["alerts that share nothing: by their names", { a: { alertname: "A.1" }, b: { alertname: "B" } }, ["alertname=~A\\.1|B"]],
  [
    "alerts that share a severity: by their names too, and not all else that is as severe",
    { a: { alertname: "A", severity: "page" }, b: { alertname: "B", severity: "page" } },
    ["alertname=~A|B", "severity=page"],
  ],
])("a silence for an hour hides %s", async (_, labels, expected) => {
  const { act, saved, matchers, at } = await setUp(labels);
  await act("silence-1h", Object.keys(labels));
  expect(matchers()).toEqual(expected);
  expect(saved[0]).toMatchObject({ startsAt: at, endsAt: at + 3_600_000, createdBy: "dana" });
});

test("alerts that are gone by then are left alone", async () => {
  const { act, saved } = await setUp({});
  await act("silence-1h", ["a"]);
  expect(saved).toEqual([]);
});
