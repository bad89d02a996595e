import { beforeEach, expect, test } from "vitest";
import type { Bridge, LinkState } from "#shared/contract/bridge";
import type { StreamFrame } from "#shared/contract/index";
import type { Failure } from "#shared/model/failure";
import { afterFrame, createInboxStore, type InboxStore } from "../../../renderer/stores/inbox";
import { anAlert } from "../pages/alerts/inbox-alerts";

type Frame = StreamFrame<"alerts.watch">;

let streams: { send(frame: Frame): void; end(failure?: Failure): void; isOpen: boolean }[];
let store: InboxStore;

beforeEach(() => {
  streams = [];
  const bridge = {
    open(_name: string, _input: unknown, _credit: number, onFrame: (frame: Frame) => void, onEnd: (failure?: Failure) => void) {
      const stream = { send: onFrame, end: onEnd, isOpen: true };
      streams.push(stream);
      return {
        grant() {},
        close() {
          stream.isOpen = false;
        },
      };
    },
    onLink(onState: (state: LinkState) => void) {
      onState("connected");
      return () => {};
    },
  } as unknown as Bridge;
  const visibility = { isHidden: () => false, onChange: () => () => {}, wait: () => () => {} };
  store = createInboxStore(() => bridge, visibility);
});

const ids = () => [...store.read().rows.keys()];
const whole = (...all: string[]): Frame => ({ isWhole: true, changed: all.map((id) => anAlert({ id })), removed: [] });

test("nothing is asked for until somebody looks", () => {
  expect(streams).toEqual([]);
  expect(store.read()).toMatchObject({ isLoading: true });
});

test("several who look share one stream, which ends with the last of them", () => {
  const stops = [store.subscribe(() => {}), store.subscribe(() => {})];
  expect(streams).toHaveLength(1);
  stops[0]?.();
  expect(streams[0]?.isOpen).toBe(true);
  stops[1]?.();
  expect(streams[0]?.isOpen).toBe(false);
});

test("what changed and what went is worked into what is there", () => {
  let told = 0;
  store.subscribe(() => told++);
  streams[0]?.send(whole("a", "b", "c"));
  streams[0]?.send({ isWhole: false, changed: [anAlert({ id: "b", state: "resolved" }), anAlert({ id: "d" })], removed: ["a"] });
  expect([ids(), store.read().rows.get("b")?.state, told]).toEqual([["b", "c", "d"], "resolved", 2]);
});

test("a whole frame takes the place of everything: nothing that went meanwhile stays", () => {
  store.subscribe(() => {});
  streams[0]?.send(whole("a", "b"));
  streams[0]?.send(whole("c"));
  expect(ids()).toEqual(["c"]);
});

test("an alert that is in no frame is the same object as before", () => {
  const alert = anAlert({ id: "a" });
  const rows = afterFrame(new Map([["a", alert]]), { isWhole: false, changed: [], removed: [] });
  expect(rows.get("a")).toBe(alert);
});

test("when the engine refuses, the rows stay and the reason stands beside them", () => {
  store.subscribe(() => {});
  streams[0]?.send(whole("a"));
  streams[0]?.end({ kind: "refused", say: "no", retry: false });
  expect([ids(), store.read().failure?.say]).toEqual([["a"], "no"]);
});

test("who looks again sees at once what was there", () => {
  store.subscribe(() => {})();
  store.subscribe(() => {});
  expect(streams).toHaveLength(2);
});
