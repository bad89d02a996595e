// A program that a test lets speak, line by line and without a process.
import type { ChildProcess, spawn } from "node:child_process";
import { EventEmitter } from "node:events";

export interface FakeProgram {
  /** In place of node's spawn. */
  start: typeof spawn;
  /** What the one started last prints; `which` counts from 0 for an earlier one, which may have been killed since. */
  say(text: string, which?: number): void;
  /** The one started last ends. */
  end(code: number): void;
  readonly starts: number;
}

export function createFakeProgram(): FakeProgram {
  const children: { stdout: EventEmitter; child: EventEmitter }[] = [];
  return {
    start: (() => {
      const stdout = pipe();
      const child = Object.assign(new EventEmitter(), { stdout, stderr: pipe(), kill: () => true });
      children.push({ stdout, child });
      return child as unknown as ChildProcess;
    }) as unknown as typeof spawn,
    say: (text, which = children.length - 1) => void children[which]?.stdout.emit("data", text),
    end: (code) => void children.at(-1)?.child.emit("close", code),
    get starts() {
      return children.length;
    },
  };
}

const pipe = () => Object.assign(new EventEmitter(), { destroy() {} });
