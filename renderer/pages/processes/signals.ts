// What a user can send to a process, in words.
import type { SignalName } from "#shared/contract/processes";

export interface SignalWords {
  name: SignalName;
  /** What it is usually sent for. */
  does: string;
  /** Whether it ends a process, unless that has other plans. */
  ends: boolean;
}

/** Those that are wanted most come first. */
export const signalWords: readonly SignalWords[] = [
  { name: "SIGTERM", does: "Asks it to end; it may tidy up first, or not listen", ends: true },
  { name: "SIGKILL", does: "Ends it at once; nothing is saved or tidied up", ends: true },
  { name: "SIGINT", does: "Interrupts it, as Ctrl C in a terminal does", ends: true },
  { name: "SIGHUP", does: "Its terminal is gone; services often reload", ends: true },
  { name: "SIGQUIT", does: "Ends it with a core dump, where those are kept", ends: true },
  { name: "SIGSTOP", does: "Stops it where it is, until SIGCONT", ends: false },
  { name: "SIGCONT", does: "Lets it go on after a stop", ends: false },
  { name: "SIGUSR1", does: "Left to the program; without a plan, it ends", ends: true },
  { name: "SIGUSR2", does: "Left to the program; without a plan, it ends", ends: true },
];

const onWindows: readonly SignalWords[] = [
  { name: "SIGKILL", does: "Ends it at once; nothing is saved or tidied up. Windows has no other", ends: true },
];

export const signalsOn = (platform: string | undefined): readonly SignalWords[] =>
  platform === "win32" ? onWindows : signalWords;

/** Exactly what is sent, as one would type it. */
export function signalCommand(platform: string | undefined, signal: SignalName, pid: number): string {
  return platform === "win32" ? `taskkill /F /PID ${pid}` : `kill -${signal.slice(3)} ${pid}`;
}
