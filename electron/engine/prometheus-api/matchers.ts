// `match[]`: selectors that say which series a request is about.
import { AppError } from "#shared/model/failure";
import { parsePromql } from "#shared/promql/parse";
import { plainSelector } from "#shared/promql/plain-selector";
import type { Matcher } from "#shared/promql/storage";
import { badData } from "./api-error";

/** The matchers of each selector. Throws the parser's AppError or an ApiError. */
export function readMatchers(selectors: readonly string[]): Matcher[][] {
  return selectors.map((selector) => {
    const matchers = plainSelector(parseSelector(selector));
    if (matchers) return matchers;
    throw badData(`1:1: parse error: match[] must be a plain selector such as up{job="node"}`);
  });
}

function parseSelector(selector: string) {
  try {
    return parsePromql(selector);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (/at least one non-empty matcher/.test(error.failure.say))
      throw badData("match[] must contain at least one non-empty matcher");
    throw badData(error.failure.say);
  }
}
