// The query as a click on a field or on a piece of text would have it. There is none where the query has a mistake, and where no
// query can name the field.
import { withLabelFilter, withLineFilter } from "#shared/logql/change";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { DetailRow } from "./detail-rows";

export type Sense = "for" | "out";

/** A longer value is not put into a query: nobody could read it there. */
const longestValue = 2000;

/** Only the lines in which the field is (or is not) so. */
export function filteredBy(expr: string, row: DetailRow, sense: Sense, value = row.value): string | undefined {
  const { filter } = row;
  if (!filter || value.length > longestValue) return undefined;
  const { name, where, parser } = filter;
  return changed(() =>
    withLabelFilter(expr, { name, op: sense === "for" ? "=" : "!=", value, ...(parser && { parser }) }, where),
  );
}

/** Whether a click would change the query, nothing because it asks for that already, or is impossible. */
export type Outcome = "possible" | "already" | "impossible";

export function outcomeOf(expr: string, row: DetailRow, sense: Sense): Outcome {
  const next = filteredBy(expr, row, sense);
  if (next === undefined) return "impossible";
  return next === expr ? "already" : "possible";
}

/** Only the lines that have (or do not have) the text. */
export const filteredByText = (expr: string, text: string, sense: Sense): string | undefined =>
  changed(() => withLineFilter(expr, { op: sense === "for" ? "|=" : "!=", text }));

function changed(change: () => string): string | undefined {
  try {
    return change();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Labels that name one speaker among many, the narrowest of the usual ones first. */
const speakers = [
  ...["agent", "service", "app", "application", "compose_service", "container", "container_name", "unit", "component"],
  ...["app_kubernetes_io_name", "pod", "filename", "job", "service_name"],
];

/** The row that "Only this …" is about: the first of the usual names by which the query does not ask already. */
export function speakerRow(rows: readonly DetailRow[], expr: string): DetailRow | undefined {
  return speakers
    .flatMap((name) => rows.find((row) => row.name === name && row.filter) ?? [])
    .find((row) => {
      const next = filteredBy(expr, row, "for");
      return next !== undefined && next !== expr;
    });
}

/** Labels that every stream of the same source has, the widest first. */
const wide = ["service_name", "service", "job", "app", "namespace", "source", "cluster", "container", "host"];

/** The lines of every stream that name a trace, as far as one label tells them apart from nothing. */
export function linesWithText(labels: Labels, text: string): string | undefined {
  const name =
    wide.find((each) => Object.hasOwn(labels, each)) ?? Object.keys(labels).find((each) => /^[A-Za-z_]\w*$/.test(each));
  if (name === undefined) return undefined;
  return filteredByText(`{${name}=~".+"}`, text, "for");
}
