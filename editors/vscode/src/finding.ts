// Which asynclint to start. Nothing here knows of VS Code, so that it can be tested without.

import * as path from "node:path";

/** A command line, and where it was found: for the log and the status item. */
export interface Found {
  command: string;
  args: string[];
  env?: Record<string, string>;
  source: string;
}

export interface Surroundings {
  platform: NodeJS.Platform;
  /** The setting `asynclint.path`. */
  configured: string[];
  /** The setting `asynclint.interpreter`, or else the interpreter of the Python extension. */
  interpreter: string | undefined;
  /** The folders of the workspace. */
  folders: string[];
  /** The folders of the PATH. */
  searchPath: string[];
  /** The folder of the bundled libraries. */
  bundled: string;
  /** Whether code of the workspace may be run. */
  isTrusted: boolean;
  isFile(path: string): boolean;
}

/**
 * The server to start: what the settings say, the project's own (so that editor, hook and CI agree),
 * the one on the PATH, or the bundled one with any Python there is. Undefined if there is none.
 */
export function findServer(around: Surroundings): Found | undefined {
  const windows = around.platform === "win32";
  const paths = windows ? path.win32 : path.posix;
  const exe = (name: string) => (windows ? `${name}.exe` : name);
  const bin = windows ? "Scripts" : "bin";
  if (around.isTrusted) {
    if (around.configured.length > 0) {
      const [command, ...args] = around.configured;
      return { command, args: [...args, "server"], source: "the setting asynclint.path" };
    }
    if (around.interpreter) {
      const own = paths.join(paths.dirname(around.interpreter), exe("asynclint"));
      if (around.isFile(own)) {
        return { command: own, args: ["server"], source: "the chosen interpreter" };
      }
    }
    for (const folder of around.folders) {
      for (const environment of [".venv", "venv"]) {
        const own = paths.join(folder, environment, bin, exe("asynclint"));
        if (around.isFile(own)) {
          return { command: own, args: ["server"], source: `${environment} of the workspace` };
        }
      }
    }
    for (const folder of around.searchPath) {
      const own = paths.join(folder, exe("asynclint"));
      if (around.isFile(own)) {
        return { command: own, args: ["server"], source: "the PATH" };
      }
    }
  }
  return bundledServer(around, paths, exe);
}

function bundledServer(
  around: Surroundings,
  paths: path.PlatformPath,
  exe: (name: string) => string,
): Found | undefined {
  if (!around.isFile(paths.join(around.bundled, "asynclint", "__init__.py"))) {
    return undefined;
  }
  const names = [exe("python3"), exe("python")];
  const known = around.isTrusted && around.interpreter ? [around.interpreter] : [];
  const candidates = around.searchPath.flatMap((folder) => names.map((n) => paths.join(folder, n)));
  const python = [...known, ...candidates].find((each) => around.isFile(each));
  if (python === undefined) {
    return undefined;
  }
  return {
    command: python,
    args: ["-m", "asynclint", "server"],
    env: { PYTHONPATH: around.bundled, PYTHONSAFEPATH: "1" },
    source: "the extension's own, with " + python,
  };
}
