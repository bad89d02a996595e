import { describe, expect, test } from "vitest";
import { namesOf } from "../../../../../electron/engine/sources/http/certificate";
import { networkSentence, reasonOf } from "../../../../../electron/engine/sources/http/network-failure";
import { tlsSentence } from "../../../../../electron/engine/sources/http/tls-failure";

const systemError = (code: string, message = code) => Object.assign(new Error(message), { code });

test("the reason is the innermost error that has a code", () => {
  const inner = systemError("ENOTFOUND", "getaddrinfo ENOTFOUND h");
  expect(reasonOf(new TypeError("fetch failed", { cause: inner }))).toEqual({
    code: "ENOTFOUND",
    message: "getaddrinfo ENOTFOUND h",
  });
});

test("of several addresses tried, the first one's reason counts", () => {
  const several = new AggregateError([systemError("ECONNREFUSED"), systemError("ENETUNREACH")]);
  expect(reasonOf(new TypeError("fetch failed", { cause: several })).code).toBe("ECONNREFUSED");
});

describe("a network error", () => {
  const url = new URL("https://prom.example:9090");
  test.each([
    {
      code: "EAI_AGAIN",
      kind: "unreachable",
      say: "The name prom.example could not be looked up just now: this machine's DNS does not answer.",
    },
    { code: "EHOSTUNREACH", kind: "unreachable", say: "There is no route to prom.example: check the network or the VPN." },
    {
      code: "EACCES",
      kind: "unreachable",
      say: "This machine does not allow a connection to prom.example:9090: a firewall forbids it.",
    },
    {
      code: "UND_ERR_CONNECT_TIMEOUT",
      kind: "timeout",
      say: "prom.example:9090 does not take the connection: no answer to it, as behind a firewall.",
    },
    { code: "EMYSTERY", kind: "unreachable", say: "prom.example:9090 cannot be reached (EMYSTERY)." },
  ])("$code is told in words", ({ code, kind, say }) => {
    expect(networkSentence({ code, message: "" }, "Prod", url)).toEqual({ kind, say });
  });

  test("about a port that HTTP must not be sent to is told in words", () => {
    expect(networkSentence({ code: "", message: "bad port" }, "Prod", new URL("http://h:6667"))).toMatchObject({
      kind: "refused",
      say: "Port 6667 is not used: it belongs to a protocol that HTTP could be abused against.",
    });
  });
});

describe("a TLS error", () => {
  const context = { name: "Prod", host: "h", hasCaFile: false, certificate: undefined };
  test.each([
    {
      code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
      message: "",
      say: "Prod asks for a client certificate, which connections cannot give yet.",
    },
    { code: "CERT_HAS_EXPIRED", message: "", say: "The certificate of Prod has expired: it has to be renewed on the server." },
    {
      code: "CERT_REVOKED",
      message: "",
      say: "The certificate of Prod has been revoked by who issued it: the server needs a new one.",
    },
    {
      code: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
      message: "C0:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:../deps/x.c:1600:",
      say: "The TLS handshake with Prod failed (sslv3 alert handshake failure).",
    },
  ])("$code is told in words", ({ code, message, say }) => expect(tlsSentence({ code, message }, context)).toBe(say));

  test.each(["ECONNREFUSED", "ENOTFOUND", ""])("%s is none", (code) =>
    expect(tlsSentence({ code, message: "" }, context)).toBeUndefined(),
  );
});

test.each([
  {
    listed: "DNS:prom.example, DNS:*.prom.example, IP Address:10.0.0.7",
    common: "x",
    names: ["prom.example", "*.prom.example", "10.0.0.7"],
  },
  { listed: undefined, common: "old.example", names: ["old.example"] },
  { listed: "", common: undefined, names: [] },
])("the names of a certificate that lists $listed are $names", ({ listed, common, names }) =>
  expect(namesOf(listed, common)).toEqual(names),
);
