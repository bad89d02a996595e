// Stages as functions that change a line's state, or say that the line goes no further.
import { AppError } from "../../model/failure";
import { compileSearch } from "../../templates/regex";
import type { LabelChoice, LabelFormat, Stage } from "../ast";
import { parseJsonPath, parseLogfmtKey } from "../json-path";
import { type PatternPart, parsePattern } from "../line-pattern";
import { readJsonFields, readJsonPaths, readJsonTexts } from "./json-fields";
import { compileLabelFilter, compileTextMatch } from "./label-filters";
import { firstNameOf } from "./label-names";
import { compileLineFilter } from "./line-filters";
import type { LineState } from "./line-state";
import { readLogfmt } from "./logfmt-fields";
import { compileTemplate } from "./templates";

/** False: the line is filtered out. */
export type StageRun = (state: LineState) => boolean;

export function compileStages(stages: readonly Stage[]): StageRun {
  const runs = stages.map(compileStage);
  return (state) => {
    for (const run of runs) if (!run(state)) return false;
    return true;
  };
}

function compileStage(stage: Stage): StageRun {
  switch (stage.type) {
    case "line-filter": {
      const passes = compileLineFilter(stage);
      return (state) => passes(state.line);
    }
    case "label-filter":
      return compileLabelFilter(stage.filter);
    case "json":
      return stage.extractions.length > 0 ? compileJsonPaths(stage) : always(readJson);
    case "logfmt":
      return stage.extractions.length > 0 ? compileLogfmtKeys(stage) : always((state) => readAllLogfmt(state, stage));
    case "regexp":
      return always(compileRegexp(stage.pattern));
    case "pattern":
      return always(compilePattern(stage.pattern));
    case "unpack":
      return always(unpack);
    case "decolorize":
      return always(decolorize);
    case "line-format": {
      const format = compileTemplate(stage.template);
      return always((state) => {
        const line = format(state);
        if (line !== undefined) state.line = line;
      });
    }
    case "label-format":
      return always(compileLabelFormat(stage.formats));
    case "drop":
    case "keep":
      return always(compileChoice(stage.type, stage.labels));
  }
}

const always =
  (change: (state: LineState) => void): StageRun =>
  (state) => {
    change(state);
    return true;
  };

const jsonError = "JSONParserErr";
const logfmtError = "LogfmtParserErr";

function readJson(state: LineState): void {
  const wrong = readJsonFields(state.line, (name, value) => state.extract(name, value));
  if (wrong !== undefined) state.fail(jsonError, wrong);
}

