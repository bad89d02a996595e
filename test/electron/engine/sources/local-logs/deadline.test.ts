import { expect, test } from "vitest";
import { withDeadline } from "../../../../../electron/engine/sources/local-logs/deadline";
import { createFakeClock } from "../../../../support/fake-clock";

const never = () => new Promise<never>(() => {});

test("what hears of no signal is not waited for beyond its deadline", async () => {
  const clock = createFakeClock();
  const answer = withDeadline({ clock, signal: new AbortController().signal, deadline: 10_000 }, never);
  const said = expect(answer).rejects.toMatchObject({
    failure: {
      kind: "timeout",
      say: "Reading this machine's logs took longer than 10 s: ask for a shorter time, or for fewer of them.",
    },
  });
  await clock.advance(10_000);
  await said;
  expect(clock.pendingTimers).toBe(0);
});

test("who goes away is not told of a deadline", async () => {
  const leaving = new AbortController();
  const answer = withDeadline({ clock: createFakeClock(), signal: leaving.signal }, never);
  const said = expect(answer).rejects.toThrow("gone");
  leaving.abort(new Error("gone"));
  await said;
});
