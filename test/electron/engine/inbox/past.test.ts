import { expect, test } from "vitest";
import { alertPasts } from "../../../../electron/engine/inbox/past";
import { createMemoryLedger } from "../../../../electron/engine/ledger/memory-ledger";
import { createFakeClock } from "../../../support/fake-clock";

test("what fires now has fired until now, also where the range ends later", async () => {
  const clock = createFakeClock();
  const ledger = createMemoryLedger({ clock });
  const now = clock.now();
  ledger.add({ at: now - 20_000, alertId: "a", alertName: "A", kind: "firing", text: "" });
  const inbox = { observedSince: () => undefined };
  const { alerts } = await alertPasts({ ledger, inbox, clock }, { ids: ["a"], fromMs: now - 3_600_000, toMs: now + 40_000 });
  expect(alerts).toMatchObject([{ id: "a", fired: 1, medianFiringMs: 20_000 }]);
});
