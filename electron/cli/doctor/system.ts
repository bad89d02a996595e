import { execFile } from "node:child_process";
import { access, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Milliseconds, seconds } from "#shared/units/time";
import { whyNoDisplay } from "../../launcher/display.mjs";
import { onPath } from "../../serve/browser";

/** What the doctor may look at, handed in so that its findings can be tested without the machine. */
export interface System {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  nodeVersion: string;
  /** A program's full path; absent when it is not on the PATH. */
  find(program: string): string | undefined;
  /** What the program wrote; absent when it is not there, failed, or did not end in time. */
  run(program: string, args: string[]): Promise<string | undefined>;
  /** Why no window can be shown; absent when one can. */
  whyNoDisplay(): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
  /** Absent when the file cannot be read. */
  readText(path: string): Promise<string | undefined>;
  /** Names in a folder; empty when it cannot be read. */
  list(folder: string): Promise<string[]>;
}

/** A program that hangs must not hang the doctor. */
const patience: Milliseconds = seconds(5);

export function createSystem(): System {
  const { env, platform } = process;
  return {
    platform,
    env,
    nodeVersion: process.versions.node,
    find: (program) => onPath(program, env),
    run: (program, args) =>
      new Promise((resolve) => {
        execFile(program, args, { timeout: patience, encoding: "utf8" }, (error, stdout) => resolve(error ? undefined : stdout));
      }),
    whyNoDisplay: () => whyNoDisplay(platform, env),
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    readText: (path) => readFile(path, "utf8").catch(() => undefined),
    list: (folder) => readdir(folder).catch(() => []),
  };
}

/** The bytes of all files below a folder; what cannot be read counts as nothing. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((total, size) => total + size, 0);
}
