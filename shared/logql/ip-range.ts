// The addresses that `ip("…")` means: one, a range with a dash, or a network with a slash; IPv4 and IPv6.

export interface IpRange {
  /** An IPv4 address is in no range of IPv6 ones. */
  bits: 32 | 128;
  first: bigint;
  last: bigint;
}

/** Undefined when the text is none of the three. */
export function ipRange(text: string): IpRange | undefined {
  const dash = text.indexOf("-");
  if (dash >= 0) return between(parseIp(text.slice(0, dash)), parseIp(text.slice(dash + 1)));
  const slash = text.indexOf("/");
  if (slash >= 0) return network(parseIp(text.slice(0, slash)), text.slice(slash + 1));
  const one = parseIp(text);
  return one && { bits: one.bits, first: one.value, last: one.value };
}

export interface Ip {
  bits: 32 | 128;
  value: bigint;
}

export const isInRange = ({ bits, value }: Ip, range: IpRange): boolean =>
  bits === range.bits && value >= range.first && value <= range.last;

function between(first: Ip | undefined, last: Ip | undefined): IpRange | undefined {
  if (!first || !last || first.bits !== last.bits || first.value > last.value) return undefined;
  return { bits: first.bits, first: first.value, last: last.value };
}

function network(ip: Ip | undefined, length: string): IpRange | undefined {
  if (!ip || !/^\d{1,3}$/.test(length) || Number(length) > ip.bits) return undefined;
  const host = BigInt(ip.bits - Number(length));
  const first = (ip.value >> host) << host;
  return { bits: ip.bits, first, last: first + (1n << host) - 1n };
}

export function parseIp(text: string): Ip | undefined {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): Ip | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return { bits: 32, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n) };
}

function parseIpv6(text: string): Ip | undefined {
  // The last two groups may be written as an IPv4 address.
  const tail = /:([\d.]+)$/.exec(text)?.[1];
  const embedded = tail?.includes(".") ? parseIpv4(tail) : undefined;
  if (tail?.includes(".") && !embedded) return undefined;
  const written = embedded
    ? `${text.slice(0, -(tail ?? "").length)}${(embedded.value >> 16n).toString(16)}:${(embedded.value & 0xffffn).toString(16)}`
    : text;
  const halves = written.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], rest] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - (rest?.length ?? 0);
  if (rest ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(rest ? missing : 0).fill("0"), ...(rest ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n) };
}
