import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createBonding } from "../../../../../electron/engine/collectors/network/bonding";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const net = "/sys/class/net";
const member = (bond: string, name: string, state: string | Error, link = "lower") => ({
  [`${net}/${bond}/${link}_${name}/bonding_slave/mii_status`]: state,
});
const twoBonds = {
  [`${net}/bonding_masters`]: "bond0 bond1\n",
  [`${net}/bond0/bonding/slaves`]: "eth0 eth1\n",
  ...member("bond0", "eth0", "up\n"),
  ...member("bond0", "eth1", "down\n"),
  [`${net}/bond1/bonding/slaves`]: "\n",
};

const collectFrom = async (files: Record<string, string | Error>) =>
  linesOf(await collectOnce(createBonding(), createFakeHost({ files })));

test("a bond has so many members, of which so many work; a new one has none", async () => {
  expect(await collectFrom(twoBonds)).toEqual([
    'node_bonding_slaves{master="bond0"} 2',
    'node_bonding_active{master="bond0"} 1',
    'node_bonding_slaves{master="bond1"} 0',
    'node_bonding_active{master="bond1"} 0',
  ]);
});

test("old kernels call the link to a member otherwise", async () => {
  const files = {
    [`${net}/bonding_masters`]: "bond0\n",
    [`${net}/bond0/bonding/slaves`]: "eth0\n",
    ...member("bond0", "eth0", "up\n", "slave"),
  };
  expect(await collectFrom(files)).toEqual(['node_bonding_slaves{master="bond0"} 1', 'node_bonding_active{master="bond0"} 1']);
});

test.each([
  {
    name: "a bond that has just been taken apart is not there",
    gone: { [`${net}/bond1/bonding/slaves`]: errorWith("ENODEV") },
    expected: ["2", "1"],
  },
  {
    name: "a member that has just been taken out is none any more",
    gone: member("bond0", "eth0", errorWith("ENODEV")),
    expected: ["1", "0", "0", "0"],
  },
  { name: "a state that nobody knows is not up", gone: member("bond0", "eth0", "\n"), expected: ["2", "0", "0", "0"] },
])("$name", async ({ gone, expected }) => {
  const lines = await collectFrom({ ...twoBonds, ...gone });
  expect(lines.map((line) => line.split(" ").at(-1))).toEqual(expected);
});

test("a machine without the bonding driver has no data", async () => {
  await expect(collectFrom({ [`${net}/eth0/mtu`]: "1500\n" })).rejects.toThrow(
    new NoData("this machine has no bonded interfaces"),
  );
});

function errorWith(code: string): Error {
  return Object.assign(new Error(code), { code });
}
