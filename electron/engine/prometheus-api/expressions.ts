// The two endpoints that need no samples: an expression laid out anew, and its tree.
import { toParseJson } from "#shared/promql/ast-json";
import { formatQuery } from "#shared/promql/format";
import { dataJson } from "./answer-json";
import { type ApiRequest, queryOf } from "./endpoints";

export const formatted = async ({ parameters }: ApiRequest): Promise<Iterable<string>> =>
  dataJson(formatQuery(queryOf(parameters).expr));

export const parsed = async ({ parameters }: ApiRequest): Promise<Iterable<string>> =>
  dataJson(toParseJson(queryOf(parameters).expr));
