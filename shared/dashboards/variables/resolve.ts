// Finds out what each variable of a dashboard offers and what of that is chosen, in the order in which they need each other.
import { toFailure } from "../../model/failure";
import type { InstantResult } from "../../model/series";
import type { EpochMs } from "../../units/time";
import type { AbsoluteRange } from "../panel-data";
import type { Chosen, Variable } from "../variable";
import { writeFilter } from "./adhoc-filter";
import { chooseAmong, chooseAsGiven, withTexts } from "./choose";
import { dependantsOf, dependencyOrder, namesNeededBy } from "./dependencies";
import { autoValue, isAuto } from "./macros";
import { customOptions } from "./options";
import { askOptions } from "./query-options";
import { type Option, type Scope, type ScopedVariable, withLocals } from "./scope";
import { pickSources } from "./source-options";

export { dependencyOrder } from "./dependencies";
export type { Option } from "./scope";

/** An AbortSignal, of which there is none in the language itself. */
export interface Cancelling {
  readonly aborted: boolean;
}

/** Whoever can ask the sources; the engine through a bridge, or a command's own. */
export interface VariableAsker {
  /** Of the series that match, or of all. */
  labelValues(
    source: string,
    label: string,
    matcher: string | undefined,
    range: AbsoluteRange,
    signal: Cancelling,
  ): Promise<string[]>;
  labelNames(source: string, range: AbsoluteRange, signal: Cancelling): Promise<string[]>;
  metrics(source: string, range: AbsoluteRange, signal: Cancelling): Promise<string[]>;
  instant(source: string, expr: string, timeMs: EpochMs, signal: Cancelling): Promise<InstantResult>;
  /** Those of one kind: `prometheus` … This machine is one of that kind. */
  sources(kind: string): readonly { id: string; name: string }[];
}

export interface ResolveInput extends Pick<Scope, "range" | "rawRange" | "timeZone" | "dashboard"> {
  variables: readonly Variable[];
  /** What the address says, by name. Texts may be missing. */
  given: ReadonlyMap<string, Chosen>;
  /** Answers queries that name no source. */
  defaultSource: string;
  asker: VariableAsker;
  signal: Cancelling;
  /** What was found before; with `changed`, only what needs that variable is asked anew. */
  previous?: ReadonlyMap<string, ScopedVariable> | undefined;
  changed?: string | undefined;
  /** The range has moved: only what goes by it, and what needs that, is asked anew. */
  isNewRange?: boolean | undefined;
}

export interface Resolved {
  variables: ReadonlyMap<string, ScopedVariable>;
  /** A sentence for each variable that could not be resolved; it keeps what it had. */
  problems: ReadonlyMap<string, string>;
}

export async function resolveVariables(input: ResolveInput): Promise<Resolved> {
  const { variables, previous = new Map<string, ScopedVariable>() } = input;
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const { order, cycles } = dependencyOrder(variables);
  const asked = namesToAsk(input);
  const problems = cycleProblems(cycles);
  const found = new Map<string, Promise<ScopedVariable>>();

  async function resolve(variable: Variable): Promise<ScopedVariable> {
    const was = previous.get(variable.name);
    if (problems.has(variable.name)) return asItWas(variable, input, was);
    // Whatever comes later in a circle is not waited for: it would wait for this one.
    const needed = [...namesNeededBy(variable)].filter((name) => name !== variable.name && found.has(name));
    const scope = scopeOf(input, new Map(await Promise.all(needed.map(async (name) => [name, await found.get(name)] as const))));
    const isAsked = !asked || asked.has(variable.name) || !was;
    try {
      return isAsked ? await resolveOne(variable, scope, input, asked !== undefined) : asItWas(variable, input, was);
    } catch (error) {
      if (input.signal.aborted) throw error;
      problems.set(variable.name, sentence(variable, error));
      return asItWas(variable, input, was);
    }
  }

  for (const name of order) {
    const variable = byName.get(name);
    if (variable) found.set(name, resolve(variable));
  }
  const settled = await Promise.all(variables.map(async ({ name }) => [name, await found.get(name)] as const));
  return { variables: new Map(settled.flatMap(([name, scoped]) => (scoped ? [[name, scoped] as const] : []))), problems };
}

