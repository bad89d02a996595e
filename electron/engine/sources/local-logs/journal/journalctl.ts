// The journal's files have a format of their own that only journalctl reads well, so it is run: without a shell, reading only, and
// never longer than somebody waits for its lines.
import { type ChildProcess, spawn } from "node:child_process";
import { AppError } from "#shared/model/failure";

export interface JournalctlOptions {
  program?: string;
  /** Before everything else: a test reads a recorded journal with `--file=…`. */
  leading?: readonly string[];
}

export interface Journalctl {
  /** The lines that it prints. Whoever stops reading ends it. Throws an AppError where it cannot be run or says why it does not. */
  lines(words: readonly string[], asked: { signal: AbortSignal; onComplaint?: (text: string) => void }): AsyncIterable<string>;
}

/** An entry may be as large as its writer likes; a larger one than this is left out. */
const longestLine = 64 * 1024 * 1024;
const mostComplaint = 4096;

export function createJournalctl({ program = "journalctl", leading = [] }: JournalctlOptions = {}): Journalctl {
  return {
    async *lines(words, { signal, onComplaint }) {
      signal.throwIfAborted();
      const child = spawn(program, [...leading, "--no-pager", ...words], {
        stdio: ["ignore", "pipe", "pipe"],
        // Its complaints are read, so they have to be in one language.
        env: { ...process.env, LC_ALL: "C.UTF-8", LANG: "C.UTF-8", SYSTEMD_COLORS: "0", SYSTEMD_PAGER: "" },
      });
      let complaint = "";
      child.stderr.setEncoding("utf8");
      child.stderr.on("data", (text: string) => {
        complaint = (complaint + text).slice(-mostComplaint);
      });
      const ended = endOf(child);
      // Killing what waits for entries ends the reading of its output.
      const stop = () => void child.kill();
      signal.addEventListener("abort", stop);
      let isAsked = true;
      try {
        yield* linesOf(child.stdout);
        isAsked = false;
        const { code, error } = await ended;
        signal.throwIfAborted();
        if (error) throw notRun(program, error);
        if (complaint !== "") onComplaint?.(complaint);
        if (code !== 0) throw troubleOf(complaint, code);
      } finally {
        signal.removeEventListener("abort", stop);
        if (isAsked) stop();
        await ended;
      }
    },
  };
}

interface End {
  code: number | null;
  error?: Error;
}

const endOf = (child: ChildProcess): Promise<End> =>
  new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: null, error }));
    child.once("close", (code) => resolve({ code }));
  });

async function* linesOf(output: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  for await (const chunk of output) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const rest = chunk.subarray(from, end);
      const isWhole = heldBytes + rest.length <= longestLine;
      if (isWhole) yield held.length === 0 ? rest.toString("utf8") : Buffer.concat([...held, rest]).toString("utf8");
      [held, heldBytes, from] = [[], 0, end + 1];
    }
    heldBytes += chunk.length - from;
    if (heldBytes <= longestLine) held.push(chunk.subarray(from));
    else held = [];
  }
}

const groupHint = "add your user to the group systemd-journal (sudo usermod -aG systemd-journal $USER) and log in again";

/** What journalctl complains of, as a sentence with what to do; undefined: nothing of it is known to be worth telling. */
export function wordsFor(complaint: string): string | undefined {
  if (/insufficient permissions|Permission denied/i.test(complaint))
    return `The journal may not be read by this user: ${groupHint}.`;
  if (/not seeing messages from/i.test(complaint))
    return `Only this user's part of the journal is read: for the rest, ${groupHint}.`;
  if (/No journal files were found/i.test(complaint)) {
    return "This machine has no journal: journald does not run here, or keeps nothing (Storage=none in journald.conf).";
  }
  return undefined;
}

function troubleOf(complaint: string, code: number | null): AppError {
  const known = wordsFor(complaint);
  if (known) return new AppError({ kind: "unauthorized", say: known });
  const last = complaint.trim().split("\n").at(-1)?.slice(0, 200) ?? "";
  return new AppError({
    kind: "server-error",
    say: `journalctl ended with ${code ?? "a signal"}${last && `: ${last}`}.`,
    retry: true,
  });
}

function notRun(program: string, error: Error): AppError {
  const isAbsent = "code" in error && error.code === "ENOENT";
  const say = isAbsent
    ? `There is no ${program} on this machine: its journal can only be read with it.`
    : `${program} could not be run (${error.message}).`;
  return new AppError({ kind: "not-supported", say }, { cause: error });
}
