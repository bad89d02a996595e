// What the kernel counts for each protocol: proc_pid_net(5), RFC 4293, 4022 and 4113. Three files: /proc/net/netstat and
// /proc/net/snmp hold paired lines, /proc/net/snmp6 one name and number per line. Of their 400 counters those that
// node_exporter's netstat collector takes by default.
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { createKeyedLines } from "../text/keyed-lines";
import { createPairedLines } from "../text/paired-lines";

const prefix = "node_netstat_";
const wanted = new RegExp(
  `^(${[
    ".*_(InErrors|InErrs)",
    "Ip_Forwarding",
    "Ip(6|Ext)_(InOctets|OutOctets)",
    "Icmp6?_(InMsgs|OutMsgs)",
    "TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts|TCPOFOQueue|TCPRcvQDrop)",
    "Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab)",
    "Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors)",
  ].join("|")})$`,
);

const metricOf = (name: string) => (wanted.test(name) ? prefix + name : undefined);

/** "UdpLite6InErrors" is the counter InErrors of UdpLite6. */
function version6MetricOf(padded: string): string | undefined {
  const name = padded.trimEnd();
  const six = name.indexOf("6");
  return six < 0 ? undefined : metricOf(`${name.slice(0, six + 1)}_${name.slice(six + 1)}`);
}

export function createNetstat(): Collector {
  const list = createReadingList();
  const readNetstat = createPairedLines(metricOf);
  const readSnmp = createPairedLines(metricOf);
  const readSnmp6 = createKeyedLines({ separator: "\t", metricOf: version6MetricOf });

  function take(metric: string, value: number): void {
    list.untyped(metric, value);
  }

  return {
    name: "netstat",
    about: "Packets, connections and errors of IP, ICMP, TCP and UDP, from /proc/net/netstat, snmp and snmp6.",
    help: (metric) => (metric.startsWith(prefix) ? `Statistic ${metric.slice(prefix.length).replace("_", "")}.` : undefined),
    platforms: ["linux"],
    every: seconds(5),
    async collect({ host, signal }) {
      // A kernel without IPv6, or one that runs this in a namespace without a network, lacks some of them.
      const netstat = await readIfThere(host, "/proc/net/netstat", signal);
      const snmp = await readIfThere(host, "/proc/net/snmp", signal);
      const snmp6 = await readIfThere(host, "/proc/net/snmp6", signal);
      if (netstat === undefined && snmp === undefined && snmp6 === undefined) {
        throw new NoData("this kernel has no internet protocols");
      }
      list.start();
      readNetstat(netstat ?? "", take);
      readSnmp(snmp ?? "", take);
      readSnmp6(wholeLines(snmp6 ?? ""), take);
      const readings = list.readings();
      if (readings.length === 0) throw new Error("/proc/net/netstat, snmp and snmp6 have none of their lines");
      return readings;
    },
  };
}

/** A line without its end was cut off, and so perhaps was its number. */
const wholeLines = (text: string) => (text.endsWith("\n") ? text : text.slice(0, text.lastIndexOf("\n") + 1));
