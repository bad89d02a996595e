import { expect, test } from "vitest";
import { formatDuration, parseDuration } from "#shared/format/duration";

test.each([
  { text: "0", ms: 0 },
  { text: "5m", ms: 300_000 },
  { text: "1h30m", ms: 5_400_000 },
  { text: "1d", ms: 86_400_000 },
  { text: "1y2w3d4h5m6s7ms", ms: 31_536_000_000 + 2 * 604_800_000 + 3 * 86_400_000 + 4 * 3_600_000 + 5 * 60_000 + 6007 },
])("parseDuration reads $text", ({ text, ms }) => expect(parseDuration(text)).toEqual({ ok: true, value: ms }));

test.each([
  { text: "", message: "empty duration string" },
  { text: "5", message: 'not a valid duration string: "5"' },
  { text: "5 m", message: 'not a valid duration string: "5 m"' },
  { text: "30m1h", message: 'not a valid duration string: "30m1h"' },
  { text: "-5m", message: 'not a valid duration string: "-5m"' },
  { text: "1.5h", message: 'not a valid duration string: "1.5h"' },
  { text: "300y", message: "duration out of range" },
])("parseDuration refuses $text", ({ text, message }) => expect(parseDuration(text)).toEqual({ ok: false, message }));

test.each([
  { ms: 0, text: "0s" },
  { ms: 1, text: "1ms" },
  { ms: 90_000, text: "1m30s" },
  { ms: 5_400_000, text: "1h30m" },
  { ms: 8 * 86_400_000, text: "8d" },
  { ms: 14 * 86_400_000, text: "2w" },
  { ms: 31_536_000_000, text: "1y" },
])("formatDuration writes $ms ms as $text", ({ ms, text }) => expect(formatDuration(ms)).toBe(text));
