// The extension: starts the language server that the project uses, and shows how it is doing.

import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, State } from "vscode-languageclient/node";

import { type Found, findServer } from "./finding";

const NAME = "asynclint";
const FIX_ALL = "source.fixAll.asynclint";
// A change of these settings needs another server; the others are sent to the one that runs.
const STARTING = ["asynclint.path", "asynclint.interpreter"];

let client: LanguageClient | undefined;
let log: vscode.LogOutputChannel;
let status: vscode.LanguageStatusItem;
// One start or stop at a time, whatever the user clicks.
let turn: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel(NAME, { log: true });
  status = vscode.languages.createLanguageStatusItem(NAME, { language: "python" });
  status.name = NAME;
  status.command = { title: "Show log", command: "asynclint.showLog" };
  const restart = () => queue(() => start(context));
  context.subscriptions.push(
    log,
    status,
    vscode.commands.registerCommand("asynclint.restart", restart),
    vscode.commands.registerCommand("asynclint.showLog", () => log.show()),
    vscode.commands.registerCommand("asynclint.fixFile", fixFile),
    vscode.commands.registerCommand("asynclint.checkAll", checkAll),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (STARTING.some((key) => change.affectsConfiguration(key))) {
        void restart();
      }
    }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await queue(stop);
}

function queue(work: () => Promise<void>): Promise<void> {
  turn = turn.then(work, work);
  return turn;
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  await stop();
  const found = await find(context);
  if (found === undefined) {
    say(vscode.LanguageStatusSeverity.Error, "not found");
    const choice = await vscode.window.showErrorMessage(
      "asynclint is not installed. Install it in the project's environment, or set asynclint.path.",
      "Open Settings",
    );
    if (choice !== undefined) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "asynclint.path");
    }
    return;
  }
  log.info(`starting ${found.command} ${found.args.join(" ")} (${found.source})`);
  client = newClient(found);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) {
      const version = client?.initializeResult?.serverInfo?.version ?? "";
      say(vscode.LanguageStatusSeverity.Information, version, `from ${found.source}`);
    } else if (newState === State.Stopped) {
      say(vscode.LanguageStatusSeverity.Warning, "stopped");
    }
  });
  try {
    await client.start();
  } catch (error) {
    log.error(String(error));
    say(vscode.LanguageStatusSeverity.Error, "cannot be started", String(error));
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running !== undefined && running.state !== State.Stopped) {
    await running.stop().catch((error) => log.warn(String(error)));
  }
}

function newClient(found: Found): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "python" },
      { scheme: "untitled", language: "python" },
      { scheme: "vscode-notebook-cell", language: "python" },
    ],
    outputChannel: log,
    initializationOptions: { settings: vscode.workspace.getConfiguration(NAME) },
    synchronize: { configurationSection: NAME },
    middleware: {
      // A rule's page comes back as text: show it beside the code.
      executeCommand: async (command, args, next) => {
        const answer: unknown = await next(command, args);
        if (command === "asynclint.explainRule" && typeof answer === "string" && answer) {
          const page = await vscode.workspace.openTextDocument({
            content: answer,
            language: "markdown",
          });
          await vscode.commands.executeCommand("markdown.showPreviewToSide", page.uri);
        }
        return answer;
      },
    },
  };
  const env = { ...process.env, ...found.env };
  const server = { command: found.command, args: found.args, options: { env } };
  return new LanguageClient(NAME, NAME, server, options);
}

async function find(context: vscode.ExtensionContext): Promise<Found | undefined> {
  const settings = vscode.workspace.getConfiguration(NAME);
  const folders = vscode.workspace.workspaceFolders ?? [];
  return findServer({
    platform: process.platform,
    configured: settings.get<string[]>("path", []),
    interpreter: settings.get<string>("interpreter") || (await chosenInterpreter(folders[0]?.uri)),
    folders: folders.map((folder) => folder.uri.fsPath),
    searchPath: (process.env.PATH ?? "").split(path.delimiter).filter(Boolean),
    bundled: context.asAbsolutePath("bundled"),
    isTrusted: vscode.workspace.isTrusted,
    isFile: (file) => fs.existsSync(file) && fs.statSync(file).isFile(),
  });
}

/** The interpreter that the Python extension uses, if it is there. */
async function chosenInterpreter(resource: vscode.Uri | undefined): Promise<string | undefined> {
  const python = vscode.extensions.getExtension("ms-python.python");
  if (python === undefined) {
    return undefined;
  }
  try {
    const api = await python.activate();
    return api?.environments?.getActiveEnvironmentPath?.(resource)?.path;
  } catch (error) {
    log.warn(`the Python extension does not answer: ${error}`);
    return undefined;
  }
}

async function fixFile(): Promise<void> {
  await vscode.commands.executeCommand("editor.action.codeAction", {
    kind: FIX_ALL,
    apply: "first",
  });
}

async function checkAll(): Promise<void> {
  const running = client;
  if (running === undefined) {
    return;
  }
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: "asynclint checks the workspace" },
    () => running.sendRequest("workspace/executeCommand", { command: "asynclint.checkWorkspace" }),
  );
}

function say(severity: vscode.LanguageStatusSeverity, text: string, detail = ""): void {
  status.severity = severity;
  status.text = `${NAME} ${text}`.trim();
  status.detail = detail;
}
