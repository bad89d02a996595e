// `nvidia-smi pmon -s um`: which processes use NVIDIA's cards, how much of each and of its memory, again every two seconds.
// It tells of graphics as well as of computing; its columns stand under their names, and a driver adds or leaves out some.
import type { Milliseconds } from "#shared/units/time";
import { createNvidiaProgram, nextLineWithin, type ProgramOptions } from "./nvidia-program";

export interface NvidiaUse {
  pid: number;
  /** The card's place in the driver's list. */
  index: number;
  /** Of the time since the last line; absent while it has not been at work, and on cards that do not tell. */
  percent?: number;
  memoryBytes?: number;
}

export interface NvidiaPmon {
  /** What the program last said; nothing while it starts, fails, or is not there. To be called again and again. */
  ask(): NvidiaUse[];
  stop(): void;
}

/** `idle` for a card that says that no process uses it; undefined for anything that is not pmon's table. */
export function createPmonReader(): (line: string) => NvidiaUse | "idle" | "heading" | undefined {
  let columns: string[] = [];
  return (line) => {
    const words = line.trim().split(/\s+/);
    if (words[0] === "#") {
      // Two lines of headings: the names, then the units.
      if (words.includes("pid")) columns = words.slice(1);
      return "heading";
    }
    const word = (name: string) => words[columns.indexOf(name)] ?? "";
    const index = wholeNumber(word("gpu"));
    if (index === undefined) return undefined;
    if (word("pid") === "-") return "idle";
    const pid = wholeNumber(word("pid"));
    if (pid === undefined) return undefined;
    const megabytes = wholeNumber(word("fb"));
    return {
      pid,
      index,
      percent: wholeNumber(word("sm")),
      memoryBytes: megabytes === undefined ? undefined : megabytes * 2 ** 20,
    };
  };
}

const wholeNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);

export function createNvidiaPmon(options: ProgramOptions): NvidiaPmon {
  const { clock } = options;
  const uses = new Map<string, { use: NvidiaUse; at: Milliseconds }>();
  let read = createPmonReader();

  const program = createNvidiaProgram(options, {
    arguments: () => ["pmon", "-s", "um", "-d", "2"],
    begin() {
      read = createPmonReader();
    },
    hear(line) {
      const use = read(line);
      if (use === undefined || use === "heading") return use;
      if (use !== "idle") uses.set(`${use.index} ${use.pid}`, { use, at: clock.monotonic() });
      return "answer";
    },
    forget: () => uses.clear(),
  });

  return {
    ask() {
      program.look();
      const now = clock.monotonic();
      // A process that has ended is not in the next round.
      for (const [key, { at }] of uses) if (now - at > nextLineWithin) uses.delete(key);
      return [...uses.values()].map(({ use }) => use);
    },
    stop: program.stop,
  };
}