/** Undefined: all of them. */
function namesToAsk({ variables, previous, changed, isNewRange }: ResolveInput): ReadonlySet<string> | undefined {
  if (!previous || (changed === undefined && !isNewRange)) return undefined;
  if (changed !== undefined) return dependantsOf(new Set([changed]), variables);
  const byRange = variables.filter((variable) => variable.kind === "query" && variable.refresh === "time");
  const names = new Set(byRange.map(({ name }) => name));
  return new Set([...names, ...dependantsOf(names, variables)]);
}

function cycleProblems(cycles: readonly (readonly string[])[]): Map<string, string> {
  const problems = new Map<string, string>();
  for (const cycle of cycles) {
    const say =
      cycle.length === 2
        ? `The variable ${cycle[0]} needs itself: take its own name out of its query.`
        : `These variables need each other in a circle: ${cycle.join(" → ")}; change the query of one of them.`;
    for (const name of cycle) problems.set(name, say);
  }
  return problems;
}

const scopeOf = (
  { range, rawRange, timeZone, dashboard }: ResolveInput,
  variables: ReadonlyMap<string, ScopedVariable | undefined>,
): Scope => {
  const known = [...variables].flatMap(([name, scoped]) => (scoped ? [[name, scoped] as const] : []));
  const scope = { variables: new Map(known), range, rawRange, timeZone, dashboard };
  // A variable's query has no panel that could say how far apart points are.
  return withLocals(scope, usualIntervals);
};

const usualIntervals: ReadonlyMap<string, string> = new Map([
  ["__interval", "15s"],
  ["__interval_ms", "15000"],
  ["__rate_interval", "1m"],
  ["__rate_interval_ms", "60000"],
]);

/** Not asked (again): what the address says of it is taken all the same. */
function asItWas(variable: Variable, { given }: ResolveInput, was: ScopedVariable | undefined): ScopedVariable {
  const options = was?.options;
  const wanted = given.get(variable.name);
  if (!wanted) return { variable, chosen: was?.chosen ?? currentOf(variable), options };
  const multi = "multi" in variable && variable.multi;
  return { variable, chosen: chooseAsGiven(wanted, options ?? [], { multi }), options };
}

function currentOf(variable: Variable): Chosen {
  if (variable.kind === "constant") return { values: [variable.query], texts: [variable.query] };
  if (variable.kind !== "adhoc") return variable.current;
  const filters = variable.filters.map(writeFilter);
  return { values: filters, texts: filters };
}

/** `isFollowing`: something that it needs has changed, so that what the address says of it may be out of date. */
async function resolveOne(variable: Variable, scope: Scope, input: ResolveInput, isFollowing: boolean): Promise<ScopedVariable> {
  const { given, previous, asker, defaultSource } = input;
  const wanted = given.get(variable.name);
  const before = wanted ?? previous?.get(variable.name)?.chosen ?? currentOf(variable);
  const pick = (options: readonly Option[], choosing: { multi: boolean; includeAll: boolean }): ScopedVariable => ({
    variable,
    options,
    chosen: wanted && !isFollowing ? chooseAsGiven(wanted, options, choosing) : chooseAmong(before, options, choosing),
  });
  switch (variable.kind) {
    case "query":
      return pick(await askOptions(variable, scope, input), variable);
    case "custom":
      return pick(customOptions(variable.query), variable);
    case "datasource":
      return pickSources(variable, { scope, asker, defaultSource }, pick);
    case "interval":
      return pickInterval(variable, before);
    case "textbox":
    case "adhoc":
      return { variable, chosen: withTexts(before.values, []) };
    case "constant":
      return { variable, chosen: currentOf(variable) };
  }
}

function pickInterval(variable: Extract<Variable, { kind: "interval" }>, before: Chosen): ScopedVariable {
  const listed = customOptions(variable.query).filter(({ value }) => !isAuto(value));
  const options = variable.auto ? [{ text: "auto", value: autoValue }, ...listed] : listed;
  const [value = ""] = before.values;
  const wanted = variable.auto && isAuto(value) ? autoValue : value;
  // A length that is not on the list is right all the same.
  if (wanted !== "" && !isAuto(wanted)) return { variable, options, chosen: withTexts([wanted], options) };
  return {
    variable,
    options,
    chosen: chooseAmong({ values: [wanted], texts: [wanted] }, options, { multi: false, includeAll: false }),
  };
}

function sentence({ name }: Variable, error: unknown): string {
  const { say } = toFailure(error);
  return `The choices of ${name} could not be found: ${say}`;
}
