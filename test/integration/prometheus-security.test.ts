// Logins and certificates, right and wrong, against a real Prometheus that asks for them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Connection } from "#shared/contract/connections";
import type { AppError } from "#shared/model/failure";
import { systemClock } from "../../electron/engine/clock";
import { connectPrometheus } from "../../electron/engine/sources/prometheus/index";
import { type Certificate, makeCertificate } from "../support/certificates";
import { connectionTo } from "../support/connections";
import { isOnPath } from "../support/programs";
import { type RunningServer, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const never = new AbortController().signal;
const password = "correct horse";
// bcrypt of the password above, at the lowest cost.
const passwordHash = "$2b$04$WEsQpr6F7mTUKXcaAwffGOjVm7oFIxCBjzatXkSKV2AAcSItBzzKa";

/** What comes of asking a server: its version, or the failure. */
async function outcome(url: string, rest: Partial<Connection>, secrets: Record<string, string> = {}) {
  const connection = connectionTo(url, rest);
  try {
    const source = await connectPrometheus({ connection, readSecret: async (name) => secrets[name], clock: systemClock });
    try {
      const { server, remarks } = await source.inspect(never);
      return { server: server.replace(/ .*/, ""), remarks };
    } finally {
      await source.close();
    }
  } catch (error) {
    return { kind: (error as AppError).failure?.kind, say: (error as AppError).failure?.say ?? error };
  }
}

const missing = isOnPath("prometheus") ? [] : ["prometheus"];

suite("a Prometheus with logins and certificates", missing, () => {
  // This much runs for a skipped suite as well, which is not tidied up after.
  const folder = missing.length === 0 ? mkdtempSync(join(tmpdir(), "watchdeck-certificates-")) : "";
  const names = ["127.0.0.1"];
  let authority: Certificate;
  let otherAuthority: Certificate;
  const running = new Map<string, RunningServer>();
  const url = (name: string) => running.get(name)?.url ?? "";
  const authorityFile = join(folder, "authority.pem");
  const otherFile = join(folder, "other.pem");

  beforeAll(async () => {
    authority = await makeCertificate({ commonName: "Test Authority", isAuthority: true });
    otherAuthority = await makeCertificate({ commonName: "Other Authority", isAuthority: true });
    writeFileSync(authorityFile, `Bag Attributes\n${authority.certificate}`);
    writeFileSync(otherFile, otherAuthority.certificate);
    const certificates: Record<string, Certificate> = {
      signed: await makeCertificate({ commonName: "server", names, authority }),
      "self-signed": await makeCertificate({ commonName: "lonely", names }),
      "wrong-name": await makeCertificate({ commonName: "server", names: ["prom.example", "10.9.8.7"], authority }),
      expired: await makeCertificate({
        commonName: "server",
        names,
        authority,
        from: new Date("2020-01-01"),
        to: new Date("2021-02-03"),
      }),
      early: await makeCertificate({
        commonName: "server",
        names,
        authority,
        from: new Date("2090-05-06"),
        to: new Date("2095-01-01"),
      }),
    };
    writeFileSync(join(folder, "self-signed.pem"), certificates["self-signed"]?.certificate ?? "");
    const starting = Object.entries(certificates).map(async ([name, tls]) => running.set(name, await startPrometheus({ tls })));
    starting.push(
      startPrometheus({ login: { username: "ann", password, passwordHash } }).then((server) => running.set("login", server)),
    );
    await Promise.all(starting);
  });

  afterAll(async () => {
    await Promise.all([...running.values()].map((server) => server.stop()));
    rmSync(folder, { recursive: true });
  });

  test("the right user name and password are accepted", async () => {
    const found = await outcome(url("login"), { auth: { kind: "basic", username: "ann" } }, { password });
    expect(found).toMatchObject({ server: "Prometheus" });
  });

  test.each<{ name: string; auth: Connection["auth"]; secrets: Record<string, string>; say: string }>([
    {
      name: "a wrong password",
      auth: { kind: "basic", username: "ann" },
      secrets: { password: "wrong" },
      say: "Test server refused the user name or the password (401).",
    },
    {
      name: "no login",
      auth: { kind: "none" },
      secrets: {},
      say: "Test server asks who you are (401): choose Basic or Bearer authentication for this connection.",
    },
    { name: "a token", auth: { kind: "bearer" }, secrets: { token: "t" }, say: "Test server refused the token (401)." },
  ])("$name is refused in words", async ({ auth, secrets, say }) => {
    expect(await outcome(url("login"), { auth }, secrets)).toEqual({ kind: "unauthorized", say });
  });

  test("a certificate that the CA file vouches for is accepted", async () => {
    expect(await outcome(url("signed"), { tls: { caFile: authorityFile, skipVerify: false } })).toMatchObject({
      server: "Prometheus",
    });
  });

  test("a self-signed certificate is accepted when it is its own CA file", async () => {
    const tls = { caFile: join(folder, "self-signed.pem"), skipVerify: false };
    expect(await outcome(url("self-signed"), { tls })).toMatchObject({ server: "Prometheus" });
  });

  test.each(["signed", "self-signed", "wrong-name", "expired"])(
    "skipping verification accepts a certificate that is %s, and says so",
    async (server) => {
      expect(await outcome(url(server), { tls: { skipVerify: true } })).toMatchObject({
        server: "Prometheus",
        remarks: expect.arrayContaining(["Its certificate is not verified: anybody on the way could pose as this server."]),
      });
    },
  );

  test.each<{ name: string; server: string; caFile?: () => string; say: string }>([
    {
      name: "an authority that is not known here",
      server: "signed",
      say: "The certificate of Test server is signed by “Test Authority”, which this machine does not trust: give the certificate of the authority that signed it as the connection's CA file.",
    },
    {
      name: "an authority that is not the CA file's",
      server: "signed",
      caFile: () => otherFile,
      say: "The certificate of Test server is signed by “Test Authority”, which this machine does not trust: the connection's CA file does not vouch for it.",
    },
    {
      name: "a self-signed certificate",
      server: "self-signed",
      say: "The certificate of Test server is self-signed: give it as the connection's CA file, or skip verification for this connection.",
    },
    {
      name: "a certificate for other names",
      server: "wrong-name",
      caFile: () => authorityFile,
      say: "The certificate of Test server is not for 127.0.0.1 but for prom.example, 10.9.8.7: use a name that it holds, or renew it with this one.",
    },
    {
      name: "an expired certificate",
      server: "expired",
      caFile: () => authorityFile,
      say: "The certificate of Test server has expired on 2021-02-03: it has to be renewed on the server.",
    },
    {
      name: "a certificate of the future",
      server: "early",
      caFile: () => authorityFile,
      say: "The certificate of Test server is not valid before 2090-05-06: check this machine's clock and the server's.",
    },
  ])("$name is refused in words", async ({ server, caFile, say }) => {
    expect(await outcome(url(server), { tls: { caFile: caFile?.(), skipVerify: false } })).toEqual({ kind: "tls", say });
  });

  test("http:// to a server that speaks TLS names the scheme as the fault", async () => {
    expect(await outcome(url("signed").replace("https:", "http:"), {})).toEqual({
      kind: "tls",
      say: "Test server speaks TLS: its URL has to start with https://.",
    });
  });

  test("https:// to a server that does not speak TLS names the scheme as the fault", async () => {
    expect(await outcome(url("login").replace("http:", "https:"), {})).toEqual({
      kind: "tls",
      say: "Test server does not speak TLS there: does its URL start with http://, or is the port another program's?",
    });
  });
});
