import { expect, test } from "vitest";
import { NotationError, readSeries, readSeriesValues } from "#shared/promql/series-notation";

test.each([
  { text: 'up{job="node"}', labels: { __name__: "up", job: "node" }, to: 14 },
  { text: "up 1 2", labels: { __name__: "up" }, to: 2 },
  { text: ' up { a = "b" , } 1', labels: { __name__: "up", a: "b" }, to: 17 },
  { text: '{"my.metric", "a b"=`x`}', labels: { __name__: "my.metric", "a b": "x" }, to: 24 },
  { text: "{}", labels: {}, to: 2 },
  { text: 'm{a="", b="\\"\\u00e9"}', labels: { __name__: "m", b: '"é' }, to: 21 },
])("the series of $text is read", ({ text, labels, to }) => {
  expect(readSeries(text)).toEqual({ labels, to });
});

test.each([
  { text: "", message: "a series begins with its name or with {", from: 0 },
  { text: "up{job=node}", message: "the value of the label job stands in quotes", from: 7 },
  { text: "up{job}", message: "= is missing behind the label job", from: 6 },
  { text: 'up{job="a"', message: "between two labels stands a comma, behind the last a }", from: 10 },
  { text: 'up{job="a" b="c"}', message: "between two labels stands a comma, behind the last a }", from: 11 },
  { text: 'up{job!="a"}', message: "= is missing behind the label job", from: 6 },
  { text: 'up{job=~"a"}', message: "= is missing behind the label job", from: 6 },
  { text: 'up{job="a", job="b"}', message: 'the label "job" is given twice', from: 12 },
  { text: "up{1}", message: 'labels are written name="value", with a } behind the last', from: 3 },
  { text: 'up{a="\\UFFFFFFFF"}', message: "this text has an escape that names no character", from: 5 },
])("$text is no series, and where", ({ text, message, from }) => {
  try {
    readSeries(text);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(NotationError);
    expect(error).toMatchObject({ message, from });
  }
});

test.each([
  { text: "1 2.5 -3e2", values: [1, 2.5, -300] },
  { text: "0x3", values: [0, 0, 0, 0] },
  { text: "1+2x3 5-1x1", values: [1, 3, 5, 7, 5, 4] },
  { text: "_ _x2 stale 1 stalex1", values: ["missing", "missing", "missing", "stale", 1, "stale", "stale"] },
  { text: "Inf -inf NaN", values: [Infinity, -Infinity, Number.NaN] },
  { text: "{{schema:0 sum:1}}x1 2", values: ["histogram", "histogram", 2] },
  { text: "0.1+0.1x2", values: [0.1, 0.2, 0.30000000000000004] },
])("the values of $text are read", ({ text, values }) => {
  expect(readSeriesValues(text)).toEqual(values);
});

test.each([
  { text: "1 two 3", message: '"two" is no value: 1, 1+2x3, _, _x3, stale and their like are', from: 2, to: 5 },
  { text: "1+2", message: '"1+2" is no value: 1, 1+2x3, _, _x3, stale and their like are', from: 0, to: 3 },
  { text: "1 0x99999999999", message: "the series has more than 1000000 values", from: 2, to: 15 },
])("$text has a wrong value, and where", ({ text, message, from, to }) => {
  try {
    readSeriesValues(text);
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ message, from, to });
  }
});
