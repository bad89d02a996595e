import { expect, test } from "vitest";
import type { AlertSummary } from "#shared/model/alert";
import { alertFace } from "../../../electron/shell/alert-words";

const nothing: AlertSummary = { critical: 0, warning: 0, info: 0, none: 0, pending: 0, muted: 0, unknown: 0, rules: 3 };

test.each([
  { name: "nothing fires", summary: nothing, expected: { mark: "fine", words: "nothing fires", count: 0 } },
  {
    name: "the worst is critical",
    summary: { ...nothing, critical: 2, warning: 1, none: 1 },
    expected: { mark: "critical", words: "2 critical, 1 warning, 1 without severity firing", count: 4 },
  },
  {
    name: "a severity nobody wrote",
    summary: { ...nothing, none: 1 },
    expected: { mark: "warning", words: "1 without severity firing", count: 1 },
  },
  { name: "mere news", summary: { ...nothing, info: 3 }, expected: { mark: "fine", words: "3 info firing", count: 3 } },
  {
    name: "a rule that cannot be evaluated",
    summary: { ...nothing, unknown: 1 },
    expected: { mark: "unknown", words: "nothing fires; 1 of unknown state", count: 0 },
  },
  {
    name: "an evaluation that stands still, whatever fired before",
    summary: { ...nothing, critical: 1, stalledSince: new Date(2026, 10, 21, 12, 3).getTime() },
    expected: { mark: "unknown", words: "rules have not been evaluated since 12:03", count: 1 },
  },
  {
    name: "no word of the engine",
    summary: undefined,
    expected: { mark: "unknown", words: "not running: nothing is known", count: 0 },
  },
] as const)("the tray's face of $name", ({ summary, expected }) => expect(alertFace(summary)).toEqual(expected));
