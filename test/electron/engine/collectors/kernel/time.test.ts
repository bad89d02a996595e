import { expect, test } from "vitest";
import { createTime } from "../../../../../electron/engine/collectors/kernel/time";
import { zoneName } from "../../../../../electron/engine/collectors/kernel/time-zone";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

/** As the end of a zone's file reads, with some of the binary before it. */
const zoneFile = (rule: string) => `TZif2\0\u{fffd}\n\0LMT\0CET\0\n${rule}\n`;
const berlin = zoneFile("CET-1CEST,M3.5.0,M10.5.0/3");

const hours = 3600;
test.each([
  { zone: "Berlin in winter", file: berlin, offset: 1 * hours, expected: "CET" },
  { zone: "Berlin in summer", file: berlin, offset: 2 * hours, expected: "CEST" },
  { zone: "UTC", file: zoneFile("UTC0"), offset: 0, expected: "UTC" },
  { zone: "New York in winter", file: zoneFile("EST5EDT,M3.2.0,M11.1.0"), offset: -5 * hours, expected: "EST" },
  { zone: "New York in summer", file: zoneFile("EST5EDT,M3.2.0,M11.1.0"), offset: -4 * hours, expected: "EDT" },
  { zone: "Kolkata", file: zoneFile("IST-5:30"), offset: 5.5 * hours, expected: "IST" },
  { zone: "São Paulo, which has no letters", file: zoneFile("<-03>3"), offset: -3 * hours, expected: "-03" },
  { zone: "Dublin, whose winter is the exception", file: zoneFile("IST-1GMT0,M10.5.0,M3.5.0/1"), offset: 0, expected: "GMT" },
  {
    zone: "Lord Howe, half an hour on",
    file: zoneFile("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
    offset: 11 * hours,
    expected: "+11",
  },
  { zone: "Casablanca in Ramadan, which no rule tells", file: zoneFile("<+01>-1"), offset: 0, expected: "UTC" },
  { zone: "a file without a rule", file: "TZif\0\0\0", offset: 5.75 * hours, expected: "+0545" },
  { zone: "an empty file", file: "", offset: -3.5 * hours, expected: "-0330" },
  { zone: "no file", file: undefined, offset: 0, expected: "UTC" },
])("$zone is called $expected", ({ file, offset, expected }) => expect(zoneName(file, offset)).toBe(expected));

test("the wall clock is given in seconds, with the zone's offset", async () => {
  const host = createFakeHost({ now: 1_795_252_000_500, files: { "/etc/localtime": berlin } });
  expect(linesOf(await collectOnce(createTime({ offsetAt: () => 3600, environment: {} }), host))).toEqual([
    "node_time_seconds 1795252000.5",
    'node_time_zone_offset_seconds{time_zone="CET"} 3600',
  ]);
});

test.each([
  { zone: "Europe/Berlin", expected: "CEST" },
  { zone: ":Europe/Berlin", expected: "CEST" },
  { zone: "/opt/zones/berlin", expected: "CEST" },
  { zone: "Atlantis/Poseidonis", expected: "+02" },
])("TZ=$zone goes before the machine's own zone", async ({ zone, expected }) => {
  const host = createFakeHost({
    files: {
      "/etc/localtime": zoneFile("UTC0"),
      "/usr/share/zoneinfo/Europe/Berlin": berlin,
      "/opt/zones/berlin": berlin,
    },
  });
  const lines = linesOf(await collectOnce(createTime({ offsetAt: () => 7200, environment: { TZ: zone } }), host));
  expect(lines[1]).toBe(`node_time_zone_offset_seconds{time_zone="${expected}"} 7200`);
});

test("when summer time begins the series changes its name with its offset", async () => {
  let offset = 3600;
  const time = createTime({ offsetAt: () => offset, environment: {} });
  const host = createFakeHost({ files: { "/etc/localtime": berlin } });
  await collectOnce(time, host);
  offset = 7200;
  expect(linesOf(await collectOnce(time, host))[1]).toBe('node_time_zone_offset_seconds{time_zone="CEST"} 7200');
});

test("Windows has the time and no zone's name, so it says nothing of its zone", async () => {
  const host = createFakeHost({ platform: "win32", now: 1000 });
  expect(linesOf(await collectOnce(createTime({ offsetAt: () => 0, environment: {} }), host))).toEqual(["node_time_seconds 1"]);
});