function compileJsonPaths({ extractions }: Extract<Stage, { type: "json" }>): StageRun {
  const names = extractions.map(({ name }) => name);
  const paths = extractions.map(({ expression }) => parseJsonPath(expression) ?? []);
  return always((state) => {
    if (state.line === "") return;
    if (!/^[{["]/.test(state.line)) {
      state.fail(jsonError, "the line is no JSON");
      return;
    }
    const values = readJsonPaths(state.line, paths);
    for (const [index, name] of names.entries()) give(state, name, values[index]);
  });
}

/** What was asked for by name is there, if only as the empty text; but it takes no other label's place for that. */
function give(state: LineState, name: string, value: string | undefined): void {
  if (value !== undefined || state.get(name) === undefined) state.extract(name, value ?? "");
}

function readAllLogfmt(state: LineState, { isStrict, keepsEmpty }: Extract<Stage, { type: "logfmt" }>): void {
  const wrong = readLogfmt(state.line, isStrict, (key, value) => {
    const name = firstNameOf(key);
    if (name !== "" && (value !== "" || keepsEmpty)) state.extract(name, value);
  });
  if (wrong !== undefined) state.fail(logfmtError, wrong);
}

function compileLogfmtKeys({ extractions, isStrict }: Extract<Stage, { type: "logfmt" }>): StageRun {
  const wanted = extractions.map(({ name, expression }) => ({ name, key: parseLogfmtKey(expression) ?? expression }));
  const keys = new Set(wanted.map(({ key }) => key));
  return always((state) => {
    const found = new Map<string, string>();
    const wrong = readLogfmt(state.line, isStrict, (key, value) => {
      if (keys.has(key)) found.set(key, value);
    });
    for (const { name, key } of wanted) give(state, name, found.get(key));
    if (wrong !== undefined) state.fail(logfmtError, wrong);
  });
}

function compileRegexp(pattern: string): (state: LineState) => void {
  const compiled = compileSearch(pattern);
  const groups = Object.entries(compiled.namedGroups());
  return (state) => {
    const matcher = compiled.matcher(state.line);
    if (!matcher.find()) return;
    for (const [name, group] of groups) state.extract(name, matcher.group(group) ?? "");
  };
}

function compilePattern(pattern: string): (state: LineState) => void {
  const parts = parsePattern(pattern, "parser");
  if (typeof parts === "string") throw new AppError({ kind: "bad-query", say: parts });
  return (state) => captureAll(state, parts);
}

/** As far as the line follows the pattern, captures are told; what comes behind a literal that is not there is not. */
function captureAll(state: LineState, parts: readonly PatternPart[]): void {
  const { line } = state;
  const [first] = parts;
  if (first?.kind === "literal" && !line.startsWith(first.text)) return;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind === "literal") {
      at += part.text.length;
      continue;
    }
    const next = parts[index + 1];
    const end = next?.kind === "literal" ? line.indexOf(next.text, at) : line.length;
    if (part.name !== "_") state.extract(part.name, line.slice(at, end < 0 ? line.length : end));
    if (end < 0) return;
    at = end;
  }
}

/** The line is an object of texts that was packed: one of them, `_entry`, is the line as it was. */
function unpack(state: LineState): void {
  if (state.line === "") return;
  if (!state.line.startsWith("{")) {
    state.fail(jsonError, "the line is no JSON object");
    return;
  }
  const fields = new Map<string, string>();
  const wrong = readJsonTexts(state.line, (name, value) => fields.set(name, value));
  if (wrong !== undefined) {
    state.fail(jsonError, wrong);
    return;
  }
  const entry = fields.get("_entry");
  if (entry === undefined) return;
  for (const [name, value] of fields) if (name !== "_entry") state.extract(name, value);
  state.line = entry;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of terminals begin with one.
const colours = /[\u001b\u009b][[()#;?]*(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PRZcf-nqry=><~]/g;

function decolorize(state: LineState): void {
  state.line = state.line.replace(colours, "");
}

function compileLabelFormat(formats: readonly LabelFormat[]): (state: LineState) => void {
  const changes = formats.map(({ name, source }) => {
    if (source.kind === "template") {
      const format = compileTemplate(source.text);
      return (state: LineState) => {
        const value = format(state);
        if (value !== undefined) state.set(name, value);
      };
    }
    return (state: LineState) => {
      const value = state.get(source.name);
      if (value === undefined) return;
      state.set(name, value);
      if (source.name !== name) state.delete(source.name);
    };
  });
  return (state) => {
    for (const change of changes) change(state);
  };
}

function compileChoice(type: "drop" | "keep", labels: readonly LabelChoice[]): (state: LineState) => void {
  const choices = labels.map(({ name, matcher }) => ({
    name,
    matches: matcher ? compileTextMatch(matcher.operator, matcher.value) : () => true,
  }));
  const isChosen = (state: LineState, name: string): boolean =>
    choices.some((choice) => choice.name === name && choice.matches(state.get(name) ?? ""));
  return (state) => {
    for (const name of state.names()) {
      // What is wrong with a line is only dropped when it is named.
      if (type === "keep" ? !isChosen(state, name) && !name.startsWith("__error") : isChosen(state, name)) state.delete(name);
    }
  };
}
