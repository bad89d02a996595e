import { expect, test } from "vitest";
import type { Bridge } from "#shared/contract/bridge";
import { paceBridge } from "../../../renderer/bridge/pace";

/** A paced bridge whose engine is moved by hand, and a diary of what the page heard. */
function start() {
  const diary: string[] = [];
  let now = 0;
  let status = (_: never) => {};
  const frames = new Map<string, (frame: never) => void>();
  const bridge = {
    listen(_name, onValue) {
      status = onValue as typeof status;
      return () => diary.push("no more status");
    },
    open(name, _input, _credit, onFrame) {
      frames.set(name, onFrame as never);
      return { grant() {}, close: () => diary.push(`close ${name}`) };
    },
  } as Partial<Bridge> as Bridge;
  const paced = paceBridge(bridge, () => now);
  const stopStatus = paced.listen("engine.status", ({ time }) => diary.push(`status ${time}`));
  const open = (name: "query.live" | "processes.table") =>
    paced.open(
      name,
      {} as never,
      2,
      () => diary.push(`frame of ${name}`),
      () => {},
    );
  return {
    diary,
    stopStatus,
    open,
    wait: (ms: number) => {
      now += ms;
    },
    status: (time: number) => status({ time } as never),
    frame: (name: "query.live" | "processes.table") => frames.get(name)?.({} as never),
  };
}

test("what comes between two live frames is told right after the next one", () => {
  const { diary, open, status, frame, wait } = start();
  open("query.live");
  open("processes.table");
  frame("query.live");
  wait(300);
  status(1);
  frame("processes.table");
  expect(diary).toEqual(["frame of query.live"]);
  wait(700);
  frame("query.live");
  expect(diary).toEqual(["frame of query.live", "frame of query.live", "status 1", "frame of processes.table"]);
});

test("without a live chart nothing waits", () => {
  const { diary, status } = start();
  status(1);
  expect(diary).toEqual(["status 1"]);
});

test("when live frames are late, nothing waits for them", () => {
  const { diary, open, status, frame, wait } = start();
  open("query.live");
  frame("query.live");
  wait(500);
  status(1);
  wait(1100);
  status(2);
  expect(diary).toEqual(["frame of query.live", "status 1", "status 2"]);
});

test("leaving the page with the charts tells what still waits", () => {
  const { diary, open, status, frame } = start();
  const live = open("query.live");
  frame("query.live");
  status(1);
  live.close();
  expect(diary).toEqual(["frame of query.live", "status 1", "close query.live"]);
});

test("who has stopped listening hears nothing more", () => {
  const { diary, open, status, frame, stopStatus } = start();
  open("query.live");
  frame("query.live");
  status(1);
  stopStatus();
  frame("query.live");
  expect(diary).toEqual(["frame of query.live", "no more status", "frame of query.live"]);
});
