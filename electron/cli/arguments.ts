// What may be typed behind options, read strictly: a wrong word is a sentence, never a guess.
import { type ParseArgsConfig, parseArgs } from "node:util";
import { parseDuration } from "#shared/format/duration";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { UsageError } from "./command";

/** node:util's parseArgs, with its complaints as UsageErrors. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_PARSE_ARGS_")) throw error;
    // The first sentence names the fault; Node's further advice is about the use of `--`, which is rarely what was meant.
    throw new UsageError(`${message.split(/\.\s|\.$|\n/)[0]}.`);
  }
}

/**
 * Moves operands that begin with a minus (`-1/0`, `-up`) behind `--`, for a command whose options all take a value and have
 * no short forms. A single letter stays an option that is not known: `-s` is mistyped more often than negated.
 */
export function allowLeadingMinus(args: readonly string[]): string[] {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  const isOperand = (argument: string, at: number) =>
    /^-(?!-|[A-Za-z]$)./s.test(argument) && !/^--[^=]+$/s.test(options[at - 1] ?? "");
  const operands = options.filter(isOperand);
  return [...options.filter((argument, at) => !isOperand(argument, at)), "--", ...operands, ...args.slice(options.length + 1)];
}

export function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new UsageError(`--port takes a number from 0 to 65535, not ${JSON.stringify(text)}.`);
  return port;
}

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Unix seconds or RFC 3339, as Prometheus's API takes it. */
export function readTime(option: string, text: string): EpochMs {
  const time = decimal.test(text) ? Number(text) * 1000 : rfc3339.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isFinite(time))
    throw new UsageError(`${option} takes Unix seconds or a time such as 2026-11-21T08:00:00Z, not ${JSON.stringify(text)}.`);
  return time;
}

/** A Prometheus duration (`1m30s`) or a number of seconds. */
export function readStep(text: string): Milliseconds {
  const step = decimal.test(text) ? Number(text) * 1000 : readDuration(text);
  if (!(step > 0) || !Number.isFinite(step))
    throw new UsageError(`--step takes a duration such as 15s or 1m30s, or seconds, not ${JSON.stringify(text)}.`);
  return step;
}

function readDuration(text: string): Milliseconds {
  const duration = parseDuration(text);
  return duration.ok ? duration.value : Number.NaN;
}

/** `Name: value`, as curl takes it. */
export function readHeader(text: string): [name: string, value: string] {
  const match = /^([^:\s]+):[ \t]*(.*)$/.exec(text);
  if (!match?.[1]) throw new UsageError(`--header takes 'Name: value', not ${JSON.stringify(text)}.`);
  return [match[1], match[2] ?? ""];
}
