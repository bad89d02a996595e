// Functions over texts that Prometheus and Alertmanager share.
import { type Functions, stringOf, type TemplateFunction, type World } from "./functions";
import { compileSearch, replaceAll } from "./regex";
import { bool, text } from "./value";

const ofText = (change: (value: string) => string): TemplateFunction => ({
  params: ["string"],
  run: ([value]) => text(change(stringOf(value))),
});

/** RE2 takes time in proportion to both; a template must not take minutes. */
const workOf = (pattern: string, searched: string, { work }: World) => work((pattern.length * searched.length) / 200);

/** Go says more of a bad pattern here than in `match`. */
function mustCompile(pattern: string) {
  try {
    return compileSearch(pattern);
  } catch (error) {
    throw new Error(`regexp: Compile(\`${pattern}\`): ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

export const textFunctions: Functions = new Map<string, TemplateFunction>([
  ["title", ofText(title)],
  ["toUpper", ofText((value) => eachCharacter(value, (character) => character.toUpperCase()))],
  ["toLower", ofText((value) => eachCharacter(value, (character) => (character === "İ" ? "i" : character.toLowerCase())))],
  ["safeHtml", { params: ["string"], run: ([value]) => ({ type: "string", value: stringOf(value), isSafe: "html" }) }],
  [
    "match",
    {
      params: ["string", "string"],
      run([first, second], world) {
        const [pattern, searched] = [stringOf(first), stringOf(second)];
        workOf(pattern, searched, world);
        return bool(compileSearch(pattern).matcher(searched).find());
      },
    },
  ],
  [
    "reReplaceAll",
    {
      params: ["string", "string", "string"],
      run([first, second, third], world) {
        const [pattern, replacement, searched] = [stringOf(first), stringOf(second), stringOf(third)];
        workOf(pattern, searched, world);
        return text(replaceAll(mustCompile(pattern), replacement, searched));
      },
    },
  ],
]);

// A word goes on over an apostrophe between two letters: `o'neil` has one first letter. Digits before it are passed over: `1E3`.
function title(value: string): string {
  return value.replaceAll(/[\p{L}\p{N}_\p{M}]+(?:['’.:·][\p{L}][\p{L}\p{N}_\p{M}]*)*/gu, (word) =>
    word.replace(/\p{Cased}/u, titleCase),
  );
}

/** The few letters that are two in one have a form for the beginning of a word, which JavaScript cannot make. */
const digraphs = new Map("ǆǅ ǉǈ ǌǋ ǳǲ Ǆǅ Ǉǈ Ǌǋ Ǳǲ".split(" ").map(([from = "", to = ""]) => [from, to]));

function titleCase(letter: string): string {
  const upper = letter.toUpperCase();
  return digraphs.get(letter) ?? [...upper][0] + [...upper].slice(1).join("").toLowerCase();
}

const eachCharacter = (value: string, change: (character: string) => string) =>
  Array.from(value, (character) => changedCase(character, change(character))).join("");

// Go maps each character to one character, so `ß` stays what it is.
const changedCase = (was: string, is: string) => ([...is].length === 1 ? is : was);
