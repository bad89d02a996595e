// Certificates made on the spot, right and wrong in the ways that servers' certificates are.
import { generate } from "selfsigned";

export interface Certificate {
  certificate: string;
  key: string;
}

interface CertificateOptions {
  commonName: string;
  /** Names and addresses that it is for. */
  names?: string[];
  from?: Date;
  to?: Date;
  /** Who signs it; itself when absent. */
  authority?: Certificate;
  isAuthority?: boolean;
}

export async function makeCertificate({
  commonName,
  names = [],
  from,
  to,
  authority,
  isAuthority = false,
}: CertificateOptions): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: from,
    notAfterDate: to,
    ca: authority && { key: authority.key, cert: authority.certificate },
    extensions: [
      { name: "basicConstraints", cA: isAuthority, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: isAuthority, cRLSign: isAuthority, critical: true },
      ...(names.length > 0
        ? [
            {
              name: "subjectAltName" as const,
              altNames: names.map((name) =>
                /^[\d.]+$/.test(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
              ),
            },
          ]
        : []),
    ],
  });
  return { certificate: made.cert, key: made.private };
}
