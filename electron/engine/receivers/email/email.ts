import type { IntegrationOf } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import type { SendingType } from "../integration-type";
import { readAddresses } from "./addresses";
import { isThisMachine } from "./tls-mode";

/** E-mail, handed to one mail server. */
export const email: SendingType<IntegrationOf<"email">> = {
  label: ({ to }) => `e-mail to ${to}`,
  secretNames: ({ username }) => (username === "" ? [] : ["password"]),
  // A password is never sent without TLS, so a change from one kind of TLS to another is none of the server.
  destination: ({ host }) => `https://${host}`,
  problem({ to, from, host, security, username }) {
    if (!/^[A-Za-z0-9._:-]+$/.test(host)) return "The mail server is a name or an address alone, such as smtp.example.org.";
    try {
      readAddresses(to, "The recipient");
      if (readAddresses(from, "The sender").length > 1) return "A mail has one sender.";
    } catch (error) {
      if (error instanceof AppError) return error.failure.say;
      throw error;
    }
    if (security === "none" && username !== "" && !isThisMachine(host)) {
      return "A password is not sent over a connection without TLS: choose STARTTLS or TLS, or leave out the user name.";
    }
    return undefined;
  },
  templates: ["subject", "text", "html"],
  open: async (options) => (await import("./channel")).createEmailChannel(options),
};
