import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The renderer only; electron/launcher/build.mjs bundles the Node side.
export default defineConfig({
  root: fileURLToPath(new URL("./renderer", import.meta.url)),
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../dist/renderer",
    emptyOutDir: true,
    target: "chrome130",
    sourcemap: false,
    chunkSizeWarningLimit: 2000,
    // The engine checks what crosses; the window needs only the types of the schemas, not the library that makes them.
    rolldownOptions: { treeshake: { manualPureFunctions: ["z"] } },
  },
});
