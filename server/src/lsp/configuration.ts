import {DidChangeConfigurationNotification} from "vscode-languageserver/node";
import {SETTINGS_SECTION} from "../protocol.ts";
import {within} from "./breathe.ts";
import type {Project} from "./project.ts";
import type {Session} from "./session.ts";
import {readSettings} from "./settings.ts";
import {fileUri, isWithin} from "./uris.ts";

/** A client that has not answered by then goes on with the defaults until it does. */
const PATIENCE_MS = 1000;

/** Brings the editor's settings to the projects: asked for where the client can be asked, else as it sent them. */
export class Configuration {
  /** Settings from `initializationOptions` or `workspace/didChangeConfiguration`. */
  private sent: unknown;

  constructor(private readonly session: Session) {
    this.sent = session.options.settings;
  }

  /** Wants to be told about changes, where the client tells only those who ask. */
  register(): void {
    const {client, connection} = this.session;
    if (!client.watchConfiguration) return;
    connection.client
      .register(DidChangeConfigurationNotification.type, {section: SETTINGS_SECTION})
      .catch((error: unknown) => connection.console.warn(`Changes of settings will go unnoticed: ${error}`));
  }

  /** The client says that settings changed; some send them along. */
  changed(settings: unknown): Promise<void> {
    if (typeof settings === "object" && settings !== null && SETTINGS_SECTION in settings) {
      this.sent = settings[SETTINGS_SECTION];
    }
    return this.apply(this.session.projects.all);
  }

  /** Gives projects their settings. */
  async apply(projects: readonly Project[]): Promise<void> {
    if (!this.session.client.configuration) {
      for (const project of projects) project.configure(readSettings(this.sent));
      return;
    }
    const items = projects.map((project) => ({section: SETTINGS_SECTION, ...this.scopeOf(project)}));
    const answer = this.session.connection.workspace.getConfiguration(items).then(
      (sections: unknown[]) => {
        for (const [i, project] of projects.entries()) project.configure(readSettings(sections[i]));
      },
      (error: unknown) => this.session.connection.console.warn(`The client did not tell its settings: ${error}`),
    );
    await within(PATIENCE_MS, answer);
  }

  private scopeOf(project: Project): {scopeUri?: string} {
    const {projects} = this.session;
    const folder = projects.folders.find((one) => isWithin(project.root, one));
    return folder !== undefined && projects.repositories.includes(project) ? {scopeUri: fileUri(folder)} : {};
  }
}
