// Parts of `host:port` texts, by the rules of Go's net.SplitHostPort: what does not follow them is left as it is.

function split(address: string): { host: string; port: string } | undefined {
  const bracketed = /^\[([^[\]]*)\]:([^:[\]]*)$/.exec(address);
  const plain = bracketed ?? /^([^:[\]]*):([^:[\]]*)$/.exec(address);
  return plain ? { host: plain[1] ?? "", port: plain[2] ?? "" } : undefined;
}

export const stripPort = (address: string): string => split(address)?.host ?? address;

/** The first part of a name, with the port if there was one; addresses stay whole. */
export function stripDomain(address: string): string {
  const parts = split(address);
  const host = parts?.host ?? address;
  if (isIpAddress(host)) return address;
  const [first = ""] = host.split(".");
  return parts?.port ? `${first}:${parts.port}` : first;
}

function isIpAddress(host: string): boolean {
  const isIpv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(host);
  return isIpv4 || (host.includes(":") && /^[0-9a-f:.]{2,}(?:%.+)?$/i.test(host));
}
