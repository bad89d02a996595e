import { expect, test } from "vitest";
import type { TailPhase } from "../../../../../renderer/pages/logs/tail/create-tail";
import { dropWords, phaseWords } from "../../../../../renderer/pages/logs/tail/live-words";

const failure = { kind: "bad-query", say: "Only a query for lines can be followed.", retry: false } as const;

test.each<{ phase: TailPhase; isPaused?: boolean; expected: string }>([
  { phase: { kind: "connecting" }, expected: "unknown: Connecting" },
  { phase: { kind: "open", sinceMs: 0 }, expected: "ok: Live" },
  { phase: { kind: "open", sinceMs: 0 }, isPaused: true, expected: "unknown: Paused" },
  {
    phase: { kind: "waiting", reason: "loki has as many tails as it allows, 10.", retryAtMs: 13_000 },
    expected: "warning: Not live, again in 3\u00a0s: loki has as many tails as it allows, 10.",
  },
  { phase: { kind: "waiting", reason: "Gone.", retryAtMs: 0 }, expected: "warning: Not live, again in 0\u00a0s: Gone." },
  { phase: { kind: "failed", failure }, expected: "critical: Not live: Only a query for lines can be followed." },
])("a tail that is $phase.kind says “$expected”", ({ phase, isPaused = false, expected }) => {
  const { state, text } = phaseWords(phase, isPaused, 10_000);
  expect(`${state}: ${text}`).toBe(expected);
});

test.each([
  { lost: { droppedByServer: 0, droppedByUs: 0 }, text: undefined },
  // A server under a flood tells of some of what it leaves out.
  { lost: { droppedByServer: 1200, droppedByUs: 0 }, text: "at least 1,200 left out by the server" },
  { lost: { droppedByServer: 1, droppedByUs: 20 }, text: "at least 1 left out by the server, 20 left out here" },
])("lines that are missing: $text", ({ lost, text }) => expect(dropWords(lost)?.text).toBe(text));
