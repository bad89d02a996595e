import { expect, test } from "vitest";
import { labelsOfSpan } from "../../../../../../renderer/pages/traces/detail/pivots/span-labels";
import { detailWith, tag } from "../traces";

test("a span is looked for by the usual names of what made it", () => {
  const detail = detailWith({
    process: [
      tag("k8s.namespace.name", "shop"),
      tag("k8s.pod.name", "gw-2"),
      tag("host.name", "node-7"),
      tag("telemetry.sdk.name", "x"),
    ],
    tags: [tag("http.method", "GET"), tag("peer.service", "postgres")],
  });
  expect(labelsOfSpan(detail, undefined)).toEqual({
    labels: { namespace: "shop", pod: "gw-2", service: "gateway", host: "node-7" },
    isExact: false,
  });
});

test("a service with a namespace is a job of both, as collectors write it", () => {
  expect(labelsOfSpan(detailWith({ process: [tag("service.namespace", "shop")] }), undefined).labels).toEqual({
    service: "gateway",
    job: "shop/gateway",
  });
});

test("what the connection says counts alone, and exactly", () => {
  const detail = detailWith({ process: [tag("host.name", "node-7")], tags: [tag("tenant", "a")] });
  const mapping = [
    { tag: "service.name", label: "app" },
    { tag: "tenant", label: "org" },
    { tag: "missing", label: "other" },
  ];
  expect(labelsOfSpan(detail, mapping)).toEqual({ labels: { app: "gateway", org: "a" }, isExact: true });
});

test("where the span has none of the connection's tags, the usual names are tried", () => {
  expect(labelsOfSpan(detailWith({}), [{ tag: "missing", label: "app" }])).toEqual({
    labels: { service: "gateway" },
    isExact: false,
  });
});

test("the process says it before the span, which may speak of the request", () => {
  const detail = detailWith({ tags: [tag("host.name", "shop.example")], process: [tag("host.name", "node-7")] });
  expect(labelsOfSpan(detail, undefined).labels.host).toBe("node-7");
});

test.each([
  ["a label called __proto__", [{ tag: "service.name", label: "__proto__" }]],
  ["a value that is cut", [{ tag: "big", label: "app" }]],
])("%s is none", (_, mapping) => {
  const detail = detailWith({ tags: [tag("big", "x", { wholeLength: 1e7 })] });
  expect(labelsOfSpan(detail, mapping).isExact).toBe(false);
});
