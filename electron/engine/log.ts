/** Where the engine writes what a person may have to read later. One line each; an error's stack follows it. */
export interface Log {
  info(text: string): void;
  warn(text: string, error?: unknown): void;
  error(text: string, error?: unknown): void;
}

/** A log that writes lines `2026-11-21T08:00:00.000Z warn text` with whatever it is given, one call per line. */
export function createLog(write: (line: string) => void): Log {
  const line = (level: string, text: string, error?: unknown) => {
    write(`${new Date().toISOString()} ${level} ${oneLine(text)}${error === undefined ? "" : `\n${describe(error)}`}`);
  };
  return {
    info: (text) => line("info", text),
    warn: (text, error) => line("warn", text, error),
    error: (text, error) => line("error", text, error),
  };
}

// Texts may hold what a server sent: a line feed in it must not look like a line of ours.
const oneLine = (text: string) => text.replaceAll(/[\r\n]+/g, " ⏎ ");

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `  ${oneLine(String(error))}`;
  const cause = error.cause === undefined ? "" : `\n  caused by\n${describe(error.cause)}`;
  return `${(error.stack ?? error.message).replaceAll(/^/gm, "  ")}${cause}`;
}
