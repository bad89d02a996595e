import { describe, expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import { ownLabels } from "../../../../../renderer/pages/logs/lines/own-labels";

describe("the labels that a line tells", () => {
  test.each<{ name: string; labels: Labels; common: string[]; own: string[] }>([
    { name: "all of them", labels: { env: "prod", pod: "a" }, common: [], own: ["env", "pod"] },
    { name: "not what all lines have", labels: { env: "prod", pod: "a" }, common: ["env"], own: ["pod"] },
    { name: "not the copy of another", labels: { service: "web", service_name: "web" }, common: [], own: ["service"] },
    {
      name: "a service name of its own",
      labels: { job: "nginx", service_name: "web" },
      common: [],
      own: ["job", "service_name"],
    },
    { name: "nothing, where all is told above", labels: { env: "prod" }, common: ["env"], own: [] },
    { name: "names that objects have too", labels: { constructor: "x" }, common: [], own: ["constructor"] },
  ])("are $name", ({ labels, common, own }) => {
    expect(ownLabels(labels, (each) => common.includes(each))).toEqual(own);
  });
});
