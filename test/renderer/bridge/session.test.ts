import { expect, test } from "vitest";
import { takeToken } from "../../../renderer/bridge/session";

test.each([
  { name: "alone", hash: "#token=a-_9", token: "a-_9", rest: "" },
  { name: "none", hash: "#/alerts", token: undefined, rest: "#/alerts" },
  { name: "no fragment at all", hash: "", token: undefined, rest: "" },
  { name: "before a route's other fields", hash: "#/metrics?token=a&expr=up", token: "a", rest: "#/metrics?expr=up" },
  { name: "between others", hash: "#/metrics?x=1&token=a&y=2", token: "a", rest: "#/metrics?x=1&y=2" },
  { name: "after the others", hash: "#/metrics?x=1&token=a", token: "a", rest: "#/metrics?x=1" },
  { name: "as a route's only field", hash: "#/alerts?token=a", token: "a", rest: "#/alerts" },
  { name: "behind a route", hash: "#/alerts&token=a", token: "a", rest: "#/alerts" },
  { name: "a field that ends alike is left alone", hash: "#/metrics?mytoken=a", token: undefined, rest: "#/metrics?mytoken=a" },
])("the token is taken out of a fragment: $name", ({ hash, token, rest }) => expect(takeToken(hash)).toEqual({ token, rest }));
