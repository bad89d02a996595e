import { expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { normaliseUrl, withoutUserinfo } from "../../../../electron/engine/connections/url";

test.each([
  { typed: "http://localhost:9090", kept: "http://localhost:9090" },
  { typed: "  https://Prom.Example/  ", kept: "https://prom.example" },
  { typed: "localhost:9090", kept: "http://localhost:9090" },
  { typed: "10.0.0.7", kept: "http://10.0.0.7" },
  { typed: "[::1]:9090", kept: "http://[::1]:9090" },
  { typed: "https://host/prom/", kept: "https://host/prom" },
  { typed: "https://host:443/a/b", kept: "https://host/a/b" },
])("$typed is kept as $kept", ({ typed, kept }) => expect(normaliseUrl(typed)).toBe(kept));

test.each([
  { typed: "", say: "A connection needs a URL, such as http://localhost:9090." },
  { typed: "ftp://host", say: "ftp:// is not supported; the URL has to start with http:// or https://." },
  { typed: "http://", say: '"http://" is not a URL; it looks like http://localhost:9090 or https://host/prefix.' },
  { typed: "host:99999", say: '"host:99999" is not a URL; it looks like http://localhost:9090 or https://host/prefix.' },
  {
    typed: "http://host/graph?g0.expr=up",
    say: "Give the server's base URL, without what follows a ? or a #: such as https://host/prefix.",
  },
  {
    typed: "https://ann:canary@host",
    say: "A URL must not hold a user name and password; leave them out, choose Basic authentication and enter them there.",
  },
  {
    typed: "https://ann:canary@host:port",
    say: "This is not a URL; it looks like http://localhost:9090 or https://host/prefix.",
  },
])("$typed is refused in words", ({ typed, say }) => {
  expect(() => normaliseUrl(typed)).toThrow(
    expect.objectContaining({ failure: { kind: "bad-request", say, retry: false } } as Partial<AppError>),
  );
});

test.each([
  { kept: "https://ann:canary@host/prom", shown: "https://host/prom" },
  { kept: "https://host/prom", shown: "https://host/prom" },
  { kept: "ann:canary@host", shown: "host" },
])("$kept is shown as $shown", ({ kept, shown }) => expect(withoutUserinfo(kept)).toBe(shown));
