import { expect, test } from "vitest";
import { takeManaged } from "../../../../electron/engine/server-alerts/known-alertmanager";
import type { ManagedSeen } from "../../../../electron/engine/server-alerts/view";
import { sentAlert } from "../../../support/fake-servers";

const nothing: ReadonlyMap<string, ManagedSeen> = new Map();

test("an alert is known by its fingerprint, with its name and the server that sent it", async () => {
  const generatorUrl = "http://prod:9090/prom/graph?g0.expr=up";
  const known = await takeManaged(nothing, [sentAlert("Down", { generatorUrl })]);
  expect([...known]).toMatchObject([["fingerprint of Down", { name: "Down", sentFrom: "http://prod:9090/prom" }]]);
});

test("an alert without a name has one", async () => {
  const [found] = (await takeManaged(nothing, [sentAlert("Down", { labels: { team: "a" } })])).values();
  expect(found?.name).toBe("unnamed alert");
});

test("an answer that says nothing new leaves everything as it is, also when all was sent again", async () => {
  const before = await takeManaged(nothing, [sentAlert("Down"), sentAlert("Backup")]);
  const after = await takeManaged(before, [sentAlert("Down", { updatedAt: 61_000 }), sentAlert("Backup")]);
  expect(after).toBe(before);
  expect(after.get("fingerprint of Down")?.updatedAt).toBe(61_000);
});

test.each<{ name: string; answer: ReturnType<typeof sentAlert>[] }>([
  { name: "one that is gone", answer: [sentAlert("Down")] },
  { name: "one that is new in place of another", answer: [sentAlert("Down"), sentAlert("New")] },
  { name: "a silence", answer: [sentAlert("Down"), sentAlert("Backup", { silencedBy: ["s"] })] },
  { name: "another annotation", answer: [sentAlert("Down"), sentAlert("Backup", { annotations: { summary: "x" } })] },
  { name: "another receiver", answer: [sentAlert("Down"), sentAlert("Backup", { receivers: ["x"] })] },
  { name: "another beginning", answer: [sentAlert("Down"), sentAlert("Backup", { startsAt: 5 })] },
])("$name is news, and what did not change is the same object", async ({ answer }) => {
  const before = await takeManaged(nothing, [sentAlert("Down"), sentAlert("Backup")]);
  const after = await takeManaged(before, answer);
  expect(after).not.toBe(before);
  expect(after.get("fingerprint of Down")).toBe(before.get("fingerprint of Down"));
  expect([...after.keys()]).toEqual(answer.map(({ fingerprint }) => fingerprint));
});

test("of thousands, others get their turn in between", async () => {
  let turns = 0;
  const count = setInterval(() => turns++, 0);
  const many = Array.from({ length: 20_000 }, (_, index) => sentAlert(`A${index}`));
  expect((await takeManaged(nothing, many)).size).toBe(20_000);
  clearInterval(count);
  expect(turns).toBeGreaterThan(2);
});
