// The engine of engine-child.ts, started, asked, and killed.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { CallInput, CallName, CallOutput } from "#shared/contract/index";
import type { Reply } from "#shared/contract/wire";

export interface KillableEngine {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
}

/** `program` is the bundle of engine-child.ts. `children` holds what runs, so that a failed test can end it. */
export async function startKillableEngine(
  { program, dataFolder, notices }: { program: string; dataFolder: string; notices: string },
  children: Set<ChildProcess>,
): Promise<KillableEngine> {
  const child = spawn(process.execPath, [program, dataFolder, notices], { stdio: ["pipe", "pipe", "pipe"] });
  children.add(child);
  // Killed in the middle of a call.
  child.stdin.on("error", () => undefined);
  let said = "";
  child.stderr.on("data", (part) => {
    said += part;
  });
  const waiting: ((line: string | undefined) => void)[] = [];
  createInterface({ input: child.stdout })
    .on("line", (line) => waiting.shift()?.(line))
    .on("close", () => {
      for (const answer of waiting.splice(0)) answer(undefined);
    });
  const nextLine = () => new Promise<string | undefined>((resolve) => waiting.push(resolve));
  if ((await nextLine()) === undefined) throw new Error(`the engine did not start: ${said}`);
  return {
    async call<N extends CallName>(name: N, input: CallInput<N>) {
      const answer = nextLine();
      child.stdin.write(`${JSON.stringify({ name, input })}\n`);
      const line = await answer;
      if (line === undefined) throw new Error(`the engine ended in ${name}: ${said}`);
      const reply = JSON.parse(line) as Reply<CallOutput<N>>;
      if (!reply.ok) throw new Error(reply.failure.say);
      return reply.value;
    },
    async kill() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
      children.delete(child);
    },
  };
}
