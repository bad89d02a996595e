import { z } from "zod";
import { columnOf, makeField, textOf, valueAt } from "../fields";
import type { Field, Frame } from "../frame";
import { compilePattern } from "../pattern";
import { defineTransformation, done, findField, unable } from "./transformation";

const options = z.object({
  /** The column that is taken apart. */
  source: z.string().optional().catch(undefined),
  format: z.enum(["json", "kvp", "auto", "regexp", "delimiter"]).catch("auto"),
  /** Which parts of JSON, and what they are called. */
  jsonPaths: z.array(z.object({ path: z.string().catch(""), alias: z.string().optional().catch(undefined) })).catch([]),
  /** With groups that have names. */
  regExp: z.string().optional().catch(undefined),
  delimiter: z.string().catch(","),
  /** The parts only; with `keepTime` and the time. */
  replace: z.boolean().catch(false),
  keepTime: z.boolean().catch(false),
});
type Options = z.infer<typeof options>;
type Parts = ReadonlyMap<string, unknown>;

/** What a row of JSON from anywhere may make of a table. */
const mostColumns = 200;

export const extractFields = defineTransformation({
  id: "extractFields",
  title: "Extract fields",
  about: "Makes columns of what a column's texts hold: JSON, or name=value pairs.",
  options,
  run(frames, chosen) {
    const read = readerOf(chosen);
    if (typeof read === "string") return unable(read);
    let isAny = false;
    const made = frames.map((frame) => {
      const source = chosen.source ? findField(frame, chosen.source) : frame.fields.find(({ kind }) => kind === "string");
      if (source) isAny = true;
      return source ? extracted(frame, source, read, chosen) : frame;
    });
    return isAny || frames.length === 0
      ? done(made)
      : unable(`there is no column ${JSON.stringify(chosen.source ?? "of texts")}`);
  },
});

function extracted(frame: Frame, source: Field, read: (value: unknown) => Parts, { replace, keepTime }: Options): Frame {
  const rows = Array.from({ length: frame.length }, (_, row) => read(valueAt(source, row)));
  const names = [...new Set(rows.flatMap((parts) => [...parts.keys()]))].slice(0, mostColumns);
  const fields = names.map((name) => makeField(name, columnOf(rows.map((parts) => parts.get(name) ?? null))));
  const kept = replace ? frame.fields.filter(({ kind }) => keepTime && kind === "time") : frame.fields;
  return { ...frame, shape: "table", fields: [...kept, ...fields] };
}

function readerOf({ format, jsonPaths, regExp, delimiter }: Options): ((value: unknown) => Parts) | string {
  switch (format) {
    case "json":
      return (value) => jsonParts(value, jsonPaths) ?? new Map();
    case "kvp":
      return (value) => pairs(textOf(value));
    case "auto":
      return (value) => jsonParts(value, jsonPaths) ?? pairs(textOf(value));
    case "delimiter":
      return (value) =>
        new Map(
          textOf(value)
            .split(delimiter)
            .map((part) => [part.trim(), 1]),
        );
    case "regexp": {
      const compiled = compilePattern(regExp ?? "");
      return compiled.ok ? (value) => compiled.pattern.namedGroups(textOf(value)) ?? new Map() : compiled.say;
    }
  }
}

function jsonParts(value: unknown, paths: Options["jsonPaths"]): Parts | undefined {
  const read = parse(value);
  if (typeof read !== "object" || read === null) return undefined;
  const wanted = paths.filter(({ path }) => path !== "");
  if (wanted.length === 0) return new Map(Object.entries(read));
  return new Map(wanted.map(({ path, alias }) => [alias || path, walk(read, path)]));
}

function parse(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    // A line that is no JSON has no parts; others of the column may have.
    return undefined;
  }
}

/** `a.b[0].c` */
function walk(value: unknown, path: string): unknown {
  let at = value;
  for (const part of path.split(/[.[\]]+/).filter((one) => one !== "")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return null;
    at = (at as Record<string, unknown>)[part];
  }
  return at;
}

// From where a name begins only: a long word without a value is gone through once, and not once from each of its letters.
const pair = /(?<![\w.-])([\w.-]+)[=:](?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s,;]*))/g;

/** `level=info msg="all is well"` */
function pairs(text: string): Parts {
  const found = new Map<string, unknown>();
  for (const [, name = "", double, single, bare] of text.matchAll(pair)) {
    found.set(name, double?.replace(/\\(.)/g, "$1") ?? single ?? bare ?? "");
  }
  return found;
}
