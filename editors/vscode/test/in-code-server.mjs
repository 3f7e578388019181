// Tries the packed extension in a real VS Code (code-server) in headless Chromium: opens a file,
// waits for the squiggle and the hints, applies the quick fix, and keeps screenshots.
//
//     CODE_SERVER=… CHROMIUM=… PYTHON=… node test/in-code-server.mjs OUTPUT_FOLDER
//
// needs code-server, playwright-core (where NODE_PATH leads) and asynclint for PYTHON's interpreter.
// Without PYTHON the bundled server has to be the one that is started (`npm run bundle` before
// `npm run package`); asynclint must not be on the PATH then.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const require = createRequire(path.join(process.env.NODE_PATH ?? process.cwd(), "x"));
const { chromium } = require("playwright-core");

const output = path.resolve(process.argv[2] ?? ".");
const server = process.env.CODE_SERVER ?? "code-server";
const python = process.env.PYTHON;
const vsix = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..", "asynclint.vsix");
const port = 18923;
const home = fs.mkdtempSync(path.join(os.tmpdir(), "code-"));
const project = path.join(home, "shop");
const views = path.join(project, "views.py");

fs.mkdirSync(path.join(project, ".vscode"), { recursive: true });
fs.writeFileSync(path.join(project, "pyproject.toml"), "");
fs.writeFileSync(
  path.join(project, "helpers.py"),
  'import requests\n\n\ndef rates():\n    return requests.get("https://example.org/rates").json()\n',
);
fs.writeFileSync(
  views,
  "import time\n\nfrom helpers import rates\n\n\nasync def prices(request):\n    time.sleep(1)\n    return rates()\n",
);
const userData = path.join(home, "data");
fs.mkdirSync(path.join(userData, "User"), { recursive: true });
fs.writeFileSync(
  path.join(userData, "User", "settings.json"),
  JSON.stringify({
    ...(python ? { "asynclint.path": [python, "-m", "asynclint"] } : {}),
    "asynclint.inlayHints": true,
    "asynclint.codeLens": true,
    "security.workspace.trust.enabled": false,
    "workbench.startupEditor": "none",
  }),
);
const folders = ["--user-data-dir", userData, "--extensions-dir", path.join(home, "extensions")];
execFileSync(server, [...folders, "--install-extension", vsix], { stdio: "inherit" });
const running = spawn(server, [...folders, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, project], {
  stdio: "ignore",
});

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let browser;
try {
  await reachable(`http://127.0.0.1:${port}/healthz`);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(240_000);
  await page.goto(`http://127.0.0.1:${port}/?folder=${project}`);
  await page.waitForSelector(".monaco-workbench");
  await page.locator(".explorer-folders-view").getByText("views.py", { exact: true }).dblclick();
  await page.waitForSelector(".squiggly-warning");
  await page.keyboard.press("Control+Shift+M"); // the list of problems
  const problems = page.locator(".markers-panel");
  await problems.getByText("ASL302").first().waitFor();
  await problems.getByText("ASL311").first().waitFor();
  const marked = page.locator(".view-line", { hasText: "time.sleep" });
  await marked.filter({ hasText: "blocks the loop" }).waitFor();
  await page.locator(".codelens-decoration", { hasText: "2 calls block it" }).waitFor();
  await page.screenshot({ path: path.join(output, "diagnostics.png") });
  console.log(`the server: ${serversOf(home).join(" | ")}`);
  if (!python && !serversOf(home).some((line) => line.includes("/bundled"))) {
    throw new Error("it is not the bundled one");
  }
  await page.locator(".view-line", { hasText: "time.sleep" }).click();
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").getByText("Use `await asyncio.sleep()` (ASL302)").waitFor();
  await page.screenshot({ path: path.join(output, "fixes.png") });
  await page.keyboard.press("Enter"); // the preferred fix is the first
  await page.locator(".view-line", { hasText: "await" }).last().waitFor();
  await page.keyboard.press("Control+s");
  await until(() => fs.readFileSync(views, "utf-8").includes("await asyncio.sleep(1)"));
  await page.screenshot({ path: path.join(output, "fixed.png") });
  console.log(fs.readFileSync(views, "utf-8"));
} finally {
  await browser?.close();
  running.kill();
}

/** The servers that belong to this run: each its library path and its command line. */
function serversOf(folder) {
  const found = [];
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const [command, surroundings] = ["cmdline", "environ"].map((name) =>
        fs.readFileSync(`/proc/${pid}/${name}`, "utf-8").split("\0"),
      );
      const isOurs = surroundings.some((each) => each.includes(folder));
      if (isOurs && command.includes("server") && command.some((part) => part.includes("asynclint"))) {
        const library = surroundings.find((each) => each.startsWith("PYTHONPATH="));
        found.push(`${library} ${command.join(" ")}`);
      }
    } catch {
      continue; // it has ended, or is somebody else's
    }
  }
  return found;
}

async function reachable(url) {
  await until(() => fetch(url).then((answer) => answer.ok, () => false));
}

async function until(isSo) {
  for (let round = 0; round < 600; round++) {
    if (await isSo()) {
      return;
    }
    await new Promise((go) => setTimeout(go, 400));
  }
  throw new Error("waited in vain");
}
