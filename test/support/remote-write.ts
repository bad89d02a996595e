// Loads a real Prometheus with given series by remote write, the only way in for stale markers and for old data.
// The protocol: https://prometheus.io/docs/specs/prw/remote_write_spec/ (version 1.0), the message prometheus.WriteRequest.
import { fetch } from "undici";
import type { Labels } from "#shared/model/labels";
import type { TestPoint, TestSeries } from "./promql-series";

/** What the server needs in its configuration to take samples of any age in any order. */
export const acceptOldSamples = "storage:\n  tsdb:\n    out_of_order_time_window: 100y\n";
export const remoteWriteArguments = ["--web.enable-remote-write-receiver"];

const mostSamplesPerRequest = 20_000;

export async function writeSeries(url: string, series: readonly TestSeries[]): Promise<void> {
  let batch: Buffer[] = [];
  let samples = 0;
  const send = async () => {
    const body = snappyLiterals(Buffer.concat(batch));
    const headers = {
      "content-type": "application/x-protobuf",
      "content-encoding": "snappy",
      "x-prometheus-remote-write-version": "0.1.0",
    };
    const answer = await fetch(`${url}/api/v1/write`, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`the server did not take the samples: ${answer.status} ${await answer.text()}`);
    batch = [];
    samples = 0;
  };
  for (const each of series) {
    if (each.points.length === 0) continue;
    batch.push(lengthDelimited(1, timeSeries(each)));
    samples += each.points.length;
    if (samples >= mostSamplesPerRequest) await send();
  }
  if (samples > 0) await send();
}

function timeSeries({ labels, points }: TestSeries): Buffer {
  return Buffer.concat([
    ...sortedLabels(labels).map(([name, value]) =>
      lengthDelimited(1, Buffer.concat([lengthDelimited(1, Buffer.from(name)), lengthDelimited(2, Buffer.from(value))])),
    ),
    ...points.map((point) => lengthDelimited(2, sample(point))),
  ]);
}

/** The server refuses labels in another order. */
const sortedLabels = (labels: Labels): [string, string][] =>
  Object.entries(labels).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

/** The NaN that says: the series has ended. JavaScript may not keep its bits, so it exists here only as bytes. */
const staleMarker = 0x7ff0000000000002n;

function sample({ time, value, stale }: TestPoint): Buffer {
  const double = Buffer.alloc(9);
  double[0] = (1 << 3) | 1;
  if (stale) double.writeBigUInt64LE(staleMarker, 1);
  else double.writeDoubleLE(value, 1);
  return Buffer.concat([double, Buffer.of(2 << 3), varint(BigInt.asUintN(64, BigInt(time)))]);
}

const lengthDelimited = (field: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.of((field << 3) | 2), varint(BigInt(content.length)), content]);

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left > 0x7fn; left >>= 7n) bytes.push(Number(left & 0x7fn) | 0x80);
  bytes.push(Number(left));
  return Buffer.from(bytes);
}

const longestLiteral = 65_536;

/** Snappy's block format, made of nothing but literals: https://github.com/google/snappy/blob/main/format_description.txt */
export function snappyLiterals(content: Buffer): Buffer {
  const parts = [varint(BigInt(content.length))];
  for (let at = 0; at < content.length; at += longestLiteral) {
    const literal = content.subarray(at, at + longestLiteral);
    // The tag of a literal whose length, less one, follows in two bytes.
    const tag = Buffer.of(61 << 2, 0, 0);
    tag.writeUInt16LE(literal.length - 1, 1);
    parts.push(tag, literal);
  }
  return Buffer.concat(parts);
}
