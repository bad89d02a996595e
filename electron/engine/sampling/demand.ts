// What is asked for, so that what is neither shown nor recorded is not sampled. Three things count as asking for a metric: a
// live query that is open, a query of a window or the command line within the last five minutes, and the expression of a
// loaded rule. An expression that does not name its metrics (`{job="local"}`, `{__name__=~"x.*"}`) asks for all of them.
import { createHash } from "node:crypto";
import { AppError } from "#shared/model/failure";
import type { Query } from "#shared/promql/ast";
import { type MetricNames, metricNamesOf } from "#shared/promql/metric-names";
import { parsePromql } from "#shared/promql/parse";
import { type Milliseconds, minutes } from "#shared/units/time";
import type { Clock } from "../clock";

export interface Demand {
  /** An expression was asked once; one that was parsed already need not be parsed again. */
  ask(expr: string | Query): void;
  /** An expression is asked until the returned function is called. */
  hold(expr: string): () => void;
  /** The expressions of all rules that are evaluated here, instead of those given before. */
  setRules(exprs: Iterable<string>): void;
  /** Whether somebody wants a metric whose name begins with one of these. */
  isWanted(beginnings: readonly string[]): boolean;
}

/** So long after the last ask the measuring goes on: whoever asked may ask again, and then wants no gap. */
const lingers: Milliseconds = minutes(5);
/** Of the expressions asked once; beyond it the one that was asked longest ago goes. */
const mostRemembered = 1000;
/** What is remembered of an expression is bounded, for it may be a megabyte long: longer ones are known by their digest, */
const longestKey = 1000;
/** one with more names than this asks for all metrics, */
const mostNames = 1000;
/** and no metric of this machine has a longer name. */
const longestName = 1000;

interface Wish {
  names: MetricNames;
  /** Live queries that are open. */
  holders: number;
  /** When it was asked last. */
  askedAt: Milliseconds;
}

export function createDemand({ clock }: { clock: Pick<Clock, "monotonic"> }): Demand {
  /** By expression, or its digest; the one asked last at the end. */
  const wishes = new Map<string, Wish>();
  let rules = new Map<string, MetricNames>();

  /** Notes that it is asked now, by so many live queries more than before. */
  function note(expr: string | Query, holders: number): void {
    const key = keyOf(typeof expr === "string" ? expr : expr.text);
    const wish = wishes.get(key) ?? { names: namesIn(expr), holders: 0, askedAt: 0 };
    wish.holders += holders;
    wish.askedAt = clock.monotonic();
    wishes.delete(key);
    wishes.set(key, wish);
    forgetOld();
  }

  function forgetOld(): void {
    const oldest = clock.monotonic() - lingers;
    for (const [expr, { holders, askedAt }] of wishes) {
      if (holders === 0 && (askedAt < oldest || wishes.size > mostRemembered)) wishes.delete(expr);
      else if (holders === 0) return;
    }
  }

  return {
    ask: (expr) => note(expr, 0),
    hold(expr) {
      note(expr, 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        // Asked until now, which also gives it its new place among the others.
        note(expr, -1);
      };
    },
    setRules(exprs) {
      const next = new Map<string, MetricNames>();
      for (const expr of exprs) next.set(expr, rules.get(expr) ?? namesIn(expr));
      rules = next;
    },
    isWanted(beginnings) {
      const oldest = clock.monotonic() - lingers;
      for (const names of rules.values()) if (hasBeginning(names, beginnings)) return true;
      for (const { names, holders, askedAt } of wishes.values()) {
        if ((holders > 0 || askedAt >= oldest) && hasBeginning(names, beginnings)) return true;
      }
      return false;
    },
  };
}

function hasBeginning(names: MetricNames, beginnings: readonly string[]): boolean {
  if (names === "any") return true;
  for (const name of names) if (beginnings.some((beginning) => name.startsWith(beginning))) return true;
  return false;
}

const none: MetricNames = new Set();

const keyOf = (text: string): string => (text.length <= longestKey ? text : createHash("sha256").update(text).digest("base64"));

/** A wrong expression asks for nothing: whoever runs it is told what is wrong with it. */
function namesIn(expr: string | Query): MetricNames {
  try {
    return bounded(metricNamesOf((typeof expr === "string" ? parsePromql(expr) : expr).expr));
  } catch (error) {
    if (error instanceof AppError) return none;
    throw error;
  }
}

function bounded(names: MetricNames): MetricNames {
  if (names === "any" || names.size > mostNames) return "any";
  // Copies, because a part of a text keeps the whole of it in memory.
  return new Set([...names].filter((name) => name.length <= longestName).map((name) => Buffer.from(name).toString()));
}
