import { defineConfig } from "vitest/config";

/** One file under a name that does not change: pages of others point at it. */
export default defineConfig({
  test: { css: true },
  build: {
    outDir: "dist/widget",
    target: "es2022",
    modulePreload: false,
    rollupOptions: { input: "src/index.ts", output: { entryFileNames: "sapa-chat.js" } },
  },
});
