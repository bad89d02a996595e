import { expect, test } from "vitest";
import { whyEmpty } from "../../../../../renderer/pages/dashboards/view/why-empty";

const server = ["up", "requests_total", "latency_bucket", "latency_count", "latency_sum", "size_count", "size_sum", "a:b"];
const matcherLike = /^\{__name__=~"(.*)"\}$/;

/** As Prometheus answers: patterns are for the whole name. */
async function namesLike(matcher: string): Promise<string[]> {
  const pattern = new RegExp(`^(?:${matcherLike.exec(matcher)?.[1]})$`);
  return server.filter((name) => pattern.test(name));
}

test.each([
  {
    name: "a histogram by its own name",
    expr: "avg(latency)",
    why: "latency is a histogram: what it counts is in latency_bucket, latency_sum and latency_count.",
  },
  {
    name: "a summary by its own name",
    expr: "size / 2",
    why: "size is a summary: what it counts is in size_sum and size_count.",
  },
  {
    name: "a counter without its ending",
    expr: "rate(requests[5m])",
    why: "There is no metric requests, but there is requests_total.",
  },
  { name: "what nobody exports", expr: "up + nothing", why: "There is no metric nothing." },
  { name: "only what is there", expr: 'up{job="none"} + a:b', why: undefined },
  { name: "whatever has a label", expr: '{job="x"}', why: undefined },
  { name: "no metric at all", expr: "vector(1)", why: undefined },
])("a query for $name is explained", async ({ expr, why }) => {
  expect(await whyEmpty(expr, namesLike)).toBe(why);
});

test("names go into the matcher as they are, whatever signs they have", async () => {
  let asked = "";
  const listen = async (matcher: string) => {
    asked = matcher;
    return [];
  };
  await whyEmpty('{"a.b|c\\"d"}', listen);
  expect(asked).toBe(String.raw`{__name__=~"(?:a\\.b\\|c\"d)(?:_bucket|_sum|_count|_total)?"}`);
});
