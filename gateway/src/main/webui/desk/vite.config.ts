import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Puts boot.js into the head as a classic script of its own, so that the theme is set before anything is painted. */
function boot(): Plugin {
  const source = readFileSync(new URL("./boot.js", import.meta.url), "utf8");
  const name = `assets/boot-${createHash("sha256").update(source).digest("hex").slice(0, 8)}.js`;
  return {
    name: "sapa-boot",
    configureServer(server) {
      server.middlewares.use(`/desk/${name}`, (_request, response) => {
        response.setHeader("Content-Type", "text/javascript");
        response.end(source);
      });
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: name, source });
    },
    transformIndexHtml() {
      return [{ tag: "script", attrs: { src: `/desk/${name}` }, injectTo: "head-prepend" }];
    },
  };
}

const suite = process.env.SAPA_URL ?? "http://localhost:8080";

export default defineConfig({
  base: "/desk/",
  plugins: [react(), boot()],
  server: {
    port: 5173,
    proxy: {
      "/api": { target: suite, changeOrigin: true },
      "/files": { target: suite, changeOrigin: true },
      "/ws": { target: suite, changeOrigin: true, ws: true },
    },
  },
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
});
