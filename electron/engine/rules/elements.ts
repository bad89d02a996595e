import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { InstantResult } from "#shared/model/series";

export interface Element {
  labels: Labels;
  value: number;
}

/** What a rule makes of an answer: one element per series, and a scalar is one without labels. Throws for any other answer. */
export function elements(result: InstantResult): Element[] {
  switch (result.kind) {
    case "vector":
      return result.labels.map((labels, index) => ({ labels, value: result.values[index] ?? Number.NaN }));
    case "scalar":
      return [{ labels: {}, value: result.value }];
    case "matrix":
    case "string":
      throw new AppError({
        kind: "bad-query",
        say: `The expression gives ${result.kind === "matrix" ? "ranges of samples" : "a text"}; a rule needs one value per series.`,
      });
  }
}
