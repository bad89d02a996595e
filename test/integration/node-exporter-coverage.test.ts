// The promise of this host's series: whatever is made for node_exporter finds here what it looks for. Every family that both
// have is held against the real one, read before and after, and the table of the rest is printed.
import { beforeAll, expect, test } from "vitest";
import {
  type Comparison,
  missingForNodeExporter,
  nodeExporter,
  nodeExporterVersion,
  readBoth,
  withoutEmpty,
} from "../support/beside-node-exporter";
import type { Family } from "../support/exposition";
import { suite } from "../support/suite";

const missing = nodeExporter && process.platform === "linux" ? [] : ["node_exporter, on Linux"];

/** The exporter's own: which program it is, and how its collectors, which are called otherwise here, fared. */
const aboutItself = /^node_(exporter_build_info|textfile_scrape_error|scrape_collector_(duration_seconds|success))$/;
/**
 * Not held to their values: averages of instants, counts that the readers themselves move (open files, sockets), and
 * `readonly`, where the exporter's releases disagree about a filesystem that is mounted `ro`; ours is what its source says now.
 */
const moving =
  /^node_(load\d+|procs_running|procs_blocked|disk_io_now|entropy_available_bits|softnet_backlog_len|filefd_allocated|filesystem_readonly|sockstat_.*|netstat_Tcp_CurrEstab|udp_queues|nf_conntrack_entries|cpu_(scaling_)?frequency_hertz)$/;

const version = nodeExporterVersion();

let both: Comparison;
/** Names of node_exporter's families about the machine, of which there are samples. */
let theirNames: string[] = [];

suite("this host's series beside node_exporter's", missing, () => {
  beforeAll(async () => {
    both = await readBoth();
    theirNames = [...both.theirs]
      .filter(([name, { series }]) => name.startsWith("node_") && !aboutItself.test(name) && series.size > 0)
      .map(([name]) => name);
  });

  test("no collector fails on this machine", () => {
    expect(both.failures).toEqual({});
  });

  test("nine in ten of its families are here; the table says which are not, and which are only here", () => {
    const shared = theirNames.filter((name) => both.ours.has(name));
    const lacking = theirNames.filter((name) => !both.ours.has(name));
    const extra = [...both.ours.keys()].filter((name) => !both.theirs.has(name));
    console.log(
      [
        `node_exporter ${version}: ${theirNames.length} families about this machine`,
        `in both (${shared.length}, ${((shared.length / theirNames.length) * 100).toFixed(1)} %): ${shared.join(" ")}`,
        `only there (${lacking.length}): ${lacking.join(" ") || "none"}`,
        `only here (${extra.length}): ${extra.join(" ") || "none"}`,
      ].join("\n"),
    );
    expect(shared.length / theirNames.length).toBeGreaterThanOrEqual(0.9);
  });

  suite("each family that both have", missingForNodeExporter(), () => {
    const shared = ({ theirs, theirsBefore, ours }: Comparison) =>
      theirNames.flatMap((name) => {
        const [there, here] = [theirs.get(name), ours.get(name)];
        return there && here ? [{ name, there, here, before: theirsBefore.get(name) }] : [];
      });

    test("has the same series", async () => {
      const wrong = await wrongEachTime(both, (both) =>
        shared(both).flatMap(({ name, there, here, before }) => {
          const ours = [...here.series.values()].map(({ labels }) => JSON.stringify(sorted(withoutEmpty(labels))));
          // A device that came or went between the two readings is in one of them.
          const known = (family: Family | undefined) =>
            new Set([...(family?.series.values() ?? [])].map(({ labels }) => JSON.stringify(sorted(labels))));
          const [after, earlier] = [known(there), known(before)];
          const onlyHere = ours.filter((labels) => !after.has(labels) && !earlier.has(labels));
          const onlyThere = [...after].filter((labels) => earlier.has(labels) && !ours.includes(labels));
          return onlyHere.length + onlyThere.length > 0 ? [{ what: name, name, onlyHere, onlyThere }] : [];
        }),
      );
      expect(wrong).toEqual([]);
    });

    test("has the same type and help", () => {
      const wrong = shared(both).flatMap(({ name, there, here }) =>
        there.kind === here.kind && there.help === here.help
          ? []
          : [{ name, there: [there.kind, there.help], here: [here.kind, here.help] }],
      );
      expect(wrong).toEqual([]);
    });

    test("has values between those read just before and just after, or within 1 % for what goes both ways", async () => {
      const wrong = await wrongEachTime(both, (both) =>
        shared(both).flatMap(({ name, there, here, before }) =>
          [...here.series].flatMap(([key, { value }]) => {
            const [from, to] = [before?.series.get(key)?.value, there.series.get(key)?.value];
            if (from === undefined || to === undefined || moving.test(name)) return [];
            const [low, high] = [Math.min(from, to), Math.max(from, to)];
            const slack = there.kind === "counter" ? 1e-9 * high : 0.01 * Math.max(Math.abs(low), Math.abs(high));
            return value >= low - slack && value <= high + slack ? [] : [{ what: `${name} ${key}`, from, value, to }];
          }),
        ),
      );
      expect(wrong).toEqual([]);
    });
  });
});

/**
 * What is wrong in each of up to five comparisons. On a busy machine memory is taken and given back, and programs begin and
 * end, between the three readings of one; a family that is read wrongly is wrong in all of them.
 */
async function wrongEachTime<W extends { what: string }>(first: Comparison, find: (both: Comparison) => W[]): Promise<W[]> {
  let wrong = find(first);
  for (let again = 0; again < 4 && wrong.length > 0; again++) {
    const stillWrong = new Map(find(await readBoth()).map((each) => [each.what, each]));
    wrong = wrong.flatMap(({ what }) => stillWrong.get(what) ?? []);
  }
  return wrong;
}

const sorted = (labels: Record<string, string>) => Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
