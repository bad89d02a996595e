// What a process of ours does, told from its command line. Chromium, in the desktop app as in a browser, says it in `--type`.
import type { ProcessRole } from "#shared/contract/app";

interface Process {
  /** As /proc/<pid>/cmdline has it, with a NUL or a space between the arguments. */
  command: string;
  isOutermost: boolean;
}

export function roleOf({ command, isOutermost }: Process): ProcessRole {
  const type = /--type=([\w-]+)/.exec(command)?.[1];
  if (type === "renderer") return "window";
  if (type === "gpu-process") return "gpu";
  if (type !== undefined) return "utility";
  if (isOutermost) return "shell";
  // A browser that shows our window: its first process has no type, and a profile of its own.
  return command.includes("--user-data-dir=") ? "window" : "utility";
}

const openers = new Set(["xdg-open", "gio", "gio-launch-desk", "kde-open", "kde-open5", "exo-open", "sensible-browse"]);

/** Programs that open the user's browser for us; what they start is the user's. */
export const isOpener = (name: string): boolean => openers.has(name);
