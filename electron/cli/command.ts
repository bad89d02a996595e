import type { Engine, EngineOptions } from "../engine/engine";

/** What a command has of the world. */
export interface Surroundings {
  version: string;
  rendererFolder: string;
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  createEngine(options: EngineOptions): Promise<Engine>;
  now(): number;
  /** What was asked for: results and help. */
  out(text: string): void;
  /** What is said about it: one line. */
  tell(line: string): void;
  /** Resolves when the user (Ctrl+C) or the system asks the program to end. */
  untilAskedToEnd(): Promise<void>;
  /** Calls this with a bug that is about to end the program, for a log that outlives it. */
  onBug(run: (error: unknown) => void): void;
}

export interface Command {
  name: string;
  /** One line for the overview. */
  about: string;
  help: string;
  /** The exit code. Throws a UsageError for what was typed wrong, an AppError for what went wrong. */
  run(args: string[], surroundings: Surroundings): Promise<number>;
}

/** Something typed wrong: told with a pointer to the help, exit code 2. */
export class UsageError extends Error {}
