import type { Log } from "../../electron/engine/log";

export interface FakeLog extends Log {
  /** `warn text: the error's message`, in order. */
  lines: string[];
}

export function createFakeLog(): FakeLog {
  const lines: string[] = [];
  const add = (level: string) => (text: string, error?: unknown) => {
    lines.push(`${level} ${text}${error instanceof Error ? `: ${error.message}` : ""}`);
  };
  return { lines, info: add("info"), warn: add("warn"), error: add("error") };
}
