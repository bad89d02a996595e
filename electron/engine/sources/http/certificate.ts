// A look at the certificate that a server shows, to say what is wrong with it: Node's verification error names the fault
// but neither the date nor the issuer. Nothing is sent but the handshake.
import { isIP } from "node:net";
import { connect } from "node:tls";

export interface Certificate {
  validFrom: Date;
  validTo: Date;
  /** Common name of who signed it; the organisation where there is no name. */
  issuer: string;
  /** The names it is for, as the certificate lists them: `prom.example`, `10.0.0.7`. */
  names: string[];
}

const longestLookMs = 3000;

/** The certificate of an https URL, or undefined when it cannot be had quickly. */
export function peekCertificate(url: URL): Promise<Certificate | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(url.port || 443),
      // Verification would end the handshake before there is a certificate to look at.
      rejectUnauthorized: false,
      timeout: longestLookMs,
      ...(isIP(host) ? {} : { servername: host }),
    });
    const done = (certificate?: Certificate) => {
      socket.destroy();
      resolve(certificate);
    };
    socket.once("secureConnect", () => {
      const { valid_from, valid_to, issuer, subject, subjectaltname } = socket.getPeerCertificate();
      if (!valid_to) return done();
      done({
        validFrom: new Date(valid_from),
        validTo: new Date(valid_to),
        issuer: String(issuer?.CN ?? issuer?.O ?? "an issuer without a name"),
        names: namesOf(subjectaltname, subject?.CN),
      });
    });
    socket.once("timeout", () => done());
    // It is only a look: the request's own error is what the user hears.
    socket.once("error", () => done());
  });
}

/** `DNS:prom.example, IP Address:10.0.0.7`, or the common name of a certificate without such a list. */
export function namesOf(alternativeNames: string | undefined, commonName: string | string[] | undefined): string[] {
  const listed = (alternativeNames ?? "").split(", ").map((name) => name.replace(/^(DNS|IP Address|URI|email):/, ""));
  const names = listed.filter((name) => name !== "");
  return names.length > 0 || commonName === undefined ? names : [commonName].flat();
}
