import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Bridge, LinkState } from "#shared/contract/bridge";
import { createClient } from "#shared/contract/client";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import type { AppError } from "#shared/model/failure";

/** A window with a bridge in it, as the desktop shell makes one, and the engine's end of its link in a test's hand. */
let sent: ToEngine[];
let reply: (message: ToWindow) => void;
let attach: () => void;
let setLink: (state: LinkState) => void;
let ask: typeof import("../../../renderer/bridge/ask").ask;

beforeEach(async () => {
  sent = [];
  const client = createClient();
  const listeners = new Set<(state: LinkState) => void>();
  let state: LinkState = "connecting";
  setLink = (next) => {
    state = next;
    for (const listener of [...listeners]) listener(next);
  };
  const bridge: Bridge = {
    ...client.bridge,
    onLink(onState) {
      listeners.add(onState);
      onState(state);
      return () => listeners.delete(onState);
    },
  };
  attach = () => {
    const port: Port<ToEngine, ToWindow> = {
      send: (message) => sent.push(message),
      close() {},
      onMessage: undefined,
      onClose: undefined,
    };
    client.attach(port);
    reply = (message) => port.onMessage?.(message);
    setLink("connected");
  };
  vi.useFakeTimers();
  vi.stubGlobal("window", { bridge });
  // The bridge is found once per page: each test is a page of its own.
  vi.resetModules();
  ({ ask } = await import("../../../renderer/bridge/ask"));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "an answer",
    (error) => (error as AppError).failure,
  );

describe("ask", () => {
  test("gives the value of an answer", async () => {
    attach();
    const answer = ask("settings.get", {});
    await settle();
    reply({ t: "reply", id: 1, reply: { ok: true, value: { theme: "dark" } } });
    expect(await answer).toEqual({ theme: "dark" });
  });

  test("throws a failure as an AppError", async () => {
    attach();
    const failure = { kind: "timeout" as const, say: "Too late.", retry: true };
    const answer = failureOf(ask("settings.get", {}));
    await settle();
    reply({ t: "reply", id: 1, reply: { ok: false, failure } });
    expect(await answer).toEqual(failure);
  });

  test("waits for the link, as a page does that asks before it is up", async () => {
    const answer = ask("settings.get", {});
    await vi.advanceTimersByTimeAsync(9_000);
    expect(sent).toEqual([]);
    attach();
    await settle();
    expect(sent).toEqual([{ t: "call", id: 1, name: "settings.get", input: {} }]);
    reply({ t: "reply", id: 1, reply: { ok: true, value: {} } });
    expect(await answer).toEqual({});
  });

  test("does not wait for the link for ever", async () => {
    const answer = failureOf(ask("settings.get", {}));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toMatchObject({ kind: "disconnected", retry: true });
  });

  test("says what to do when the page has no key", async () => {
    const answer = failureOf(ask("settings.get", {}));
    setLink("refused");
    expect(await answer).toEqual({
      kind: "unauthorized",
      say: "This page was opened without the console's key; open the whole address that `watchdeck serve` printed.",
      retry: false,
    });
  });

  test.each([{ when: "before the link is up" }, { when: "while the engine works on it" }])(
    "is cancelled by an abort $when",
    async ({ when }) => {
      const isUp = when !== "before the link is up";
      if (isUp) attach();
      const controller = new AbortController();
      const answer = failureOf(ask("settings.get", {}, { signal: controller.signal }));
      await settle();
      controller.abort();
      expect(await answer).toEqual({ kind: "cancelled", say: "Cancelled.", retry: true });
      expect(sent.map(({ t }) => t)).toEqual(isUp ? ["call", "cancel"] : []);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test("asks nothing at all with a signal that was aborted before", async () => {
    attach();
    expect(await failureOf(ask("settings.get", {}, { signal: AbortSignal.abort() }))).toMatchObject({ kind: "cancelled" });
    expect(sent).toEqual([]);
  });
});
