// Trouble worth telling once, kept until it is dismissed or the engine ends; what causes it again tells it again.
import { randomUUID } from "node:crypto";
import type { Problem } from "#shared/contract/settings";
import type { Clock } from "../clock";

const mostKept = 100;

export interface Problems {
  /** Newest first. */
  list(): Problem[];
  /** Tells of a problem. One with the same text that is still there only takes the new time. */
  add(severity: Problem["severity"], text: string): void;
  dismiss(id: string): void;
  onChange(run: (problems: Problem[]) => void): () => void;
}

export function createProblems({ clock }: { clock: Clock }): Problems {
  let problems: Problem[] = [];
  const listeners = new Set<(problems: Problem[]) => void>();

  function become(next: Problem[]): void {
    problems = next;
    for (const run of [...listeners]) run(problems);
  }

  return {
    list: () => problems,
    add(severity, text) {
      const known = problems.find((problem) => problem.text === text);
      const problem: Problem = { id: known?.id ?? randomUUID(), at: clock.now(), severity, text };
      become([problem, ...problems.filter((other) => other !== known)].slice(0, mostKept));
    },
    dismiss(id) {
      if (problems.some((problem) => problem.id === id)) become(problems.filter((problem) => problem.id !== id));
    },
    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}
