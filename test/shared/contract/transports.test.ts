// One suite over both transports: what a window may rely on does not depend on the shell it runs in.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CallInput, CallName, EventName, EventValue, StreamFrame } from "#shared/contract/index";
import { preferencesSchema } from "#shared/contract/settings";
import { AppError, type Failure } from "#shared/model/failure";
import type { Series } from "#shared/model/series";
import { type Api, createApi, type FrameWriter } from "../../../electron/engine/api/api";
import { deferred } from "../../support/deferred";
import { quietLog, type Transport, transports } from "../../support/transports";

type LiveFrame = StreamFrame<"query.live">;
type LiveWriter = FrameWriter<LiveFrame>;

const preferences = preferencesSchema.parse({ theme: "dark", density: "compact" });
const liveInput = { queries: [{ id: "a", expr: "up" }], windowMs: 60_000, stepMs: 1000 };
const rangeInput = { source: "local", expr: "up", startMs: 0, endMs: 1000, stepMs: 1000 };
const remarks = { warnings: [], infos: [], tookMs: 1 };
const frameAt = (time: number): LiveFrame => ({ isWhole: false, times: Float64Array.of(time), results: [] });

describe.each(transports)("over a $name", ({ open }) => {
  let api: Api;
  let transport: Transport;

  beforeEach(async () => {
    api = createApi(quietLog);
    transport = await open(api);
  });
  afterEach(() => transport.close());

  const call = <N extends CallName>(name: N, input: CallInput<N>) => transport.bridge.call(name, input).reply;

  /** The next time the link is up again. */
  const connected = () =>
    new Promise<void>((resolve) => {
      transport.bridge.onLink((state) => {
        if (state === "connected") resolve();
      });
    });

  /** Collects an event, and lets a test wait until there are so many of it. */
  function listenTo<N extends EventName>(name: N) {
    const seen: EventValue<N>[] = [];
    let check = () => {};
    const stop = transport.bridge.listen(name, (value) => {
      seen.push(value);
      check();
    });
    const until = (count: number) =>
      new Promise<void>((resolve) => {
        check = () => {
          if (seen.length >= count) resolve();
        };
        check();
      });
    return { seen, until, stop };
  }

  /** The reply to a call proves that everything sent before it has arrived: messages keep their order. */
  async function roundTrip(): Promise<void> {
    await call("host.info", {});
  }

  describe("a call", () => {
    test("is answered with what its handler returned", async () => {
      api.answer("settings.get", () => preferences);
      expect(await call("settings.get", {})).toEqual({ ok: true, value: preferences });
    });

    test("reaches its handler with the contract's defaults filled in", async () => {
      let seen: unknown;
      api.answer("alerts.ledger", (input) => {
        seen = input;
        return { entries: [] };
      });
      await call("alerts.ledger", {});
      expect(seen).toEqual({ limit: 200 });
    });

    test("that fails as expected comes back as that failure, places and all", async () => {
      const failure: Failure = {
        kind: "bad-query",
        say: "The expression is wrong.",
        retry: false,
        diagnostics: [{ severity: "error", message: "expected `)`", place: { from: 3, to: 4, line: 1, column: 4 } }],
      };
      api.answer("query.range", () => {
        throw new AppError(failure);
      });
      expect(await call("query.range", rangeInput)).toEqual({ ok: false, failure });
    });

    test("that hits a bug says so without giving anything away", async () => {
      api.answer("settings.get", () => {
        throw new Error("secret detail");
      });
      expect(await call("settings.get", {})).toEqual({
        ok: false,
        failure: {
          kind: "internal",
          say: "Something went wrong inside Watchdeck; the log has the details.",
          retry: true,
        },
      });
    });

    test.each([
      { what: "a name that the contract does not have", name: "machine.shutdown" },
      { what: "a name that every object has", name: "constructor" },
      { what: "a name of the prototype", name: "__proto__" },
    ])("under $what is refused", async ({ name }) => {
      expect(await call(name as CallName, {} as never)).toEqual({
        ok: false,
        failure: { kind: "bad-request", say: `There is no call named "${name}".`, retry: false },
      });
    });

    test.each([
      { what: "a missing field", input: { source: "local", expr: "up", startMs: 0, endMs: 1 }, say: "stepMs" },
      { what: "a wrong type", input: { ...rangeInput, expr: 7 }, say: "expr" },
      { what: "nothing at all", input: undefined, say: "input" },
      { what: "a list", input: [], say: "input" },
    ])("with $what is refused, and its handler never sees it", async ({ input, say }) => {
      let wasRun = false;
      api.answer("query.range", () => {
        wasRun = true;
        return { ...remarks, series: [] };
      });
      const reply = await call("query.range", input as never);
      expect(reply.ok).toBe(false);
      expect(reply).toMatchObject({
        failure: { kind: "bad-request", say: expect.stringContaining(`query.range was refused: ${say}`) },
      });
      expect(wasRun).toBe(false);
    });

    test("that is cancelled ends at once, and its handler is told to stop", async () => {
      const aborted = deferred<void>();
      const started = deferred<void>();
      api.answer("query.range", (_, { signal }) => {
        signal.addEventListener("abort", () => aborted.resolve());
        started.resolve();
        return new Promise(() => {});
      });
      const pending = transport.bridge.call("query.range", rangeInput);
      await started.promise;
      pending.cancel();
      expect(await pending.reply).toEqual({ ok: false, failure: { kind: "cancelled", say: "Cancelled.", retry: true } });
      await aborted.promise;
    });

    test("that was under way when the link broke fails as disconnected, and its handler is told to stop", async () => {
      const aborted = deferred<void>();
      const started = deferred<void>();
      api.answer("query.range", (_, { signal }) => {
        signal.addEventListener("abort", () => aborted.resolve());
        started.resolve();
        return new Promise(() => {});
      });
      const pending = transport.bridge.call("query.range", rangeInput);
      await started.promise;
      transport.breakLink();
      expect(await pending.reply).toMatchObject({ ok: false, failure: { kind: "disconnected", retry: true } });
      await aborted.promise;
    });

    test("finds its own answer among many that come back in another order", async () => {
      const answers: ((limit: number) => void)[] = [];
      api.answer(
        "alerts.ledger",
        ({ limit }) =>
          new Promise((resolve) => {
            answers.push(() => resolve({ entries: [{ at: limit, alertId: "", alertName: "", kind: "firing", text: "" }] }));
            if (answers.length === 3) for (const answer of answers.reverse()) answer(limit);
          }),
      );
      const replies = await Promise.all([1, 2, 3].map((limit) => call("alerts.ledger", { limit })));
      expect(replies.map((reply) => reply.ok && reply.value.entries[0]?.at)).toEqual([1, 2, 3]);
    });
  });

  describe("numbers", () => {
    test.each([
      { what: "NaN and the infinities", values: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0] },
      { what: "the largest and the smallest", values: [Number.MAX_VALUE, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER, 2 ** 60] },
      { what: "none at all", values: [] },
    ])("arrive as they were sent: $what", async ({ values }) => {
      const series: Series = {
        labels: {},
        times: Float64Array.from(values, (_, index) => index),
        values: Float64Array.from(values),
      };
      api.answer("query.range", () => ({ ...remarks, series: [series] }));
      const reply = await call("query.range", rangeInput);
      expect(reply).toEqual({ ok: true, value: { ...remarks, series: [series] } });
      expect(reply.ok && reply.value.series[0]?.values).toBeInstanceOf(Float64Array);
    });

    test("outside of arrays may be NaN too", async () => {
      api.answer("query.instant", () => ({ ...remarks, result: { kind: "scalar", time: 1.5, value: Number.NaN } }));
      expect(await call("query.instant", { source: "local", expr: "NaN" })).toEqual({
        ok: true,
        value: { ...remarks, result: { kind: "scalar", time: 1.5, value: Number.NaN } },
      });
    });

    test("that are a stretch of a larger array arrive without the rest of it", async () => {
      const stretch = Float64Array.from({ length: 100 }, (_, index) => index).subarray(10, 13);
      api.answer("query.range", () => ({ ...remarks, series: [{ labels: {}, times: stretch, values: stretch }] }));
      const reply = await call("query.range", rangeInput);
      expect(reply.ok && reply.value.series[0]?.values).toEqual(Float64Array.of(10, 11, 12));
    });

    test("by the million arrive in one answer of more than 5 MB", async () => {
      const many = Float64Array.from({ length: 700_000 }, (_, index) => index / 3);
      api.answer("query.range", () => ({ ...remarks, series: [{ labels: { a: "b" }, times: many, values: many }] }));
      const reply = await call("query.range", rangeInput);
      expect(reply.ok && Buffer.compare(bytes(reply.value.series[0]?.values), bytes(many))).toBe(0);
    });
  });

  describe("labels", () => {
    test.each(["constructor", "toString", "hasOwnProperty", "", "a b", "\u0000", "😀", "<img src=x onerror=alert(1)>"])(
      "named %j travel like any other",
      async (name) => {
        const labels = { [name]: "x", other: "y" };
        api.answer("query.range", () => ({
          ...remarks,
          series: [{ labels, times: new Float64Array(), values: new Float64Array() }],
        }));
        const reply = await call("query.range", rangeInput);
        expect(reply.ok && reply.value.series[0]?.labels).toEqual(labels);
      },
    );

    test("named __proto__ harm nothing: the rest of the answer arrives, and no prototype is touched", async () => {
      const labels = JSON.parse('{"__proto__": "x", "job": "y"}');
      api.answer("query.range", () => ({
        ...remarks,
        series: [{ labels, times: Float64Array.of(1), values: Float64Array.of(2) }],
      }));
      const reply = await call("query.range", rangeInput);
      const arrived = reply.ok ? reply.value.series[0] : undefined;
      // The WebSocket's packing drops the label; cloning keeps it as a field of the object itself. Neither sets a prototype.
      expect(arrived?.labels.job).toBe("y");
      expect(arrived?.values).toEqual(Float64Array.of(2));
      expect(Object.getPrototypeOf(arrived?.labels)).toBe(Object.prototype);
      expect(({} as Record<string, unknown>).job).toBeUndefined();
    });

    test("named __proto__ in an input harm nothing either", async () => {
      api.answer("connections.save", (draft) => {
        expect(Object.getPrototypeOf(draft.secrets.headers)).toBe(Object.prototype);
        throw new AppError({ kind: "bad-request", say: Object.keys(draft.secrets.headers ?? {}).join(), retry: false });
      });
      const headers = JSON.parse('{"__proto__": "x", "X-Scope-OrgID": "y"}');
      const reply = await call("connections.save", { kind: "prometheus", name: "a", url: "http://a", secrets: { headers } });
      expect(reply).toMatchObject({ failure: { say: "X-Scope-OrgID" } });
    });
  });

  describe("events", () => {
    test("reach those who listen, in their order, and nobody else", async () => {
      const heard = listenTo("settings.changed");
      await roundTrip();
      api.publish("problems.changed", { problems: [] });
      api.publish("settings.changed", preferences);
      api.publish("settings.changed", { ...preferences, theme: "light" });
      await heard.until(2);
      expect(heard.seen).toEqual([preferences, { ...preferences, theme: "light" }]);
    });

    test("reach each of several listeners once, and not those who stopped", async () => {
      const first = listenTo("settings.changed");
      const second = listenTo("settings.changed");
      await roundTrip();
      first.stop();
      api.publish("settings.changed", preferences);
      await second.until(1);
      expect([first.seen.length, second.seen.length]).toEqual([0, 1]);
    });

    test("are not sent at all once the last listener stopped", async () => {
      const heard = listenTo("settings.changed");
      await roundTrip();
      expect(api.hasListeners("settings.changed")).toBe(true);
      heard.stop();
      await roundTrip();
      expect(api.hasListeners("settings.changed")).toBe(false);
    });

    test("go on after a broken link without anybody asking again", async () => {
      const heard = listenTo("settings.changed");
      await roundTrip();
      transport.breakLink();
      // The old link is only gone when a call fails or the state says so.
      await roundTrip();
      await connected();
      await roundTrip();
      api.publish("settings.changed", preferences);
      await heard.until(1);
      expect(heard.seen).toEqual([preferences]);
    });

    test("can be sent to the one window that asked", async () => {
      api.answer("notifications.test", (_, { session }) => ({
        outcome: String(api.publishTo(session, "navigation.open", { route: "/alerts" })),
      }));
      const heard = listenTo("navigation.open");
      expect(await call("notifications.test", {})).toEqual({ ok: true, value: { outcome: "true" } });
      await heard.until(1);
      expect(heard.seen).toEqual([{ route: "/alerts" }]);
    });
  });

  describe("a stream", () => {
    /** Registers the live stream and hands out its writer once it is opened. */
    function serveLive(): Promise<LiveWriter> {
      const opened = deferred<LiveWriter>();
      api.stream("query.live", (_, writer) => opened.resolve(writer));
      return opened.promise;
    }

    const read = (credit: number) => {
      const times: number[] = [];
      const ended = deferred<Failure | undefined>();
      const stream = transport.bridge.open(
        "query.live",
        liveInput,
        credit,
        (frame) => times.push(frame.times[0] ?? -1),
        ended.resolve,
      );
      return { stream, times, ended: ended.promise };
    };

    test("sends as many frames as the reader granted, and no more until it grants again", async () => {
      const serving = serveLive();
      const { stream, times } = read(2);
      const writer = await serving;
      writer.send(frameAt(1));
      writer.send(frameAt(2));
      expect(writer.credit).toBe(0);
      expect(() => writer.send(frameAt(3))).toThrow("query.live sent a frame without credit");
      await roundTrip();
      expect(times).toEqual([1, 2]);
      const granted = new Promise<void>((resolve) => {
        writer.onCredit = resolve;
      });
      stream.grant(1);
      await granted;
      writer.send(frameAt(4));
      await roundTrip();
      expect(times).toEqual([1, 2, 4]);
    });

    test("keeps the order of a thousand frames", async () => {
      const serving = serveLive();
      const { times } = read(1000);
      const writer = await serving;
      for (let time = 0; time < 1000; time++) writer.send(frameAt(time));
      await roundTrip();
      expect(times).toEqual(Array.from({ length: 1000 }, (_, time) => time));
    });

    test("tells its sender when the reader closes it, and says no more to the reader", async () => {
      const serving = serveLive();
      const { stream, times } = read(5);
      const writer = await serving;
      stream.close();
      await roundTrip();
      expect(writer.signal.aborted).toBe(true);
      writer.send(frameAt(1));
      await roundTrip();
      expect(times).toEqual([]);
    });

    test("that fails ends with its failure", async () => {
      api.stream("query.live", async () => {
        throw new AppError({ kind: "not-supported", say: "Not that.", retry: false });
      });
      expect(await read(1).ended).toEqual({ kind: "not-supported", say: "Not that.", retry: false });
    });

    test("ends as disconnected when the link breaks, and its sender is told to stop", async () => {
      const serving = serveLive();
      const { ended } = read(1);
      const writer = await serving;
      const aborted = new Promise<void>((resolve) => writer.signal.addEventListener("abort", () => resolve()));
      transport.breakLink();
      expect(await ended).toMatchObject({ kind: "disconnected", retry: true });
      await aborted;
    });

    test("under a name that the contract does not have ends at once", async () => {
      const ended = new Promise((resolve) => transport.bridge.open("no.such" as never, {} as never, 1, () => {}, resolve));
      expect(await ended).toEqual({ kind: "bad-request", say: 'There is no stream named "no.such".', retry: false });
    });

    test("with a wrong input ends at once", async () => {
      serveLive();
      const ended = new Promise((resolve) => {
        transport.bridge.open("query.live", { ...liveInput, stepMs: 1 }, 1, () => {}, resolve);
      });
      expect(await ended).toMatchObject({ kind: "bad-request", say: expect.stringContaining("stepMs") });
    });
  });
});

const bytes = (values = new Float64Array()) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
