// The engine ends at some moment while it tells of groups: whatever was on the disk and on the screen by then is all that the
// next one knows. No notice may come twice, and every group must be settled in the end.
import type { AbstractBatchOperation } from "abstract-level";
import { MemoryLevel } from "memory-level";
import { expect, test } from "vitest";
import { preferencesSchema } from "#shared/contract/settings";
import type { InboxAlert } from "#shared/model/alert";
import type { GroupNotification } from "#shared/model/notification";
import { seconds } from "#shared/units/time";
import { createLedger, type LedgerDisk } from "../../../../electron/engine/ledger/ledger";
import { createNative } from "../../../../electron/engine/notify/native";
import { createFakeClock, type FakeClock, settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { chooseSeed, createRandom } from "../../../support/random-numbers";

type Operations = AbstractBatchOperation<LedgerDisk, string, string>[];

/** What outlives an engine: its disk, the screen, and how much may still happen before it ends. */
interface World {
  batches: Operations[];
  screen: { id: string; words: string }[];
  stepsLeft: number;
}

const never = new Promise<never>(() => undefined);

/** Counts the steps that leave a mark; after the last one nothing happens any more. */
function isAlive(world: World): boolean {
  world.stepsLeft--;
  return world.stepsLeft >= 0;
}

async function openDisk(world: World): Promise<LedgerDisk> {
  const disk = new MemoryLevel<string, string>();
  await disk.open();
  for (const batch of world.batches) await disk.batch(batch as never);
  const write = disk.batch.bind(disk) as (operations: Operations) => Promise<void>;
  Object.assign(disk, {
    batch(operations: Operations) {
      if (!isAlive(world)) return never;
      world.batches.push(operations);
      return write(operations);
    },
  });
  return disk as unknown as LedgerDisk;
}

const rowOf = (id: string): InboxAlert => ({
  id,
  name: id,
  source: "local",
  origins: [{ kind: "rule", ruleId: "r" }],
  labels: { alertname: id },
  annotations: {},
  state: "firing",
  activeAt: 0,
  firedAt: 0,
});

const groupOf = (id: string): GroupNotification => ({
  id: `n-${id}`,
  at: 0,
  receiver: "This computer",
  groupKey: id,
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  status: "firing",
  alerts: [{ id, status: "firing", labels: { alertname: id }, annotations: {}, startsAt: 0, generatorUrl: "", fingerprint: "" }],
  reason: "first notification",
  externalUrl: "",
});

/** Runs an engine on the world until it ends or has nothing left to do; which groups its router holds for settled then. */
async function run(world: World, clock: FakeClock, ids: readonly string[]): Promise<Set<string>> {
  const ledger = createLedger({ disk: await openDisk(world), clock, log: createFakeLog(), problems: { add: () => undefined } });
  // What the router was told to be waiting is settled for it, and told later.
  const settled = new Set([...(await ledger.kept("router/")).keys()].map((key) => key.slice("router/".length)));
  const shownBefore = new Set(world.screen.map(({ id }) => id));
  const native = createNative({
    notifier: {
      async show({ id, title, body }) {
        if (!isAlive(world)) return never;
        world.screen.push({ id, words: `${title}: ${body}` });
        // The system's answer takes a while, in which the engine may end.
        await settle();
        return isAlive(world) ? { kind: "shown" } : never;
      },
      withdraw: () => undefined,
      wasShown: async (id) => shownBefore.has(id),
      onEvent: () => undefined,
    },
    ledger,
    inbox: { get: (id) => rowOf(id), told: () => undefined, onChange: () => () => undefined },
    clock,
    log: createFakeLog(),
    preferences: { get: () => preferencesSchema.parse({ noticeBudgetPerHour: 0 }), onChange: () => () => undefined },
    act: async () => undefined,
  });
  await native.start();
  for (const id of ids) {
    if (settled.has(id)) continue;
    // As the router does: what was told, or decided not to be, is noted down in the same turn.
    void native.deliver(groupOf(id), new AbortController().signal).then(({ kind }) => {
      if (kind === "failed") return;
      settled.add(id);
      ledger.keep(`router/${id}`, true);
    });
    // Three are told at once; the others wait for the next minute, and are told in one notice then.
    if (id === "C") await clock.advance(seconds(3));
    await settle();
  }
  // Long enough for digests, and for what waits its turn.
  for (let turn = 0; turn < 12; turn++) {
    await clock.advance(seconds(15));
    await settle();
  }
  return settled;
}

test("wherever the engine ends, no notice comes twice and every group is settled by the next one", async () => {
  const random = createRandom(chooseSeed());
  const ids = ["A", "B", "C", "D", "E", "F"];
  for (let round = 0; round < 120; round++) {
    const clock = createFakeClock();
    const world: World = { batches: [], screen: [], stepsLeft: round < 40 ? round : random.whole(1, 40) };
    await run(world, clock, ids);
    // Perhaps once more, before it comes to an end.
    world.stepsLeft = random.chance(0.5) ? random.whole(1, 12) : 1000;
    await run(world, clock, ids);
    world.stepsLeft = 1000;
    const settled = await run(world, clock, ids);
    const told = world.screen.map(({ words }) => words);
    expect({ round, told: [...told].sort() }).toEqual({ round, told: [...new Set(told)].sort() });
    expect({ round, settled: [...settled].sort() }).toEqual({ round, settled: ids });
  }
});
