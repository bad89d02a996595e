import { expect, test } from "vitest";
import { parsePromql } from "#shared/promql/parse";
import { containerQueries } from "../../../../renderer/pages/containers/queries";

test("every query of a container is right PromQL, about that container alone", () => {
  const id = "43bbc729206e";
  for (const { expr } of containerQueries(id)) {
    expect(expr).toContain(`{id=~".*${id}.*",name!=""}`);
    expect(() => parsePromql(expr)).not.toThrow();
  }
});
