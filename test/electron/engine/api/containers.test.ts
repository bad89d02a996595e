import { expect, test } from "vitest";
import { containerStreams } from "#shared/contract/containers";
import type { StreamFrame } from "#shared/contract/index";
import type { FrameWriter } from "../../../../electron/engine/api/api";
import { setUpContainersApi } from "../../../../electron/engine/api/containers";
import type { ContainerWatch } from "../../../../electron/engine/containers/watch";
import { createFakeClock, settle } from "../../../support/fake-clock";

type Frame = StreamFrame<"containers.table">;
type Run = (input: { everyMs: number }, writer: FrameWriter<Frame>) => Promise<void> | void;

function setUp(credit: number) {
  const clock = createFakeClock();
  const maxAges: number[] = [];
  const watch: ContainerWatch = {
    async look(maxAge) {
      maxAges.push(maxAge);
      const stopped = {
        id: "c".repeat(64),
        name: "a",
        image: "i",
        service: "docker",
        state: "exited",
        status: "Exited (0)",
        ports: [],
      } as const;
      const running = { ...stopped, id: "d".repeat(64), name: "b", state: "running", ports: ["80/tcp"] } as const;
      return {
        time: clock.now(),
        services: [{ kind: "docker", socket: "/s", state: "ok" }],
        containers: [
          { ...stopped, ports: [] },
          { ...running, ports: ["80/tcp"] },
        ],
        rates: new Map([[running.id, { cpuPercent: 50 }]]),
      };
    },
    close() {},
  };
  let run: Run | undefined;
  const stream = (_: string, handler: unknown) => {
    run = handler as Run;
  };
  setUpContainersApi({ stream }, { watch, clock });
  const controller = new AbortController();
  const frames: Frame[] = [];
  const writer = {
    credit,
    send(frame: Frame) {
      writer.credit--;
      frames.push(frame);
    },
    onCredit: undefined as (() => void) | undefined,
    end() {},
    signal: controller.signal,
  };
  const ended = Promise.resolve(run?.({ everyMs: 2000 }, writer));
  return { clock, maxAges, frames, writer, ended, end: () => controller.abort() };
}

test("a window is shown the table every so often, in the contract's shape, until it closes", async () => {
  const { clock, frames, maxAges, ended, end } = setUp(10);
  await clock.advance(4500);
  expect(frames).toHaveLength(3);
  const frame = containerStreams["containers.table"].frame.parse(frames[0]);
  expect(frame.rows.map(({ name, cpuPercent, ports }) => ({ name, cpuPercent, ports }))).toEqual([
    { name: "b", cpuPercent: 50, ports: ["80/tcp"] },
    { name: "a", cpuPercent: undefined, ports: [] },
  ]);
  // What the collector saw a moment ago is good enough.
  expect(maxAges).toEqual([1000, 1000, 1000]);
  end();
  await ended;
  expect(clock.pendingTimers).toBe(0);
});

test("nobody is asked while the window takes nothing", async () => {
  const { clock, frames, maxAges, writer, ended, end } = setUp(1);
  await clock.advance(20_000);
  expect([frames.length, maxAges.length]).toEqual([1, 1]);
  writer.credit = 1;
  writer.onCredit?.();
  await settle();
  expect([frames.length, maxAges.length]).toEqual([2, 2]);
  end();
  await ended;
});
