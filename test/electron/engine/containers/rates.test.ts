import { expect, test } from "vitest";
import type { Measured } from "../../../../electron/engine/containers/container";
import { ratesBetween } from "../../../../electron/engine/containers/rates";
import type { InterfaceUsage } from "../../../../electron/engine/containers/usage";

const eth0: InterfaceUsage = {
  name: "eth0",
  receivedBytes: 100,
  receivedPackets: 1,
  receiveErrors: 0,
  receiveDrops: 0,
  sentBytes: 1000,
  sentPackets: 1,
  sendErrors: 0,
  sendDrops: 0,
};
const before: Measured = { at: 1000, usage: { cpuSeconds: 10, disks: [], interfaces: [eth0] } };
const at = (ms: number, cpuSeconds: number, interfaces: InterfaceUsage[]): Measured => ({
  at: ms,
  usage: { cpuSeconds, disks: [], interfaces },
});
const unknown = { readPerSecond: undefined, writtenPerSecond: undefined };

test.each([
  {
    name: "what was used in the time between",
    now: at(3000, 11, [{ ...eth0, receivedBytes: 300, sentBytes: 1000 }]),
    expected: { cpuPercent: 50, receivedPerSecond: 100, sentPerSecond: 0, ...unknown },
  },
  {
    name: "nothing of a counter that began anew",
    now: at(3000, 1, [{ ...eth0, receivedBytes: 20, sentBytes: 2000 }]),
    expected: { cpuPercent: undefined, receivedPerSecond: undefined, sentPerSecond: 500, ...unknown },
  },
  {
    name: "nothing of interfaces that are not its own",
    now: at(3000, 10, []),
    expected: { cpuPercent: 0, receivedPerSecond: undefined, sentPerSecond: undefined, ...unknown },
  },
  { name: "nothing at all within half a second", now: at(1499, 11, [eth0]), expected: undefined },
  { name: "nothing without a second measurement", now: undefined, expected: undefined },
])("two measurements tell $name", ({ now, expected }) => expect(ratesBetween(before, now)).toEqual(expected));
