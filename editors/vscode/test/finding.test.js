const assert = require("node:assert");
const { test } = require("node:test");
const { findServer } = require("../dist/finding.js");

function around(files, changed = {}) {
  return {
    platform: "linux",
    configured: [],
    interpreter: undefined,
    folders: ["/shop"],
    searchPath: ["/usr/bin"],
    bundled: "/extension/bundled",
    isTrusted: true,
    isFile: (path) => files.includes(path),
    ...changed,
  };
}
const BUNDLED = ["/extension/bundled/asynclint/__init__.py", "/usr/bin/python3"];
const PROJECT = "/shop/.venv/bin/asynclint";

test("the setting comes first", () => {
  const found = findServer(around([PROJECT], { configured: ["uvx", "asynclint"] }));
  assert.deepStrictEqual([found.command, found.args], ["uvx", ["asynclint", "server"]]);
});

test("then the chosen interpreter's", () => {
  const own = "/envs/shop/bin/asynclint";
  const found = findServer(around([own, PROJECT], { interpreter: "/envs/shop/bin/python" }));
  assert.strictEqual(found.command, own);
});

test("an interpreter without asynclint is passed over", () => {
  const found = findServer(around([PROJECT], { interpreter: "/envs/shop/bin/python" }));
  assert.strictEqual(found.command, PROJECT);
});

test("then the PATH, then the bundled one", () => {
  assert.strictEqual(findServer(around(["/usr/bin/asynclint"])).command, "/usr/bin/asynclint");
  const found = findServer(around(BUNDLED));
  assert.strictEqual(found.command, "/usr/bin/python3");
  assert.deepStrictEqual(found.args, ["-m", "asynclint", "server"]);
  assert.strictEqual(found.env.PYTHONPATH, "/extension/bundled");
});

test("nothing of a workspace that is not trusted is run", () => {
  const given = { isTrusted: false, interpreter: "/shop/.venv/bin/python" };
  assert.strictEqual(findServer(around([PROJECT, ...BUNDLED], given)).command, "/usr/bin/python3");
  assert.strictEqual(findServer(around([PROJECT], given)), undefined);
});

test("on Windows", () => {
  const own = "C:\\shop\\venv\\Scripts\\asynclint.exe";
  const found = findServer(around([own], { platform: "win32", folders: ["C:\\shop"] }));
  assert.strictEqual(found.command, own);
});
