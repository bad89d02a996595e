import { AppError } from "#shared/model/failure";
import { checkCommand } from "./check-command";
import { type Command, type Surroundings, UsageError } from "./command";
import { doctorCommand } from "./doctor-command";
import { exportCommand } from "./export-command";
import { importCommand } from "./import-command";
import { queryCommand } from "./query-command";
import { serveCommand } from "./serve-command";
import { storeCommand } from "./store-command";
import { testCommand } from "./test-command";

const commands: readonly Command[] = [
  queryCommand,
  serveCommand,
  checkCommand,
  testCommand,
  importCommand,
  exportCommand,
  storeCommand,
  doctorCommand,
];

const overview = `watchdeck COMMAND [options]

${commands.map(({ name, about }) => `  ${name.padEnd(10)}${about}`).join("\n")}

  --help      this text; \`watchdeck COMMAND --help\` tells more
  --version   which version this is
`;

/** Runs what was typed. Returns the exit code; nothing but a bug is thrown. */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-V") {
    surroundings.out(`${surroundings.version}\n`);
    return 0;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    surroundings.out(commands.find((command) => command.name === rest[0])?.help ?? overview);
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((each) => each.name === name);
  if (!command) {
    surroundings.tell(`There is no command ${JSON.stringify(name)}; there are ${commands.map((each) => each.name).join(", ")}.`);
    return 2;
  }
  if (isHelpWanted(rest)) {
    surroundings.out(command.help);
    return 0;
  }
  try {
    return await command.run(rest, surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      surroundings.tell(`${error.message} \`watchdeck ${name} --help\` tells more.`);
      return 2;
    }
    if (error instanceof AppError) {
      surroundings.tell(error.message);
      return 1;
    }
    throw error;
  }
}

/** After `--` come operands, even one that reads `--help`. */
function isHelpWanted(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? args.length : end).some((argument) => argument === "--help" || argument === "-h");
}
