import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { AppError } from "#shared/model/failure";

/** The PEM certificates of a connection's CA file. It is read at each connect, so that a renewed file is taken up. */
export async function readCaFile(path: string): Promise<string> {
  if (!isAbsolute(path)) throw refuse(`The CA file has to be given by its whole path, not as ${JSON.stringify(path)}.`);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw refuse(`The CA file ${path} ${whyUnreadable(error)}.`, error);
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0) {
    throw refuse(`The CA file ${path} holds no certificate: it has to be PEM, with a line -----BEGIN CERTIFICATE-----.`);
  }
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate);
    } catch (error) {
      throw refuse(`Certificate ${index + 1} in the CA file ${path} is damaged.`, error);
    }
  }
  return certificates.join("\n");
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "does not exist";
    case "EACCES":
    case "EPERM":
      return "may not be read by this user";
    case "EISDIR":
      return "is a folder";
    default:
      return `could not be read (${code ?? "unknown error"})`;
  }
}

const refuse = (say: string, cause?: unknown) => new AppError({ kind: "tls", say }, { cause });
