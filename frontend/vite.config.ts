/** How the page is built: old office browsers as target, hashed files, a compressed copy beside each. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const API = process.env.UNION_API ?? "http://127.0.0.1:8000";

/** Writes name.gz and name.br beside every text file, so that the server never compresses at run time. */
function precompress(): Plugin {
  let out = "dist";
  return {
    name: "precompress",
    apply: "build",
    configResolved: (config) => {
      out = config.build.outDir;
    },
    closeBundle: () => {
      for (const name of readdirSync(out, { recursive: true }) as string[]) {
        if (!/\.(js|css|html|svg)$/.test(name)) continue;
        const path = join(out, name);
        const body = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(body));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), precompress()],
  resolve: { alias: { "@": join(import.meta.dirname, "src") } },
  build: { target: "chrome87", manifest: true, reportCompressedSize: true, chunkSizeWarningLimit: 1200 },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: { "/api": API, "/livez": API, "/readyz": API },
  },
});
