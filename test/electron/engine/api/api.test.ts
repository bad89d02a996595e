import { expect, test } from "vitest";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import { createApi } from "../../../../electron/engine/api/api";
import { deferred } from "../../../support/deferred";
import { settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

const table = { t: "open", id: 1, name: "processes.table", input: { everyMs: 1000, limit: 10 }, credit: 1 } as const;

/** A window that need not keep to the protocol. */
function openWindow() {
  const log = createFakeLog();
  const api = createApi(log);
  const said: ToWindow[] = [];
  const port: Port<ToWindow, ToEngine> = {
    send: (message) => void said.push(message),
    close() {},
    onMessage: undefined,
    onClose: undefined,
  };
  api.serve(port);
  const send = (message: unknown) => port.onMessage?.(message as ToEngine);
  return { api, log, said, send, leave: () => port.onClose?.() };
}

test("a second stream under the number of one that is open is refused, so that the first one ends with its window", async () => {
  const { api, log, said, send, leave } = openWindow();
  const signals: AbortSignal[] = [];
  api.stream("processes.table", (_, { signal }) => void signals.push(signal));
  send(table);
  send(table);
  await settle();
  leave();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(said).toEqual([]);
  expect(log.lines).toEqual(["warn a window used the number 1 twice: what came second was left undone"]);
});

test("a call under the number of an open stream is refused, and the stream can still be closed", async () => {
  const { api, said, send } = openWindow();
  const signals: AbortSignal[] = [];
  api.stream("processes.table", (_, { signal }) => void signals.push(signal));
  api.answer("sampling.collectors", () => ({ collectors: [] }));
  send(table);
  send({ t: "call", id: 1, name: "sampling.collectors", input: {} });
  await settle();
  send({ t: "close", id: 1 });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(said).toEqual([]);
});

test("a stream that is opened after its window has gone is not begun", async () => {
  const { api, send, leave } = openWindow();
  let begun = 0;
  api.stream("processes.table", () => void begun++);
  leave();
  send(table);
  await settle();
  expect(begun).toBe(0);
});

test("the answer of a call that is still under way when its window goes is sent to nobody", async () => {
  const { api, said, send, leave } = openWindow();
  const answer = deferred<{ collectors: [] }>();
  api.answer("sampling.collectors", () => answer.promise);
  send({ t: "call", id: 1, name: "sampling.collectors", input: {} });
  leave();
  answer.resolve({ collectors: [] });
  await settle();
  expect(said).toEqual([]);
});
