// Builds the styles and scripts of the pages into dist/, which the program embeds.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";

const dist = new URL("dist/", import.meta.url);
await mkdir(dist, { recursive: true });
for (const name of await readdir(dist)) {
  if (name !== ".gitkeep") await rm(new URL(name, dist), { recursive: true });
}

await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: { palier: "script/palier.js" },
  outdir: "dist",
  bundle: true,
  splitting: true, // charts are fetched by pages that have one
  format: "esm",
  minify: true,
  target: ["chrome115", "firefox125", "safari17"], // popover and dialog
  legalComments: "linked",
  chunkNames: "[name]-[hash]",
});
await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: { palier: "style/palier.css" },
  outdir: "dist",
  bundle: true,
  minify: true,
  target: ["chrome115", "firefox125", "safari17"],
});
await copyFile(new URL("style/icon.svg", import.meta.url), new URL("icon.svg", dist));
