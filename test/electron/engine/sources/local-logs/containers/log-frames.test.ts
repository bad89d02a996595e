import { describe, expect, test } from "vitest";
import { createLogFrames } from "../../../../../../electron/engine/sources/local-logs/containers/log-frames";

function frame(stream: 1 | 2, text: string | Buffer): Buffer {
  const payload = Buffer.from(text as string);
  const head = Buffer.alloc(8);
  head[0] = stream;
  head.writeUInt32BE(payload.length, 4);
  return Buffer.concat([head, payload]);
}

const time = "2026-11-21T10:00:00.123456789Z";
const ms = Date.UTC(2026, 10, 21, 10, 0, 0, 123);

function linesOf(...chunks: Buffer[]) {
  const frames = createLogFrames();
  return [...chunks.flatMap((chunk) => frames.push(chunk)), ...frames.rest()].map(({ line, stream, time: at }) => [
    stream,
    at.ms,
    at.ns,
    line,
  ]);
}

test("both streams are told apart, and each line has its time to the nanosecond", () => {
  expect(linesOf(frame(1, `${time} out\n`), frame(2, `${time} err\n`))).toEqual([
    ["stdout", ms, 456_789, "out"],
    ["stderr", ms, 456_789, "err"],
  ]);
});

describe("chunks end anywhere", () => {
  const whole = Buffer.concat([frame(1, `${time} größer\n`), frame(2, `${time} b\n`)]);
  test.each(Array.from({ length: whole.length }, (_, cut) => cut))("also behind byte %i", (cut) => {
    expect(linesOf(whole.subarray(0, cut), whole.subarray(cut)).map(([, , , line]) => line)).toEqual(["größer", "b"]);
  });
});

test("a long line that Docker cuts into pieces, each with a time, is one again", () => {
  const cut = Buffer.from("ä");
  expect(
    linesOf(
      frame(1, Buffer.concat([Buffer.from(`${time} aaa`), cut.subarray(0, 1)])),
      frame(2, `${time} err\n`),
      frame(1, Buffer.concat([Buffer.from(`${time} `), cut.subarray(1), Buffer.from("bbb\n")])),
    ),
  ).toEqual([
    ["stderr", ms, 456_789, "err"],
    ["stdout", ms, 456_789, "aaaäbbb"],
  ]);
});

test.each([
  { name: "a terminal's bytes have no frames", chunks: [`${time} one\r\n${time} tw`, `o\r\n`], expected: ["one", "two"] },
  { name: "a terminal's last line may have no end", chunks: [`${time} one\r\n${time} $ `], expected: ["one", "$ "] },
])("$name", ({ chunks, expected }) => {
  expect(linesOf(...chunks.map((chunk) => Buffer.from(chunk))).map(([, , , line]) => line)).toEqual(expected);
});

test("Podman's times have a zone", () => {
  expect(linesOf(frame(1, "2026-11-21T12:00:00.5+02:00 x\n"))).toEqual([["stdout", ms - 123 + 500, 0, "x"]]);
});

test("what only begins as a frame is refused, and not waited for", () => {
  const head = Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
  expect(() => createLogFrames().push(head)).toThrow("what came is not in Docker's frames");
});
