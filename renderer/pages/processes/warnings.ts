// What is worth knowing before something is done to a process.
import type { OwnProcess } from "#shared/contract/app";
import type { SignalName } from "#shared/contract/processes";
import type { Process } from "../../bridge/process-list";
import { signalWords } from "./signals";

/** What the user is about to do, before it is confirmed. */
export type ProcessActions = { kind: "signal"; process: Process; signal: SignalName } | { kind: "renice"; process: Process };

interface Known {
  processes: readonly Process[];
  ownRoles: ReadonlyMap<number, OwnProcess["role"]>;
}

/** Why this signal may be a mistake, the gravest first; none for most. */
export function signalWarnings({ info, key }: Process, signal: SignalName, { processes, ownRoles }: Known): string[] {
  const isEnding = signalWords.find(({ name }) => name === signal)?.ends ?? true;
  const warnings: string[] = [];
  const role = ownRoles.get(info.pid);
  if (role !== undefined) {
    warnings.push(
      `This is Watchdeck itself (${roleWords[role]}): ${isEnding || signal === "SIGSTOP" ? lossOf[role] : "it will feel it"}.`,
    );
  }
  if (info.pid === 1) {
    warnings.push(
      "This is the first process, which all others depend on. It ignores most signals; if it ends, so does the whole system or container.",
    );
  }
  if (info.isKernelThread) warnings.push("This is a thread of the kernel: it takes no signals.");
  const children = processes.filter((each) => each.info.parentPid === info.pid && each.key !== key).length;
  if (isEnding && children > 0 && info.pid !== 1) {
    warnings.push(
      `It has ${children === 1 ? "a child process; that" : `${children} child processes; they`} may end with it, or go on without it.`,
    );
  }
  return warnings;
}

const roleWords: Readonly<Record<OwnProcess["role"], string>> = {
  engine: "the engine",
  shell: "the shell",
  window: "a window",
  gpu: "what draws",
  utility: "a helper",
};

const lossOf: Readonly<Record<OwnProcess["role"], string>> = {
  engine: "rules are not evaluated and nothing is recorded until it is back",
  shell: "the whole console goes with it",
  window: "this page may go with it",
  gpu: "the window goes blank for a moment",
  utility: "what it was doing is begun again",
};
