// The logs of a machine for a test: with places that the test picks, and none of the real machine's.
import type { LogPlace } from "#shared/contract/logs";
import type { LogEntry } from "#shared/logs/block";
import { newSettings } from "../../electron/engine/settings/schema";
import { createLocalLogs, type LocalLogs, type LocalLogsOptions } from "../../electron/engine/sources/local-logs/index";
import { createFakeClock } from "./fake-clock";
import { createFakeLog } from "./fake-log";

export const logsNow = Date.UTC(2026, 10, 21, 12);

export function localLogs(places: LogPlace[], options: Partial<LocalLogsOptions> = {}): LocalLogs {
  let settings = { ...newSettings(), logPlaces: places };
  return createLocalLogs({
    settings: {
      get: () => settings,
      update: async (change) => {
        settings = change(settings);
        return settings;
      },
    },
    clock: createFakeClock(logsNow),
    log: createFakeLog(),
    sockets: [],
    home: "/home/nobody",
    platform: "linux",
    journal: { program: "/nowhere/journalctl" },
    ...options,
  });
}

export const nsOf = (ms: number): string => `${ms}000000`;

/** A query's lines; whatever is not said is all of the day before. */
export async function queried(
  logs: LocalLogs,
  expr: string,
  asked: { start?: number; end?: number; direction?: "forward" | "backward"; limit?: number } = {},
): Promise<{ entries: LogEntry[]; warnings: string[]; done: string | undefined }> {
  const { start = logsNow - 86_400_000, end = logsNow + 86_400_000, direction = "forward", limit = 1000 } = asked;
  const signal = new AbortController().signal;
  const entries: LogEntry[] = [];
  const warnings: string[] = [];
  let done: string | undefined;
  for await (const page of logs.query({ expr, startNs: nsOf(start), endNs: nsOf(end), direction, limit, signal })) {
    entries.push(...page.entries);
    warnings.push(...page.warnings);
    done = page.done;
  }
  return { entries, warnings, done };
}
