// One process's folder under /proc, for what is looked up when somebody opens it: seldom, and at leisure.
import { readFileSync, readlinkSync, statSync } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { NotAnswering } from "../collectors/collector";
import type { CarefulReader } from "./careful-reader";

export interface ProcFolder {
  pids(): Promise<number[]>;
  /** These throw what Node throws: ENOENT or ESRCH when it has gone, EACCES when it is closed to us. */
  text(pid: number, file: string): string;
  link(pid: number, file: string): string;
  list(pid: number, folder: string): Promise<string[]>;
  userId(pid: number): number;
  /** A file that the process itself may keep from being read; NotAnswering when it does. */
  carefulText(pid: number, file: string): Promise<string>;
  /** A file of any length, piece by piece; pieces end anywhere. */
  pieces(pid: number, file: string, onPiece: (text: string) => void): Promise<void>;
}

export function createProcFolder({ reader, root = "/proc" }: { reader: CarefulReader; root?: string }): ProcFolder {
  return {
    pids: async () => (await readdir(root)).filter((name) => /^\d+$/.test(name)).map(Number),
    text: (pid, file) => readFileSync(`${root}/${pid}/${file}`, "utf8"),
    link: (pid, file) => readlinkSync(`${root}/${pid}/${file}`),
    list: (pid, folder) => readdir(`${root}/${pid}/${folder}`),
    userId: (pid) => statSync(`${root}/${pid}`).uid,
    carefulText: async (pid, file) => (await reader.read(`${root}/${pid}/${file}`, 4096)).toString("utf8"),

    async pieces(pid, file, onPiece) {
      const opened = await open(`${root}/${pid}/${file}`);
      try {
        const bytes = Buffer.allocUnsafe(65_536);
        for (;;) {
          const { bytesRead } = await opened.read(bytes, 0, bytes.length);
          if (bytesRead === 0) return;
          onPiece(bytes.toString("latin1", 0, bytesRead));
        }
      } finally {
        await opened.close();
      }
    },
  };
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;

/** The process has ended, or never had such a file. */
export const isGone = (error: unknown): boolean => codeOf(error) === "ENOENT" || codeOf(error) === "ESRCH";
export const isClosedToUs = (error: unknown): boolean => codeOf(error) === "EACCES" || codeOf(error) === "EPERM";
export const isStuck = (error: unknown): error is NotAnswering => error instanceof NotAnswering;
