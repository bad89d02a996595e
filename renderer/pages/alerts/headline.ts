// The line beside the page's title: how many of what.
import type { AlertSummary } from "#shared/model/alert";

/** "2 critical · 3 warning · 1 unknown": what is zero is left out, but never all of it. */
export function describeSummary({ critical, warning, info, none, pending, muted, unknown }: AlertSummary): string {
  const parts = [
    { count: critical, word: "critical" },
    { count: warning, word: "warning" },
    { count: info, word: "info" },
    { count: none, word: "without severity" },
    { count: pending, word: "pending" },
    { count: muted, word: "muted" },
    { count: unknown, word: "unknown" },
  ].filter(({ count }) => count > 0);
  return parts.length === 0 ? "nothing firing" : parts.map(({ count, word }) => `${count} ${word}`).join(" · ");
}

/** "in 12 ms" */
export const tookWords = (ms: number): string => `in ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
