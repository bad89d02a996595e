import type { Engine, EngineOptions } from "../engine/engine";
import type { ConsoleProcess } from "../serve/keep-console";

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
  /** Resolves when the user (Ctrl+C) or the system asks the program to end. Asked again after that, it runs `onInsisted` and ends at once. */
  untilAskedToEnd(onInsisted: () => void): Promise<void>;
  /** The process that a served console runs in. */
  spawnConsole(): ConsoleProcess;
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
