// The times of a block's rows, which all its series share. Runs come at whole milliseconds and mostly at an even pace, so what is
// written is how each step differs from the one before; anything else is kept as doubles.
import { ByteReader } from "./byte-reader";
import { ByteWriter } from "./byte-writer";
import { DamagedChunk } from "./column";
import { readDoubles, writeDoubles } from "./doubles";
import { holds, openFrame, sealFrame } from "./frame";

const mode = { even: 0, doubles: 1 } as const;

/** No block has as many; more is a bomb. */
const mostRows = 1 << 20;
const mostBytes = 8 * mostRows + 64;
const usualBytes = 4096;

/** What a step may differ from another by so that sums stay exact. */
const farthest = 2 ** 50;

export function encodeTimes(times: Float64Array): Uint8Array {
  if (times.length > mostRows) throw new RangeError(`a block of ${times.length} rows is too long`);
  const out = new ByteWriter();
  out.varint(times.length);
  const steps = stepsOf(times);
  if (steps) for (let at = 0; at < steps.length; at++) out.signed(steps[at] as number);
  else writeDoubles(out, times);
  return sealFrame({ holds: holds.times, how: steps ? mode.even : mode.doubles, payload: out.view() }, 0);
}

export function decodeTimes(bytes: Uint8Array): Float64Array {
  const { how, payload } = openFrame(bytes, { holds: holds.times, rows: 0, mostBytes, usualBytes });
  const from = new ByteReader(payload);
  const rows = from.varint();
  if (rows > mostRows || rows > from.left) throw new DamagedChunk("it has too many rows");
  const times = new Float64Array(rows);
  if (how === mode.doubles) {
    readDoubles(from, times);
  } else {
    from.signedNumbers(times, 0);
    addUp(times);
  }
  from.end();
  return times;
}

/** The first time, the first step, and then how steps change; undefined where those would not be exact. */
function stepsOf(times: Float64Array): Float64Array | undefined {
  const steps = new Float64Array(times.length);
  let step = 0;
  for (let at = 0; at < times.length; at++) {
    const time = times[at] as number;
    const own = at === 0 ? time : time - (times[at - 1] as number);
    if (!Number.isSafeInteger(time) || Object.is(time, -0) || Math.abs(own) > farthest) return undefined;
    steps[at] = at < 2 ? own : own - step;
    step = own;
  }
  return steps;
}

function addUp(times: Float64Array): void {
  let step = 0;
  for (let at = 1; at < times.length; at++) {
    step = at === 1 ? (times[1] as number) : step + (times[at] as number);
    times[at] = (times[at - 1] as number) + step;
  }
}
