// One console per data folder: two would write the same files. The lock says who runs and where, so that a second start can
// send its user there and the command line can ask the running one.
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import { isDesktopRunning } from "./desktop-lock";

/** A console that has the lock but no port yet is starting, if it began this recently. */
const startTime: Milliseconds = seconds(20);
const answerTime: Milliseconds = seconds(2);

const holderSchema = z.object({
  pid: z.number().int().positive(),
  instance: z.string().min(1),
  startedAt: z.number(),
  /** Absent until it listens. */
  port: z.number().int().min(1).max(65535).optional(),
});
export type LockHolder = z.infer<typeof holderSchema>;

export interface Lock {
  /** Says where the console listens. */
  listening(port: number): Promise<void>;
  release(): Promise<void>;
}

const lockPath = (dataFolder: string) => join(dataFolder, "serve.lock");

/** Takes the folder's lock, over from a console that died if need be. Throws a sentence that says where the running one is. */
export async function takeLock(dataFolder: string, self: { pid: number; instance: string; now: number }): Promise<Lock> {
  if (await isDesktopRunning(dataFolder))
    throw new AppError({
      kind: "refused",
      say: `The desktop app runs on the data folder ${dataFolder}; quit it first, or choose another folder with --data-folder.`,
    });
  const path = lockPath(dataFolder);
  const holder: LockHolder = { pid: self.pid, instance: self.instance, startedAt: self.now };
  for (let isTaken = false; !isTaken; ) {
    isTaken = await tryToCreate(path, JSON.stringify(holder));
    if (!isTaken) await setAsideIfDead(path, self);
  }
  return {
    async listening(port) {
      // Renamed into place: whoever reads it never finds half of it.
      await writeFile(`${path}.${self.pid}`, JSON.stringify({ ...holder, port }), { mode: 0o600 });
      await rename(`${path}.${self.pid}`, path);
    },
    async release() {
      if ((await readHolder(path))?.instance === self.instance) await rm(path, { force: true });
    },
  };
}

async function tryToCreate(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function setAsideIfDead(path: string, self: { pid: number; now: number }): Promise<void> {
  const holder = await readHolder(path);
  if (holder) {
    const running = await findRunning(holder, self.now);
    if (running === "starting")
      throw new AppError({
        kind: "refused",
        say: `Another console (process ${holder.pid}) is just starting on this data folder; try again in a moment.`,
        retry: true,
      });
    if (running)
      throw new AppError({
        kind: "refused",
        say: `A console (process ${holder.pid}) already runs on this data folder, at http://127.0.0.1:${running.port}/; end it first, or choose another folder with --data-folder.`,
      });
  }
  // Two starts may have found the same dead console. Only one of them can rename its lock away; and should that one rename
  // a lock that the other has made meanwhile, it puts it back.
  const aside = `${path}.stale-${self.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved && moved.instance !== holder?.instance) await rename(aside, path);
  else await rm(aside, { force: true });
}

async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    // Gone, or not a lock of ours: either way nobody can be found by it.
    return undefined;
  }
}

/** A process id alone proves little, since the system gives it to others later: the port must answer as this very run. */
async function findRunning(holder: LockHolder, now: number): Promise<{ port: number } | "starting" | undefined> {
  if (!isProcessAlive(holder.pid)) return undefined;
  // A start that lies ahead is of a clock that was set back since.
  if (holder.port === undefined) return Math.abs(now - holder.startedAt) < startTime ? "starting" : undefined;
  try {
    const answer = await fetch(`http://127.0.0.1:${holder.port}/session`, { signal: AbortSignal.timeout(answerTime) });
    await answer.body?.cancel();
    return answer.headers.get("watchdeck-instance") === holder.instance ? { port: holder.port } : undefined;
  } catch {
    // Nothing listens there, or nothing that speaks HTTP: that process is not a console.
    return undefined;
  }
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is there, only not ours to signal.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The port of the console that runs on this data folder, when one does. */
export async function runningPort(dataFolder: string, now: number): Promise<number | undefined> {
  const holder = await readHolder(lockPath(dataFolder));
  const running = holder && (await findRunning(holder, now));
  return typeof running === "object" ? running.port : undefined;
}
