import { describe, expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import type { GroupNotification } from "#shared/model/notification";
import { seconds } from "#shared/units/time";
import type { Attempt, Channel } from "../../../../electron/engine/receivers/channel";
import { deliver } from "../../../../electron/engine/receivers/delivery";
import { createLane } from "../../../../electron/engine/receivers/lane";
import { createFakeClock, settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { aGroup } from "../../../support/receiver-parts";

type Answer = Attempt | Error | "hangs";

/** A lane and a channel that gives these answers, the last one for ever. */
function setUp(...answers: Answer[]) {
  const clock = createFakeClock();
  const log = createFakeLog();
  const lane = createLane(clock);
  /** Seconds since the start, and the group, of each try. */
  const tries: string[] = [];
  const start = clock.monotonic();
  const channel: Channel = {
    preview: async () => ({ to: "", head: [], text: "", body: "", problems: [] }),
    async send({ groupKey }: GroupNotification, signal: AbortSignal) {
      const answer = answers[Math.min(tries.length, answers.length - 1)] as Answer;
      tries.push(`${(clock.monotonic() - start) / 1000} ${groupKey}`);
      if (answer instanceof Error) throw answer;
      if (answer !== "hangs") return answer;
      return new Promise<Attempt>((_, reject) =>
        signal.addEventListener("abort", () => reject(new AppError({ kind: "cancelled", say: "Cancelled.", retry: true }))),
      );
    },
    close: async () => undefined,
  };
  const attempts: Attempt[] = [];
  const send = (groupKey: string, signal = new AbortController().signal, mostTries?: number) =>
    deliver(
      aGroup({ groupKey }),
      {
        open: async () => channel,
        lane,
        clock,
        log,
        random: () => 1,
        label: "webhook",
        onAttempt: (attempt) => attempts.push(attempt),
        ...(mostTries !== undefined && { mostTries }),
      },
      signal,
    );
  return { clock, log, tries, attempts, send };
}

const again: Attempt = { kind: "again", say: "h answered 500" };
const sent: Attempt = { kind: "sent", say: "h took it (200)" };

test("the pauses between tries double from one second to five minutes", async () => {
  const { clock, tries, send } = setUp(again);
  const stop = new AbortController();
  const outcome = send("g", stop.signal);
  await clock.advance(seconds(1200));
  expect(tries.map((one) => one.split(" ")[0])).toEqual([
    "0",
    "1",
    "3",
    "7",
    "15",
    "31",
    "63",
    "127",
    "255",
    "511",
    "811",
    "1111",
  ]);
  stop.abort();
  expect(await outcome).toEqual({ kind: "failed", why: "failed", say: "h answered 500; tried 12 times in 20m" });
  expect(clock.pendingTimers).toBe(0);
});

test("what is refused for good is not tried again", async () => {
  const { tries, send } = setUp({ kind: "hopeless", say: "h refused it (400)" });
  expect(await send("g")).toEqual({ kind: "failed", why: "failed", say: "h refused it (400)" });
  expect(tries).toHaveLength(1);
});

test("a far side that wants quiet is left alone by all messages, also by those of other groups", async () => {
  const { clock, tries, send } = setUp({ kind: "again", say: "less", afterMs: seconds(90) }, sent);
  const first = send("g1");
  await settle();
  const second = send("g2");
  await clock.advance(seconds(89));
  expect(tries).toEqual(["0 g1"]);
  await clock.advance(seconds(2));
  expect([(await first).kind, (await second).kind]).toEqual(["sent", "sent"]);
  expect([...tries].sort()).toEqual(["0 g1", "90 g1", "90 g2"]);
});

test("nobody is left alone for more than an hour, however long was asked for", async () => {
  const { clock, tries, send } = setUp({ kind: "again", say: "less", afterMs: 1e15 }, sent);
  const outcome = send("g");
  await clock.advance(seconds(3600));
  expect((await outcome).kind).toBe("sent");
  expect(tries).toEqual(["0 g", "3600 g"]);
});

test("messages of one group go one after another, those of others at the same time", async () => {
  const { clock, tries, send } = setUp(again, sent);
  const first = send("g1");
  const second = send("g1");
  const third = send("g2");
  await clock.advance(seconds(2));
  await Promise.all([first, second, third]);
  expect(tries).toEqual(["0 g1", "0 g2", "1 g1", "1 g1"]);
});

test("more than four at once wait for a place, and leave when it is too late", async () => {
  const { tries, send } = setUp("hangs");
  const stop = new AbortController();
  const all = ["a", "b", "c", "d", "e"].map((group) => send(group, stop.signal));
  await settle();
  expect(tries.map((one) => one.split(" ")[1])).toEqual(["a", "b", "c", "d"]);
  stop.abort();
  const outcomes = await Promise.all(all);
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array(5).fill("failed"));
  expect(outcomes[4]?.say).toBe("it did not come to its turn before the group was looked at again");
});

test("a try that the router breaks off is no failure of the receiver", async () => {
  const { attempts, send } = setUp("hangs");
  const stop = new AbortController();
  const outcome = send("g", stop.signal);
  await settle();
  stop.abort();
  expect((await outcome).say).toBe("no answer came before the group was looked at again");
  expect(attempts).toEqual([]);
});

test("a receiver that has said nothing for long when the router breaks off is told of as failing", async () => {
  const { clock, attempts, send } = setUp("hangs");
  const stop = new AbortController();
  const outcome = send("g", stop.signal);
  await clock.advance(seconds(5));
  stop.abort();
  await outcome;
  expect(attempts).toEqual([{ kind: "again", say: "no answer came before the group was looked at again" }]);
});

describe("what a channel throws", () => {
  test("is tried again when its failure may pass", async () => {
    const { clock, tries, send } = setUp(
      new AppError({ kind: "unreachable", say: "h refuses the connection.", retry: true }),
      sent,
    );
    const outcome = send("g");
    await clock.advance(seconds(1));
    expect((await outcome).kind).toBe("sent");
    expect(tries).toHaveLength(2);
  });

  test("is told in its own words when it may not", async () => {
    const { send } = setUp(new AppError({ kind: "tls", say: "The certificate of h has expired." }));
    expect(await send("g")).toEqual({ kind: "failed", why: "failed", say: "The certificate of h has expired" });
  });

  test("and is a bug is logged once and told without its details", async () => {
    const { log, send } = setUp(new TypeError("secret inside"));
    expect((await send("g")).say).toBe("something went wrong inside Watchdeck; the log has the details");
    expect(log.lines).toEqual(["error sending by webhook failed: secret inside"]);
  });
});

test("a test is tried once", async () => {
  const { tries, send } = setUp(again);
  expect(await send("g", undefined, 1)).toEqual({ kind: "failed", why: "failed", say: "h answered 500" });
  expect(tries).toHaveLength(1);
});
