// build.mjs build DIRECTORY   builds all front ends and lays what the gateway serves into DIRECTORY
// build.mjs test DIRECTORY    checks types and runs the tests; DIRECTORY remembers what passed
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const [task, directory] = process.argv.slice(2);
const LEFT_OUT = new Set(["node_modules", "dist", "coverage"]);
const COMPRESSED = new Set([".html", ".js", ".css", ".svg", ".json", ".txt", ".webmanifest"]);
const WORTH_BYTES = 512;

/** Where each front end is served, by the folder in which its build leaves it. */
const FRONT_ENDS = { "widget/dist": "", "desk/dist": "desk" };

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!LEFT_OUT.has(entry.name)) {
        yield* files(path);
      }
    } else {
      yield path;
    }
  }
}

function sourcesPrint() {
  const hash = createHash("sha256").update(process.version);
  for (const file of files(here)) {
    hash.update(relative(here, file)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

function isDone(mark, print) {
  return existsSync(mark) && readFileSync(mark, "utf8") === print;
}

function npm(...args) {
  const { status } = spawnSync("npm", args, { cwd: here, stdio: "inherit" });
  if (status !== 0) {
    console.error(`npm ${args.join(" ")} failed`);
    process.exit(1);
  }
}

function install() {
  const mark = join(here, "node_modules", ".sapa-installed");
  const print = createHash("sha256").update(readFileSync(join(here, "package-lock.json"))).digest("hex");
  if (!isDone(mark, print)) {
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
    writeFileSync(mark, print);
  }
}

function build(out) {
  npm("run", "build", "--workspaces", "--if-present", "--silent");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const [from, to] of Object.entries(FRONT_ENDS)) {
    if (existsSync(join(here, from))) {
      cpSync(join(here, from), join(out, to), { recursive: true });
    }
  }
  const list = [];
  for (const file of [...files(out)]) {
    const content = readFileSync(file);
    list.push(relative(out, file).replaceAll("\\", "/"));
    if (COMPRESSED.has(extname(file)) && content.length >= WORTH_BYTES) {
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(
        `${file}.br`,
        brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
      );
    }
  }
  writeFileSync(join(out, "files"), `${list.join("\n")}\n`);
}

const print = sourcesPrint();
mkdirSync(directory, { recursive: true });
const mark = join(directory, task === "build" ? ".sapa-built" : ".sapa-tested");
if (isDone(mark, print)) {
  console.log(`Web front ends: nothing changed since the last ${task}`);
} else if (task === "build") {
  install();
  build(directory);
  writeFileSync(mark, print);
} else if (task === "test") {
  install();
  npm("run", "check", "--workspaces", "--if-present", "--silent");
  npm("run", "test", "--workspaces", "--if-present", "--silent");
  writeFileSync(mark, print);
} else {
  console.error(`Unknown task '${task}'`);
  process.exit(2);
}
