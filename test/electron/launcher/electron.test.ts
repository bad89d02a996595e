import { expect, test } from "vitest";
import { whyElectronEnded, whyNoSandbox } from "../../../electron/launcher/electron.mjs";

const open = { "user/max_user_namespaces": 96365 };
const closed = { "user/max_user_namespaces": 0 };
const plain = { uid: 1000, mode: 0o100755 };

test.each<{ name: string; uid?: number; kernel: Record<string, number>; helper?: { uid: number; mode: number }; works: boolean }>(
  [
    { name: "user namespaces are there", kernel: open, helper: plain, works: true },
    {
      name: "they are off, but the helper is root's and setuid",
      kernel: closed,
      helper: { uid: 0, mode: 0o104755 },
      works: true,
    },
    { name: "they are off, and the helper is a plain file", kernel: closed, helper: plain, works: false },
    { name: "they are off, and there is no helper", kernel: closed, works: false },
    {
      name: "they are off for ordinary users",
      kernel: { ...open, "kernel/unprivileged_userns_clone": 0 },
      helper: plain,
      works: false,
    },
    {
      name: "AppArmor keeps them from programs that it does not know",
      kernel: { ...open, "kernel/apparmor_restrict_unprivileged_userns": 1 },
      helper: plain,
      works: false,
    },
    { name: "root starts it, without a sandbox anyway", uid: 0, kernel: closed, helper: plain, works: true },
  ],
)("where $name, Electron's sandbox works: $works", ({ uid = 1000, kernel, helper, works }) => {
  const why = whyNoSandbox("linux", "/electron", { uid, kernel: (name) => kernel[name], stat: () => helper });
  if (works) expect(why).toBeUndefined();
  else
    expect(why).toMatch(
      /^Electron's sandbox is not allowed here \(an administrator can: sudo chown root \/electron\/chrome-sandbox/,
    );
});

test.each([
  {
    said: "/opt/electron: error while loading shared libraries: libnss3.so: cannot open shared object file: No such file or directory",
    why: "Electron does not start here, because the system lacks libnss3.so",
  },
  {
    said: "[6946:1121/100711.170011:ERROR:ozone_platform_x11.cc(245)] Missing X server or $DISPLAY",
    why: "the display does not let Electron in",
  },
  { said: "Segmentation fault", why: undefined },
])("an Electron that said $said ended because: $why", ({ said, why }) => expect(whyElectronEnded(said)).toBe(why));
