import { expect, test } from "vitest";
import { panelQuerySchema } from "#shared/dashboards/panel";
import { emptyWords } from "../../../../../renderer/pages/dashboards/view/empty-words";

const shown = panelQuerySchema.parse({ refId: "A", expr: "up" });

test.each([
  { name: "without queries", queries: [], notices: [], title: "Nothing is asked" },
  { name: "whose queries are hidden", queries: [{ ...shown, hide: true }], notices: [], title: "All queries are hidden" },
  { name: "with an empty query", queries: [{ ...shown, expr: " " }], notices: [], title: "The query is empty" },
  { name: "to which nothing came", queries: [shown], notices: [], title: "No data" },
])("a panel $name says “$title”", ({ queries, notices, title }) => {
  expect(emptyWords({ queries, notices }).title).toBe(title);
});

test("an empty panel says what the source had to remark, or what its metrics are called", () => {
  const empty = { queries: [shown], notices: ["Query A is LogQL."], reason: "There is no metric up." };
  expect(emptyWords(empty)).toEqual({ title: "No data", why: "Query A is LogQL." });
  expect(emptyWords({ ...empty, notices: [] })).toEqual({ title: "No data", why: "There is no metric up." });
});

test("an empty panel says what its maker knows of that", () => {
  const empty = { queries: [shown], notices: [], noValue: "No NVIDIA card was found" };
  expect(emptyWords(empty)).toEqual({ title: "No NVIDIA card was found" });
  expect(emptyWords({ ...empty, notices: ["Query A is LogQL."] }).why).toBe("Query A is LogQL.");
  expect(emptyWords({ ...empty, noValue: " " }).title).toBe("No data");
});
