import { expect, test } from "vitest";
import type { Series } from "#shared/model/series";
import { seriesOfAlert } from "../../../../../renderer/pages/alerts/detail/alert-series";

const series = (labels: Record<string, string>): Series => ({ labels, times: Float64Array.of(1), values: Float64Array.of(2) });

const both = [series({ __name__: "up", instance: "a" }), series({ __name__: "up", instance: "b" })];

test("an alert is about the series whose labels it carries", () => {
  expect(seriesOfAlert(both, { labels: { alertname: "Down", instance: "b" } })).toEqual([both[1]]);
});

test("when the rule's own labels hide the series' ones, all series are drawn", () => {
  expect(seriesOfAlert(both, { labels: { alertname: "Down", instance: "the rule's" } })).toEqual(both);
});
