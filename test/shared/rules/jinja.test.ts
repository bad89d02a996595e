import { expect, test } from "vitest";
import { withBlankedMarks, withoutJinja } from "#shared/rules/jinja";

test.each([
  {
    name: "marks around a template, as in a guide's rules",
    text: 'description: "costs ({% raw %}{{ $value }}{% endraw %}/hour)"\n',
    expected: 'description: "costs ({{ $value }}/hour)"\n',
  },
  { name: "marks that take white space along", text: "a: {%- raw -%}{{ $value }}{%- endraw %}\n", expected: "a: {{ $value }}\n" },
  { name: "lines of their own", text: "{% raw %}\ngroups: []\n  {% endraw %}\n", expected: "groups: []\n" },
  { name: "nothing where there is nothing", text: "a: '50 % {{ $value }}%'\n", expected: "a: '50 % {{ $value }}%'\n" },
  { name: "Windows line ends", text: "{% raw %}\r\ngroups: []\r\n", expected: "groups: []\r\n" },
])("withoutJinja takes out $name", ({ text, expected }) => expect(withoutJinja(text)).toBe(expected));

test("withBlankedMarks leaves every other character where it is", () => {
  const text = "{% raw %}\ngroups:\n- name: {% x %}y\n";
  const blanked = withBlankedMarks(text);
  expect(blanked).toBe(`${" ".repeat(9)}\ngroups:\n- name: {% x %}y\n`);
});

test("a text of nothing but opening marks is read in no time", () => {
  const text = "{% ".repeat(200_000);
  expect(withoutJinja(text)).toBe(text);
});
