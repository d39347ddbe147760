import { defineConfig } from "vite";

/** The page that plays the licensing portal. */
export default defineConfig({
  root: "demo",
  base: "/demo/",
  build: {
    outDir: "../dist/demo",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
  },
});
